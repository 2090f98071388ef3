using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Review;

/// <summary>A file of allowed changes, and what is wrong with it.</summary>
internal sealed class ReviewPolicyFile
{
    private readonly ConfigFile<ReviewPolicy> _file;

    private ReviewPolicyFile(ConfigFile<ReviewPolicy> file) => _file = file;

    /// <summary>The allowed changes; none when the file cannot be relied on.</summary>
    public IReadOnlyList<AllowedChange> Allow => Problems.Count == 0 ? _file.Value!.Allow : [];

    /// <summary>Everything wrong with the file, with file and line.</summary>
    public IReadOnlyList<Problem> Problems => _file.Problems;

    /// <summary>Reads a file.</summary>
    public static ReviewPolicyFile Read(string path) => new(ConfigFile<ReviewPolicy>.Read(path));

    /// <summary>The problem of an entry that no change of a review needs.</summary>
    /// <param name="index">Of the entry.</param>
    /// <param name="known">The changes that need a decision, each as construct and change.</param>
    public Problem Unused(int index, IReadOnlyList<string> known)
    {
        var entry = _file.Value!.Allow[index];
        var place = entry.Stack is null ? "" : $" in {entry.Stack}";
        return _file.Located(new Problem(
            $"allow[{index}]",
            $"matches nothing: {entry.Construct}{place} is not {Names.Value(entry.Change)} in a way that needs a decision",
            known.Count == 0 ? "no change needs a decision" : Names.Nearest($"{entry.Construct} {Names.Value(entry.Change)}", known),
            known.Count == 0 ? "remove the entry" : "correct the entry or remove it"));
    }
}
