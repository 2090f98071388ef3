using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>The directories of edge files and release files.</summary>
internal sealed record FleetDirectories(string Edges, string Releases)
{
    /// <summary>Reads all files, and says what is wrong with any of them.</summary>
    public FleetReport Check() => Fleet.Check([Edges], Releases);

    /// <summary>The file of an edge, with or without faults.</summary>
    /// <exception cref="UnknownEdgeException">There is no such edge.</exception>
    public string FileOf(FleetReport report, string name, CommandContext context)
    {
        if (report.Files.TryGetValue(name, out var file))
            return file;
        // A file with a fault in edge.name is known by its own name.
        var expected = Path.Combine(Edges, $"{name}.yaml");
        return File.Exists(expected) && !report.Files.Values.Contains(expected)
            ? expected
            : throw new UnknownEdgeException(name, context.Shown(Edges), [.. report.Files.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The file of a release.</summary>
    public string ReleaseFile(string release) => Path.Combine(Releases, $"{release}.yaml");
}
