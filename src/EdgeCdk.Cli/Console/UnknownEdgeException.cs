using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Console;

/// <summary>No file has the edge that the user named.</summary>
/// <param name="name">The name.</param>
/// <param name="directory">The directory of edge files.</param>
/// <param name="known">The edges that have a file.</param>
/// <param name="otherwise">What helps besides, after a comma. Default: nothing.</param>
internal sealed class UnknownEdgeException(
    string name, string directory, IReadOnlyList<string> known, string otherwise = "") : CommandException(
    $"there is no edge {name} in {directory}; {(known.Count > 0 ? Names.Nearest(name, known) : "write its file with `npx edge init`")}"
        + otherwise);
