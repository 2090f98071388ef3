using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Judges;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>What is said about one stack.</summary>
/// <param name="Name">Name of the stack.</param>
/// <param name="Changes">The changes, by consequence, those that need a decision first.</param>
/// <param name="Base">The template before; null when the stack is new.</param>
/// <param name="Head">The template after; null when the stack is removed.</param>
internal sealed record StackReview(string Name, IReadOnlyList<Change> Changes, StackTemplate? Base, StackTemplate? Head)
{
    /// <summary>Reviews all stacks of two sources.</summary>
    /// <param name="ask">Puts a line to the library that compares templates.</param>
    /// <param name="before">The stacks as they were.</param>
    /// <param name="after">The stacks as they will be.</param>
    /// <exception cref="CommandException">The templates cannot be compared.</exception>
    public static IReadOnlyList<StackReview> Of(
        Func<string, string> ask, IReadOnlyList<StackTemplate> before, IReadOnlyList<StackTemplate> after)
    {
        var heads = after.ToDictionary(stack => stack.Name);
        var bases = before.ToDictionary(stack => stack.Name);
        var compared = TemplateDiff.Compare(
            ask, [.. before.Where(stack => heads.ContainsKey(stack.Name)).Select(stack => (stack, heads[stack.Name]))]);
        IEnumerable<StackReview> reviews =
        [
            .. before.Where(stack => !heads.ContainsKey(stack.Name)).Select(Removed),
            .. after.Where(stack => !bases.ContainsKey(stack.Name)).Select(Added),
            .. compared.Select(Of),
        ];
        return [.. reviews.OrderBy(review => review.Name, StringComparer.Ordinal)];
    }

    /// <summary>Judges a stack that is on both sides.</summary>
    public static StackReview Of(StackChange stack)
    {
        List<Change> judged =
        [
            .. MovedPartJudge.Judge(stack),
            .. ReplacementJudge.Judge(stack),
            .. OneStepJudge.Judge(stack),
            .. IamJudge.Judge(stack),
            .. AccountJudge.Judge(stack),
            .. NetworkJudge.Judge(stack),
            .. ProtectionJudge.Judge(stack),
            .. SecretJudge.Judge(stack),
            .. ImageJudge.Judge(stack),
        ];
        judged.AddRange(RestJudge.Judge(stack, judged));
        return new StackReview(stack.Head.Name, Sorted(Merged(judged)), stack.Base, stack.Head);
    }

    // A release changes many properties of a resource, all for the same reason.
    private static IEnumerable<Change> Merged(List<Change> changes)
    {
        var ofRelease = changes.Where(change => change.Consequence == Consequence.Release).GroupBy(change => change.Construct);
        return changes.Where(change => change.Consequence != Consequence.Release).Concat(ofRelease.Select(group => group.First() with
        {
            Words = string.Join(", ", group.Select(change => change.Words).Distinct()),
            Property = string.Join(", ", MostExact([.. group.Select(change => change.Property).Distinct()])),
        }));
    }

    // Without a property when items of it are named, too: Properties.List when there is Properties.List[0].
    private static IEnumerable<string> MostExact(IReadOnlyList<string> properties) => properties.Where(property =>
        !properties.Any(other => other.StartsWith($"{property}[", StringComparison.Ordinal)));

    private static StackReview Removed(StackTemplate stack)
    {
        var kept = stack.Resources.Values.Count(ReplacementJudge.IsKept);
        var words = $"is removed as a whole: {stack.Resources.Count} resources, {kept} of which hold data or are trusted by others";
        var change = new Change(Consequence.Existence, ChangeKind.Removed, stack.Name, words, "Resources", NeedsDecision: true);
        return new StackReview(stack.Name, [change], stack, null);
    }

    // Against an empty stack: everything in it is new, and is judged as such.
    private static StackReview Added(StackTemplate stack)
    {
        var change = new StackChange(
            new StackTemplate(stack.Name, []), stack,
            [.. stack.Resources.Values.Select(resource => new ResourceChange(null, resource, []))]);
        Change[] all =
        [
            new Change(
                Consequence.Rest, ChangeKind.Added, stack.Name, $"is added as a whole: {stack.Resources.Count} resources", "Resources"),
            .. Of(change).Changes.Where(judged => judged.NeedsDecision),
        ];
        return new StackReview(stack.Name, Sorted(all), null, stack);
    }

    private static List<Change> Sorted(IEnumerable<Change> changes) =>
    [
        .. changes.OrderBy(change => change.Consequence)
            .ThenByDescending(change => change.NeedsDecision)
            .ThenBy(change => change.Construct, StringComparer.Ordinal)
            .ThenBy(change => change.Property, StringComparer.Ordinal),
    ];
}
