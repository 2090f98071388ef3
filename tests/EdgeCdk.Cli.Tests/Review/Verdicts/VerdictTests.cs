using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Cli.Tests.Review.Judges;
using EdgeCdk.Config.Review;
using EdgeCdk.Config.Validation;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review.Verdicts;

/// <summary>What is allowed, and what a report says of it.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData("A/B", "removed", true)]
    [InlineData("A/*", "removed", true)]
    [InlineData("*/B", "removed", true)]
    [InlineData("C/*", "removed", false)]
    [InlineData("*/C", "removed", false)]
    [InlineData("*", "removed", false)]
    [InlineData("A/B/C", "removed", false)]
    [InlineData("A/B", "replaced", false)]
    [InlineData("A/B", "removed\n    stack: S", true)]
    [InlineData("A/B", "removed\n    stack: T", false)]
    public void An_entry_allows_what_it_names(string construct, string change, bool isAllowed)
    {
        var (reviews, problems) = Decide(construct, change, Of("A/B", "is removed"));

        Assert.Equal(isAllowed ? "meant" : null, Assert.Single(Assert.Single(reviews).Changes).Why);
        Assert.Equal(isAllowed ? 0 : 1, problems.Count);
    }

    [Fact]
    public void An_entry_for_what_needs_no_decision_matches_nothing()
    {
        var (reviews, problems) = Decide("A", "removed", Of("A", "is removed") with { NeedsDecision = false });

        Assert.Null(Assert.Single(Assert.Single(reviews).Changes).Why);
        Assert.Contains("no change needs a decision", Assert.Single(problems).Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_entry_may_name_is_said_once() => Assert.Equal(
        "use A removed", Assert.Single(Decide("B", "removed", Of("A", "is removed"), Of("A", "is removed, too")).Problems).Allowed);

    [Theory]
    [InlineData(0, 0, false, "Nothing needs a decision.")]
    [InlineData(0, 1, false, "Everything that needs a decision has one.")]
    [InlineData(1, 1, false, "1 change needs a decision: allow it in p.yaml with a reason, or do not make it.")]
    [InlineData(2, 0, true, "2 changes need a decision: allow each in p.yaml with a reason, or do not make it.")]
    [InlineData(0, 1, true, "The file of allowed changes has to be corrected.")]
    public void The_verdict_is_a_sentence(int open, int decided, bool hasProblem, string says)
    {
        var report = Report(
            hasPolicy: false, hasProblem, new StackReview("T", [], null, null), Stack([.. Changes(open, null), .. Changes(decided, "w")]));

        Assert.Equal(says, report.Verdict);
        Assert.Equal(open == 0 && !hasProblem, report.IsPassed);
    }

    [Theory]
    [InlineData(0, 0, "no change")]
    [InlineData(1, 0, "1 change, 1 to decide")]
    [InlineData(0, 1, "1 change, 1 decided")]
    [InlineData(2, 1, "3 changes, 2 to decide, 1 decided")]
    public void A_stack_is_told_in_numbers(int open, int decided, string says) =>
        Assert.Equal(says, ReviewReport.Summary(Stack([.. Changes(open, null), .. Changes(decided, "w")])));

    [Fact]
    public void Changes_without_a_decision_are_counted_alone() =>
        Assert.Equal("1 change", ReviewReport.Summary(Stack(Of("A", "w") with { NeedsDecision = false })));

    [Theory]
    [InlineData(false, "allow:", "To allow them, add this to p.yaml, with reasons:")]
    [InlineData(true, null, "To allow them, add this below allow: to p.yaml, with reasons:")]
    public void What_is_to_be_allowed_is_written_once_each(bool hasPolicy, string? first, string title)
    {
        var report = Report(
            hasPolicy, hasProblem: false, Stack(Of("A/B", "a"), Of("A/B", "b"), Of("it's", "c"), Of("D", "d") with { Why = "w" }));

        Assert.Equal(
            [
                .. first is null ? Array.Empty<string>() : [first],
                "  - construct: A/B", "    change: removed", "    why: # the reason",
                "  - construct: 'it''s'", "    change: removed", "    why: # the reason",
            ],
            report.PolicyLines);
        Assert.Equal(title, report.PolicyTitle);
        Assert.Empty(Report(hasPolicy, hasProblem: false, Stack(Of("D", "d") with { Why = "w" })).PolicyLines);
    }

    [Fact]
    public void The_same_change_of_several_constructs_is_one()
    {
        var same = Assert.Single(SameChange.Of([At("A", "List[0].X"), At("B", "List[7].X"), At("C", "Policy: List[0].X")]));

        Assert.Equal(("3 resources:", "each is removed", "List[*].X"), (same.Subject, same.Words, same.Property));
        Assert.Equal(["A", "B", "C"], same.Constructs);
        Assert.Equal("List[0].X", Assert.Single(SameChange.Of([At("A", "List[0].X"), At("B", "List[0].X")])).Property);
    }

    [Theory]
    [InlineData("A", "List[0].X", "A", "List[1].X")]
    [InlineData("A", "X", "B", "Y")]
    public void Changes_of_one_construct_and_of_other_places_stay_apart(string one, string place, string other, string otherPlace) =>
        Assert.Equal(
            [(one, "is removed", place), (other, "is removed", otherPlace)],
            SameChange.Of([At(one, place), At(other, otherPlace)]).Select(same => (same.Subject, same.Words, same.Property)));

    [Fact]
    public void Of_a_new_stack_what_needs_a_decision_is_told_and_nothing_else()
    {
        var review = Assert.Single(StackReview.Of(
            _ => throw new InvalidOperationException(),
            [],
            [
                new StackTemplate(
                    "S", SmallStack.Template("""{"Queue": {"Type": "AWS::SQS::Queue"}, "Parameter": {"Type": "AWS::SSM::Parameter"}}""")),
            ]));

        Assert.Equal(
            ["Queue is not encrypted with a key of the customer's", "S is added as a whole: 2 resources"],
            review.Changes.Select(change => change.Sentence));
        Assert.Null(review.Base);
    }

    private static Change Of(string construct, string words) =>
        new(Consequence.Existence, ChangeKind.Removed, construct, words, "Resources", NeedsDecision: true);

    private static Change At(string construct, string property) => Of(construct, "is removed") with { Property = property };

    private static Change[] Changes(int count, string? why) =>
        [.. Enumerable.Range(0, count).Select(index => Of($"C{index}", "is removed") with { Why = why })];

    private static StackReview Stack(params Change[] changes) => new("S", changes, null, null);

    private static ReviewReport Report(bool hasPolicy, bool hasProblem, params StackReview[] stacks) =>
        new(stacks, hasProblem ? [new Problem("allow", "is wrong", "", "")] : [])
        {
            Base = "a",
            Head = "b",
            Policy = "p.yaml",
            HasPolicy = hasPolicy,
        };

    private static (IReadOnlyList<StackReview> Reviews, IReadOnlyList<Problem> Problems) Decide(
        string construct, string kind, params Change[] changes)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("p.yaml", $"allow:\n  - construct: \"{construct}\"\n    why: meant\n    change: {kind}\n");
        return Decisions.Apply([Stack(changes)], ReviewPolicyFile.Read(Path.Combine(directory.Path, "p.yaml")));
    }
}
