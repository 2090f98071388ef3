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
        Ownership OwnershipOf(string path) => existing.Contains(path)
            ? Ownership.Old
            : existing.Count > 0
            ? Ownership.New
            : Ownership.OfNewStack;
        var owners = before.Concat(after).Select(group => group.Key).Where(key => kept.Contains(key.Owner)).Distinct();
        return owners.OrderBy(key => key.Owner, StringComparer.Ordinal).ThenBy(key => key.Use)
            .SelectMany(key => Compare([.. before[key]], [.. after[key]], OwnershipOf(key.Owner), stack.Account))
            .Concat(BoundaryJudge.Judge(stack));
    }

    private static IEnumerable<Change> Compare(
        IReadOnlyList<Statement> before, IReadOnlyList<Statement> after, Ownership ownership, string? account)
    {
        var news = Uncovered([.. after.Where(statement => ownership == Ownership.Old || !Statements.IsImplied(statement))], before);
        var lost = Uncovered(before, after);
        // A condition that is another one makes both: it is told once, by what may be done now and could not before.
        foreach (var grants in news)
        {
            var statement = grants[0].Statement;
            if (UnderOtherConditions(grants, before, after) is not { } former)
                yield return statement.IsAllow ? Widened(grants, before, ownership, account) : Report(ChangeKind.Narrowed, grants, "now ");
            else if (statement.IsAllow || !lost.Any(other => other[0].Statement == former))
                yield return OfConditions(statement.IsAllow, grants, former, statement);
        }

        foreach (var grants in lost)
        {
            var statement = grants[0].Statement;
            if (UnderOtherConditions(grants, after, before) is not { } later)
            {
                yield return Report(statement.IsAllow ? ChangeKind.Narrowed : ChangeKind.Widened, grants, "no longer ") with
                {
                    NeedsDecision = !statement.IsAllow,
                };
            }
            else if (!statement.IsAllow || !news.Any(other => other[0].Statement == later))
            {
                yield return OfConditions(!statement.IsAllow, grants, statement, later);
            }
        }
    }

    // The statement of the other side that says the same with other conditions; null when there is none that became this one.
    private static Statement? UnderOtherConditions(
        IReadOnlyList<Grant> grants, IReadOnlyList<Statement> others, IReadOnlyList<Statement> own)
    {
        var statement = grants[0].Statement;
        bool IsKept(Statement other) => own.Any(
            same => other.HasConditionsOf(same) && other.Grants.All(grant => same.Grants.Any(one => one.Covers(grant))));
        var changed = others.Where(other => other.IsAllow == statement.IsAllow && !IsKept(other)).ToList();
        return grants.All(grant => changed.Any(other => other.CoversWithoutConditions(grant)))
            ? changed.Where(other => grants.Any(other.CoversWithoutConditions)).MaxBy(other => other.Sid == statement.Sid)
            : null;
    }

    /// <summary>What each statement says and none on the other side.</summary>
    private static List<IReadOnlyList<Grant>> Uncovered(IReadOnlyList<Statement> some, IReadOnlyList<Statement> others)
    {
        var said = others.SelectMany(statement => statement.Grants).ToList();
        return
        [
            .. some.Select(statement => (IReadOnlyList<Grant>)[.. statement.Grants.Where(grant => !said.Any(other => other.Covers(grant)))])
                .Where(grants => grants.Count > 0),
        ];
    }

    private static Change Widened(IReadOnlyList<Grant> news, IReadOnlyList<Statement> before, Ownership ownership, string? account)
    {
        List<string> reasons = [.. news.Select(grant => IamAlarm.Reason(grant, ownership, account)).OfType<string>().Distinct()];
        // What is new beside it hides nothing.
        var conditional = news.Where(grant => before.Any(other => other.IsAllow && other.CoversWithoutConditions(grant))).ToList();
        if (conditional.Count > 0)
        {
            var what = conditional.Count == news.Count ? "it" : List(conditional.Select(grant => grant.Action), "everything (*)");
            reasons.Add($"so far, another condition was necessary for {what}");
        }

        var change = Report(ChangeKind.Widened, news, "now ");
        return reasons.Count == 0 ? change : change with { Words = $"{change.Words}: {string.Join(", ", reasons)}", NeedsDecision = true };
    }

    private static Change OfConditions(bool isWidened, IReadOnlyList<Grant> grants, Statement before, Statement after) =>
        Report(isWidened ? ChangeKind.Widened : ChangeKind.Narrowed, grants, "", Difference(before.Conditions, after.Conditions)) with
        {
            NeedsDecision = isWidened,
        };

    private static string Difference(IEnumerable<PolicyCondition> before, IEnumerable<PolicyCondition> after)
    {
        var (old, now) = (
            before.Select(condition => condition.ToString()).ToList(), after.Select(condition => condition.ToString()).ToList());
        var (gone, come) = (string.Join(" and ", old.Except(now)), string.Join(" and ", now.Except(old)));
        if (gone.Length == 0)
            return $"only with the condition {come}";
        return come.Length > 0
            ? $"if {come} instead of if {gone}"
            : $"without the condition {gone}{(now.Count > 0 ? $", only if {string.Join(" and ", now)}" : "")}";
    }

    // The adverb has a space behind it. Without other words for the conditions, all of them are said.
    private static Change Report(ChangeKind kind, IReadOnlyList<Grant> grants, string adverb, string? conditions = null)
    {
        var statement = grants[0].Statement;
        var actions = List(grants.Select(grant => grant.Action), "everything (*)");
        var resources = List(grants.Select(grant => grant.Resource), "everything (*)");
        var where = resources.Length == 0 || (statement.Use == PolicyUse.Resource && resources == "everything (*)")
            ? ""
            : $" on {resources}";
        var what = (statement.Use, statement.IsAllow) switch
        {
            (PolicyUse.Trust, true) => $"can {adverb}be assumed by {Who(grants)}",
            (PolicyUse.Trust, false) => $"{adverb}forbids {Who(grants)} to assume it",
            (PolicyUse.Resource, true) => $"{adverb}allows {Who(grants)} to do {actions}{where}",
            (PolicyUse.Resource, false) => $"{adverb}forbids {Who(grants)} to do {actions}{where}",
            (_, true) => $"may {adverb}do {actions}{where}",
            (_, false) => $"is {adverb}forbidden to do {actions}{where}",
        };
        conditions ??= statement.Conditions.Count == 0 ? "" : $"if {string.Join(" and ", statement.Conditions)}";
        return new Change(Consequence.Access, kind, statement.Owner.Path, $"{what} {conditions}".TrimEnd(), statement.Path);
    }

    private static string Who(IEnumerable<Grant> grants) =>
        List(grants.Select(grant => grant.Principal.Replace("AWS ", "", StringComparison.Ordinal)), "anyone (*)");

    private static string List(IEnumerable<string> items, string all) =>
        string.Join(", ", items.Select(item => item == "*" ? all : item).Distinct());
}
