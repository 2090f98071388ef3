using EdgeCdk.Config;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Console;

/// <summary>An edge that the user named, with its files. The files of other edges may have faults.</summary>
/// <param name="Definition">What the files say.</param>
/// <param name="File">Path of its file.</param>
/// <param name="Directories">Where the files are.</param>
internal sealed record NamedEdge(EdgeDefinition Definition, string File, FleetDirectories Directories)
{
    /// <summary>The releases in these directories. Default: null, they were not read.</summary>
    public ReleaseLine? Releases { get; init; }

    public string Name => Definition.Config.Edge.Name;
}
