using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Judges;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>What is said about one stack.</summary>
/// <param name="Name">Name of the stack.</param>
/// <param name="Changes">The changes, by consequence, those that need a decision first.</param>
/// <param name="Base">As it was; null when it is new.</param>
/// <param name="Head">As it will be; null when it is gone.</param>
internal sealed record StackReview(string Name, IReadOnlyList<Change> Changes, StackTemplate? Base, StackTemplate? Head)
{
    /// <summary>Makes the reviews of all stacks of two sources.</summary>
    /// <exception cref="CommandException">The templates cannot be compared.</exception>
    public static IReadOnlyList<StackReview> Of(string directory, IReadOnlyList<StackTemplate> before, IReadOnlyList<StackTemplate> after)
    {
        var heads = after.ToDictionary(stack => stack.Name);
        var bases = before.ToDictionary(stack => stack.Name);
        var compared = TemplateDiff.Compare(directory, [.. before.Where(stack => heads.ContainsKey(stack.Name)).Select(stack => (stack, heads[stack.Name]))]);
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
        List<Change> told = [.. ReplacementJudge.Judge(stack), .. OneStepJudge.Judge(stack), .. IamJudge.Judge(stack),
            .. AccountJudge.Judge(stack), .. NetworkJudge.Judge(stack), .. ProtectionJudge.Judge(stack), .. SecretJudge.Judge(stack),
            .. ImageJudge.Judge(stack)];
        told.AddRange(RestJudge.Judge(stack, told));
        return new StackReview(stack.Head.Name, Sorted(Merged(told)), stack.Base, stack.Head);
    }

    // A release changes many properties of a resource, all for the one reason.
    private static IEnumerable<Change> Merged(List<Change> changes) => changes.Where(change => change.Consequence != Consequence.Release).Concat(
        changes.Where(change => change.Consequence == Consequence.Release).GroupBy(change => change.Construct).Select(group => group.First() with
        {
            Words = string.Join(", ", group.Select(change => change.Words).Distinct()),
            Property = string.Join(", ", group.Select(change => change.Property).Where(property => group.Count() == 1 || property.Contains('[', StringComparison.Ordinal) || !group.Any(other => other.Property.StartsWith($"{property}[", StringComparison.Ordinal))).Distinct()),
        }));

    private static StackReview Removed(StackTemplate stack)
    {
        var kept = stack.Resources.Values.Count(ReplacementJudge.IsKept);
        var words = $"is removed as a whole: {stack.Resources.Count} resources, {kept} of which hold data or are trusted by others";
        return new StackReview(stack.Name, [new Change(Consequence.Existence, ChangeKind.Removed, stack.Name, words, "Resources", NeedsDecision: true)], stack, null);
    }

    // Against nothing: everything in it is new, and is judged as such.
    private static StackReview Added(StackTemplate stack)
    {
        var change = new StackChange(new StackTemplate(stack.Name, []), stack, [.. stack.Resources.Values.Select(resource => new ResourceChange(null, resource, []))]);
        Change[] all =
        [
            new Change(Consequence.Rest, ChangeKind.Added, stack.Name, $"is added as a whole: {stack.Resources.Count} resources", "Resources"),
            .. Of(change).Changes.Where(told => told.NeedsDecision),
        ];
        return new StackReview(stack.Name, Sorted(all), null, stack);
    }

    private static List<Change> Sorted(IEnumerable<Change> changes) =>
        [.. changes.OrderBy(change => change.Consequence).ThenByDescending(change => change.NeedsDecision).ThenBy(change => change.Construct, StringComparer.Ordinal).ThenBy(change => change.Property, StringComparer.Ordinal)];
}
