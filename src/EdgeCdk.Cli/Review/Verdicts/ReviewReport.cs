using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>Everything that a review says.</summary>
/// <param name="Stacks">The stacks, by name.</param>
/// <param name="Problems">What is wrong with the file of allowed changes.</param>
internal sealed partial record ReviewReport(IReadOnlyList<StackReview> Stacks, IReadOnlyList<Problem> Problems)
{
    /// <summary>What the changes are made to: a directory, a file or a revision, as the user named it.</summary>
    public required string Base { get; init; }

    /// <summary>What they lead to.</summary>
    public required string Head { get; init; }

    /// <summary>The file of allowed changes, as a user of this directory would write it.</summary>
    public required string Policy { get; init; }

    /// <summary>Whether that file exists.</summary>
    public required bool HasPolicy { get; init; }

    /// <summary>What stands above everything else. Default: null, nothing does.</summary>
    public string? Notice { get; init; }

    /// <summary>Changes that nobody has decided on yet.</summary>
    public int Open => Stacks.Sum(stack => stack.Changes.Count(change => change.IsOpen));

    public bool IsPassed => Open == 0 && Problems.Count == 0;

    /// <summary>The result in a sentence.</summary>
    public string Verdict => Open switch
    {
        0 when Problems.Count > 0 => "The file of allowed changes has to be corrected.",
        0 when Stacks.Any(stack => stack.Changes.Any(change => change.NeedsDecision)) => "Everything that needs a decision has one.",
        0 => "Nothing needs a decision.",
        1 => $"1 change needs a decision: allow it in {Policy} with a reason, or do not make it.",
        _ => $"{Open} changes need a decision: allow each in {Policy} with a reason, or do not make it.",
    };

    /// <summary>What to add to the file of allowed changes; empty when nothing is open. Without reasons, the file is refused.</summary>
    public IReadOnlyList<string> PolicyLines =>
    [
        .. HasPolicy || Open == 0 ? Array.Empty<string>() : ["allow:"],
        .. Stacks.SelectMany(stack => stack.Changes).Where(change => change.IsOpen)
            .Select(change => (change.Construct, change.Kind)).Distinct()
            .SelectMany(change => new[]
            {
                $"  - construct: {Quoted(change.Construct)}",
                $"    change: {Names.Value(change.Kind)}",
                "    why: # the reason",
            }),
    ];

    /// <summary>What to do with <see cref="PolicyLines"/>.</summary>
    public string PolicyTitle =>
        $"To allow {(Open == 1 ? "it" : "them")}, add this {(HasPolicy ? "below allow: " : "")}to {Policy}, with reasons:";

    private static string Quoted(string construct) =>
        Plain().IsMatch(construct) ? construct : $"'{construct.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9/_.-]*$")]
    private static partial Regex Plain();

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

    /// <summary>The changes of a stack by consequence, the gravest first, those with the same words as one.</summary>
    public static IEnumerable<IGrouping<Consequence, SameChange>> Groups(StackReview stack) =>
        SameChange.Of(stack.Changes).GroupBy(change => change.First.Consequence);
}
