using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>
/// What service control policies that were given as files say of each call that the deployment and the edge make. A statement whose
/// conditions are known before the call denies or does not; with any other condition it is named, not decided.
/// </summary>
internal static class ServiceControlChecks
{
    private const string About = "organization";
    private const int Shown = 6;

    /// <summary>Holds policies against calls.</summary>
    public static IEnumerable<Finding> Find(
        IReadOnlyList<ServiceControlPolicy> policies, IReadOnlyList<NeededCall> calls, CallContext context)
    {
        var found = policies.SelectMany(policy => Find(policy, calls, context)).ToList();
        var actions = calls.Select(call => call.Action).Distinct().Count();
        return found.Exists(finding => finding.Outcome is Outcome.Failed)
            ? found
            : found.Prepend(Finding.Ok(
                About,
                $"no statement of {string.Join(", ", policies.Select(policy => policy.File))} denies one of the {actions} actions that "
                    + "deployment and edge need in every case; policies that were not given may"));
    }

    private static IEnumerable<Finding> Find(ServiceControlPolicy policy, IReadOnlyList<NeededCall> calls, CallContext context)
    {
        foreach (var statement in policy.Statements.Where(statement => statement.IsDeny))
        {
            var answers = calls.ToLookup(call => statement.AppliesTo(call, context));
            if (answers[Answer.Yes].Any())
                yield return Denied($"{policy.File} denies in {statement.Name}", [.. answers[Answer.Yes]]);
            if (answers[Answer.Depends].Any())
                yield return Depends(policy, statement, [.. answers[Answer.Depends]]);
        }

        var allowed = policy.Statements.Where(statement => !statement.IsDeny).ToList();
        if (!policy.IsAllowList)
            yield break;
        var best = calls.ToLookup(call => allowed.Max(statement => statement.AppliesTo(call, context)));
        if (best[Answer.No].Any())
            yield return Denied($"{policy.File} does not allow", [.. best[Answer.No]]);
        foreach (var statement in allowed)
        {
            if (best[Answer.Depends].Where(call => statement.AppliesTo(call, context) is Answer.Depends).ToList() is { Count: > 0 } open)
                yield return Depends(policy, statement, open);
        }
    }

    private static Finding Denied(string what, IReadOnlyList<NeededCall> calls) => new(Outcome.Failed, About)
    {
        What = $"{what} what is needed: {List(calls)}",
        Later = "these calls fail with \"explicit deny in a service control policy\" or \"no service control policy allows\": those of the "
            + "deployment while it runs, those of roles later, in the logs",
        Remedy = "ask the owner of the organization for an exception: docs/security/deployer.md and docs/security/access.md say what "
            + "each is for",
    };

    private static Finding Depends(ServiceControlPolicy policy, ServiceControlStatement statement, IReadOnlyList<NeededCall> calls)
    {
        var keys = statement.Conditions.Select(test => test.Key).Distinct().ToList();
        var reason = keys.Count > 0 ? $"its condition ({string.Join(", ", keys)})" : "the resource";
        return new Finding(Outcome.Unknown, About)
        {
            What = $"{policy.File}, {statement.Name}, may concern {List(calls)}; that depends on {reason}, which is known only when "
                + "the call is made",
            Remedy = "compare the statement with docs/security/deployer.md and docs/security/access.md",
        };
    }

    private static string List(IReadOnlyList<NeededCall> calls)
    {
        var pairs = calls.GroupBy(call => call.Action)
            .Select(action => $"{action.Key} ({Callers([.. action.Select(call => call.Caller)])})")
            .ToList();
        var more = pairs.Count > Shown ? $" and {pairs.Count - Shown} more actions" : "";
        return $"{string.Join(", ", pairs.Take(Shown))}{more}";
    }

    private static string Callers(IReadOnlyList<string> callers) => callers.Distinct().ToList() is { Count: 1 } one
        ? one[0]
        : $"{callers[0]} and {callers.Distinct().Count() - 1} more";
}
