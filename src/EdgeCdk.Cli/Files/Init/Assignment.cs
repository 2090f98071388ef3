using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>A value of the edge file on the command line, as <c>key=value</c>.</summary>
internal static class Assignment
{
    /// <summary>Sets the value.</summary>
    /// <returns>What is wrong with it; then it was not set.</returns>
    public static IReadOnlyList<Problem> Set(EdgeDraft draft, string assignment) => assignment.Split('=', 2) is [var path, var value]
        ? draft.Set(path, value)
        : [new Problem("", $"--set {assignment} has no value", "use --set key=value", "add the value")];
}
