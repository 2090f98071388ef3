using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>Everything that a review says.</summary>
/// <param name="Stacks">The stacks, by name.</param>
/// <param name="Problems">What is wrong with the file of allowed changes.</param>
internal sealed record ReviewReport(IReadOnlyList<StackReview> Stacks, IReadOnlyList<Problem> Problems)
{
    /// <summary>Changes that nobody has decided on yet.</summary>
    public int Open => Stacks.Sum(stack => stack.Changes.Count(change => change.IsOpen));

    public bool IsPassed => Open == 0 && Problems.Count == 0;

    /// <summary>The result in a sentence.</summary>
    public string Verdict => Open switch
    {
        0 when Problems.Count > 0 => "The file of allowed changes has to be corrected.",
        0 when Stacks.Any(stack => stack.Changes.Any(change => change.NeedsDecision)) => "Everything that needs a decision has one.",
        0 => "Nothing needs a decision.",
        1 => "1 change needs a decision: allow it in the policy file with a reason, or do not make it.",
        _ => $"{Open} changes need a decision: allow each in the policy file with a reason, or do not make it.",
    };

    /// <summary>A stack in numbers.</summary>
    public static string Summary(StackReview stack)
    {
        if (stack.Changes.Count == 0)
            return "no change";
        var (open, decided) = (
            stack.Changes.Count(change => change.IsOpen), stack.Changes.Count(change => change.NeedsDecision && !change.IsOpen));
        string[] parts =
        [
            ProblemReport.Counted(stack.Changes.Count, "change"),
            .. open > 0 ? [$"{open} to decide"] : Array.Empty<string>(),
            .. decided > 0 ? [$"{decided} decided"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    /// <summary>The groups of a stack that have something in them, the gravest first.</summary>
    public static IEnumerable<IGrouping<Consequence, Change>> Groups(StackReview stack) =>
        stack.Changes.GroupBy(change => change.Consequence);
}
