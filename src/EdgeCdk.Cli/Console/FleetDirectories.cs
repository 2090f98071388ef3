using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>The directories of edge files and release files.</summary>
internal sealed record FleetDirectories(string Edges, string Releases)
{
    /// <summary>Reads all files, and says what is wrong with any of them.</summary>
    public FleetReport Check() => Fleet.Check([Edges], Releases);

    /// <summary>The file of a release.</summary>
    public string ReleaseFile(string release) => Path.Combine(Releases, $"{release}.yaml");
}
