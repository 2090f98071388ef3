using System.Text.Json.Serialization;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config;

/// <summary>One edge that keeps all rules, ready to be synthesized: read from a file, or built in code.</summary>
public sealed record EdgeDefinition
{
    [JsonConstructor]
    internal EdgeDefinition(EdgeConfig config, ReleaseManifest release, IReadOnlyDictionary<Function, FunctionPackage> packages) =>
        (Config, Release, Packages) = (config, release, packages);

    /// <summary>What customer and vendor decide about it.</summary>
    public EdgeConfig Config { get; internal init; }

    /// <summary>Its release.</summary>
    public ReleaseManifest Release { get; internal init; }

    /// <summary>The packages of all functions of the release.</summary>
    public IReadOnlyDictionary<Function, FunctionPackage> Packages { get; internal init; }

    /// <summary>Reads an edge file. Needs neither AWS nor the network.</summary>
    /// <param name="file">The edge file.</param>
    /// <param name="releases">Directory of release files. Default: the releases that this package brings.</param>
    /// <param name="warn">Receives each warning. Default: nobody does.</param>
    /// <exception cref="ConfigException">Anything is wrong with the file or a release; the message has all of it.</exception>
    public static EdgeDefinition Load(string file, string? releases = null, Action<Problem>? warn = null) =>
        Fleet.Load(file, releases, warn: warn) is [var edge]
            ? edge
            : throw new ConfigException([new Problem("", "is a directory", "use an edge file", "name one file") { File = file }]);

    /// <summary>
    /// Takes an edge that code built, and holds it against everything that a file is held against. Needs neither AWS nor the network.
    /// </summary>
    /// <param name="config">What customer and vendor decide.</param>
    /// <param name="release">The release that edge.release names. Default: the one of that version that this package brings.</param>
    /// <param name="directory">Directory that artifacts.directory is relative to. Default: the current one.</param>
    /// <param name="warn">Receives each warning. Default: nobody does.</param>
    /// <exception cref="ConfigException">Anything is wrong with the edge or its release; the message has all of it.</exception>
    public static EdgeDefinition Of(
        EdgeConfig config, ReleaseManifest? release = null, string? directory = null, Action<Problem>? warn = null) =>
        Fleet.Define(config, release, directory ?? Environment.CurrentDirectory, warn);
}
