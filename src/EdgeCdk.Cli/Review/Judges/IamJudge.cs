using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports who may do more than before, and who less.</summary>
internal static class IamJudge
{
    public static IEnumerable<Change> Judge(StackChange stack)
    {
        var (before, after) = (Statements.Of(stack.Base), Statements.Of(stack.Head));
        var kept = stack.Head.Resources.Values.Select(resource => resource.Path).ToHashSet();
        var existing = stack.Base.Resources.Values.Select(resource => resource.Path).ToHashSet();
        var account = stack.Head.LikelyAccount ?? stack.Base.LikelyAccount;
        Ownership OwnershipOf(string path) => existing.Contains(path)
            ? Ownership.Old
            : existing.Count > 0
            ? Ownership.New
            : Ownership.OfNewStack;
        var owners = before.Concat(after).Select(group => group.Key).Where(key => kept.Contains(key.Owner)).Distinct();
        return owners.OrderBy(key => key.Owner, StringComparer.Ordinal).ThenBy(key => key.Use)
            .SelectMany(key => Compare([.. before[key]], [.. after[key]], OwnershipOf(key.Owner), account))
            .Concat(BoundaryJudge.Judge(stack));
    }

    private static IEnumerable<Change> Compare(
        IReadOnlyList<Statement> before, IReadOnlyList<Statement> after, Ownership ownership, string? account)
    {
        foreach (var (statement, news) in Uncovered(
                [.. after.Where(statement => ownership == Ownership.Old || !Statements.IsImplied(statement))], before))
        {
            yield return statement.IsAllow
                ? Widened(news, before, ownership, account)
                : Report(ChangeKind.Narrowed, news, "now denies", "is now denied");
        }

        foreach (var (statement, lost) in Uncovered(before, after))
        {
            // Without the one condition, the same right is reported as widened already.
            var loosened = statement.IsAllow
                && lost.All(grant => after.Any(other => other.Grants.Any(wider => wider.CoversWithoutConditions(grant))));
            if (!statement.IsAllow)
            {
                yield return Report(ChangeKind.Widened, lost, "no longer denies", "is no longer denied") with { NeedsDecision = true };
            }
            else if (!loosened || statement.Conditions.Count == 0)
            {
                yield return Report(
                    ChangeKind.Narrowed, lost, "no longer allows",
                    statement.Use == PolicyUse.Trust ? "can no longer be assumed by" : "may no longer");
            }
        }
    }

    /// <summary>Each statement that says something which none on the other side says, and just that.</summary>
    private static IEnumerable<(Statement Statement, IReadOnlyList<Grant> Grants)> Uncovered(
        IReadOnlyList<Statement> some, IReadOnlyList<Statement> others)
    {
        var said = others.SelectMany(statement => statement.Grants).ToList();
        return some.Select(
            statement => (
                statement, Grants: (IReadOnlyList<Grant>)[
                    .. statement.Grants.Where(grant => !said.Any(other => other.Covers(grant)))])).Where(pair => pair.Grants.Count > 0);
    }

    private static Change Widened(IReadOnlyList<Grant> news, IReadOnlyList<Statement> before, Ownership ownership, string? account)
    {
        var statement = news[0].Statement;
        var former = before.Where(other => other.IsAllow && other.Grants.Any(grant => news.Any(grant.CoversWithoutConditions)))
            .OrderByDescending(other => other.Sid == statement.Sid).ToList();
        if (news.All(grant => former.Any(other => other.Grants.Any(wider => wider.CoversWithoutConditions(grant)))))
        {
            var loosened = Report(
                ChangeKind.Widened, news, "allows", statement.Use == PolicyUse.Trust ? "can be assumed by" : "may", withConditions: false);
            return loosened with
            {
                Words = $"{loosened.Words} {Loosening(former[0].Conditions, statement.Conditions)}",
                NeedsDecision = true,
            };
        }

        var reasons = news.Select(grant => IamAlarm.Reason(grant, ownership, account)).OfType<string>().Distinct().ToList();
        var change = Report(ChangeKind.Widened, news, "now allows", statement.Use == PolicyUse.Trust ? "can now be assumed by" : "may now");
        return reasons.Count == 0 ? change : change with { Words = $"{change.Words}: {string.Join(", ", reasons)}", NeedsDecision = true };
    }

    private static string Loosening(IEnumerable<PolicyCondition> before, IEnumerable<PolicyCondition> after)
    {
        var (old, now) = (
            before.Select(condition => condition.ToString()).ToList(), after.Select(condition => condition.ToString()).ToList());
        var (gone, come) = (string.Join(" and ", old.Except(now)), string.Join(" and ", now.Except(old)));
        return come.Length > 0
            ? $"if {come} instead of if {gone}"
            : $"without the condition {gone}{(now.Count > 0 ? $", only if {string.Join(" and ", now)}" : "")}";
    }

    private static Change Report(
        ChangeKind kind, IReadOnlyList<Grant> grants, string resourceVerb, string roleVerb, bool withConditions = true)
    {
        var statement = grants[0].Statement;
        var actions = List(grants.Select(grant => grant.Action), "everything (*)");
        var resources = List(grants.Select(grant => grant.Resource), "everything (*)");
        var where = resources.Length == 0 || (statement.Use == PolicyUse.Resource && resources == "everything (*)")
            ? ""
            : $" on {resources}";
        var what = statement.Use switch
        {
            PolicyUse.Trust => $"{roleVerb} {Who(grants)}",
            PolicyUse.Resource => $"{resourceVerb} {Who(grants)} "
                + $"{(resourceVerb.EndsWith("allows", StringComparison.Ordinal) ? "to do " : "")}{actions}{where}",
            _ => $"{roleVerb} {(statement.IsAllow ? "do " : "")}{actions}{where}",
        };
        var when = withConditions && statement.Conditions.Count > 0 ? $" if {string.Join(" and ", statement.Conditions)}" : "";
        return new Change(Consequence.Access, kind, statement.Owner.Path, what + when, statement.Path);
    }

    private static string Who(IEnumerable<Grant> grants) =>
        List(
            grants.Select(
                grant => grant.Principal is "AWS *" or "*" ? "anyone (*)" : grant.Principal.Replace("AWS ", "", StringComparison.Ordinal)),
            "anyone (*)");

    private static string List(IEnumerable<string> items, string all) =>
        string.Join(", ", items.Select(item => item == "*" ? all : item).Distinct());
}
