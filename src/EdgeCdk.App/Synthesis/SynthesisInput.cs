using System.Text.Json;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.App.Synthesis;

/// <summary>What an edge or a template is made from, beside the program that makes it.</summary>
/// <param name="Text">All values as JSON.</param>
/// <param name="Packages">The edge's packages; those on this machine are part of its assembly.</param>
internal sealed record SynthesisInput(string Text, IEnumerable<FunctionPackage> Packages)
{
    /// <summary>The input of an edge.</summary>
    public static SynthesisInput Of(EdgeDefinition edge) => new(JsonSerializer.Serialize(edge), edge.Packages.Values);

    /// <summary>The input of a template that takes parameters. It can depend on every release.</summary>
    public static SynthesisInput Of(string template, ReleaseLine releases) =>
        new($"{template}\n{JsonSerializer.Serialize(releases.OldestFirst())}", []);

    /// <summary>The file of a package on this machine that has a SHA-256. Null: there is none.</summary>
    public string? PackageWith(string hash) =>
        Packages.FirstOrDefault(package => package.LocalPath is not null && package.Sha256 == hash)?.LocalPath;
}
