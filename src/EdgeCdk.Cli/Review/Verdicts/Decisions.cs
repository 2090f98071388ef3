using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>Lays the file of allowed changes over reviews.</summary>
internal static class Decisions
{
    /// <summary>The reviews with the reasons of what is allowed, and what is wrong with the file.</summary>
    public static (
        IReadOnlyList<StackReview> Reviews, IReadOnlyList<Problem> Problems) Apply(
            IReadOnlyList<StackReview> reviews, ReviewPolicyFile? file)
    {
        if (file is null)
            return (reviews, []);
        var used = new HashSet<int>();
        IReadOnlyList<StackReview> decided =
        [
            .. reviews.Select(review => review with { Changes = [.. review.Changes.Select(change => Decide(review.Name, change))] }),
        ];
        IReadOnlyList<string> known =
        [
            .. reviews.SelectMany(review => review.Changes).Where(change => change.NeedsDecision)
                .Select(change => $"{change.Construct} {Names.Value(change.Kind)}").Distinct(),
        ];
        return (
            decided,
            [
                .. file.Problems,
                .. Enumerable.Range(0, file.Allow.Count).Where(index => !used.Contains(index)).Select(index => file.Unused(index, known)),
            ]);

        Change Decide(string stack, Change change)
        {
            var matching = file.Allow.Index().Where(entry => change.NeedsDecision && Matches(entry.Item, stack, change)).ToList();
            used.UnionWith(matching.Select(entry => entry.Index));
            return matching.Count == 0 ? change : change with { Why = matching[0].Item.Why.Trim() };
        }
    }

    // A sign * stands for one part of the path, or for some letters of it: what is allowed stays easy to see.
    private static bool IsAt(string pattern, string construct)
    {
        var (parts, path) = (pattern.Split('/'), construct.Split('/'));
        return parts.Length == path.Length && parts.Zip(path).All(pair => Wildcard.Matches(pair.First, pair.Second));
    }

    private static bool Matches(AllowedChange entry, string stack, Change change) =>
        IsAt(entry.Construct, change.Construct) && entry.Change == change.Kind && (entry.Stack is null || entry.Stack == stack);
}
