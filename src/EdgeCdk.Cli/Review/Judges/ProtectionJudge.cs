using System.Globalization;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what is less safe than before, or new and not as safe as its like, and what is safer.</summary>
internal static class ProtectionJudge
{
    private static readonly string[] NotData = ["AWS::Lambda::Version", "AWS::ECS::TaskDefinition"];

    public static IEnumerable<Change> Judge(StackChange stack) => OfStack(stack).Concat(
        from change in stack.Resources
        where change.Head is not null
        from rule in PropertyRules.All
        let type = change.Resource.Type
        where rule.Types.Contains(type)
            || (rule.Types.Length == 0 && !NotData.Contains(type) && !type.StartsWith("Custom::", StringComparison.Ordinal))
        from judged in Judge(stack, change, rule)
        select judged);

    private static IEnumerable<Change> OfStack(StackChange stack)
    {
        var (before, after) = (stack.Base.TerminationProtection, stack.Head.TerminationProtection);
        if (before is true && after is false)
        {
            yield return new Change(
                Consequence.Protection, ChangeKind.Weakened, stack.Head.Name, "is not protected from deletion", "terminationProtection",
                NeedsDecision: true);
        }

        if (before is false && after is true)
        {
            yield return new Change(
                Consequence.Protection, ChangeKind.Strengthened, stack.Head.Name, "is protected from deletion", "terminationProtection");
        }
    }

    private static IEnumerable<Change> Judge(StackChange stack, ResourceChange change, PropertyRule rule)
    {
        var before = JsonPaths.At(change.Base?.Json, rule.Path);
        var after = JsonPaths.At(change.Head!.Json, rule.Path);
        foreach (var path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (stack.Base.Text(before.GetValueOrDefault(path)), stack.Head.Text(after.GetValueOrDefault(path)));
            var comparison = change.Base is null
                ? Math.Min(rule.Rank(now).CompareTo(rule.OfNew ?? rule.Rank(now)), 0)
                : rule.Rank(now).CompareTo(rule.Rank(old));
            var words = comparison < 0
                ? rule.Weakened
                : comparison > 0
                ? rule.Strengthened
                : change.Base is not null && old != now
                ? rule.Changed
                : null;
            if (words is null)
                continue;
            words = string.Format(
                CultureInfo.InvariantCulture, words, old.Length > 0 ? old : rule.Absent, now.Length > 0 ? now : rule.Absent);
            var kind = comparison == 0 ? ChangeKind.Updated : Kind(rule.Consequence, comparison < 0);
            yield return new Change(rule.Consequence, kind, change.Head.Path, words, path, NeedsDecision: comparison <= 0);
        }
    }

    private static ChangeKind Kind(Consequence consequence, bool isWeaker) => (consequence, isWeaker) switch
    {
        (Consequence.Network, true) => ChangeKind.Opened,
        (Consequence.Network, false) => ChangeKind.Closed,
        (Consequence.Access, true) => ChangeKind.Widened,
        (Consequence.Access, false) => ChangeKind.Narrowed,
        (_, true) => ChangeKind.Weakened,
        _ => ChangeKind.Strengthened,
    };
}
