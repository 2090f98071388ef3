using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Console;

/// <summary>The directories of edge files and release files.</summary>
/// <param name="Edges">The directory of edge files.</param>
/// <param name="Releases">The directory of release files. Null: the releases that this program brings.</param>
internal sealed record FleetDirectories(string Edges, string? Releases)
{
    /// <summary>Reads all files, and says what is wrong with any of them.</summary>
    public FleetReport Check() => Fleet.Check([Edges], Releases);

    /// <summary>The file of an edge, with or without faults.</summary>
    /// <param name="report">What the files say.</param>
    /// <param name="name">The edge.</param>
    /// <param name="context">The directory of the user.</param>
    /// <param name="otherwise">What helps besides when there is no such edge, after a comma. Default: nothing.</param>
    /// <exception cref="UnknownEdgeException">There is no such edge.</exception>
    public string FileOf(FleetReport report, string name, CommandContext context, string otherwise = "")
    {
        if (report.Files.TryGetValue(name, out var file))
            return file;
        // A file with a fault in edge.name is known by its own name.
        var expected = Path.Combine(Edges, $"{name}.yaml");
        return File.Exists(expected) && !report.Files.Values.Contains(expected)
            ? expected
            : throw new UnknownEdgeException(name, context.Shown(Edges), [.. report.Files.Keys.Order(StringComparer.Ordinal)], otherwise);
    }

    /// <summary>A release that the user named.</summary>
    /// <param name="line">The releases.</param>
    /// <param name="version">The release.</param>
    /// <param name="given">What the user wrote, with what stands behind it. Default: nothing is repeated.</param>
    /// <exception cref="CommandException">It is not known.</exception>
    public static ReleaseManifest Release(ReleaseLine line, string version, string given = "") => line.Find(version)
        ?? throw new CommandException(
            $"{given}there is no release {version}; use {string.Join(", ", line.OldestFirst().Select(known => known.Version))}, or "
            + ReleaseLine.HowToGet);

    /// <summary>The text of the file of a release.</summary>
    public string ReleaseText(string release) => Fleet.ReleaseText(Releases, release);
}
