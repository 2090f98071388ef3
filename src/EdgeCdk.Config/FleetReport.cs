using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config;

/// <summary>The result of reading files.</summary>
/// <param name="Edges">The edges without a fault of their own, by name.</param>
/// <param name="Problems">All problems, by file and line.</param>
/// <param name="Files">The files of the edges, by name.</param>
/// <param name="Releases">The releases without a fault.</param>
internal sealed record FleetReport(
    IReadOnlyList<EdgeDefinition> Edges, IReadOnlyList<Problem> Problems, IReadOnlyDictionary<string, string> Files, ReleaseLine Releases)
{
    /// <summary>Whether there are at most warnings.</summary>
    public bool IsUsable => Problems.All(problem => problem.IsWarning);
}
