using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>The smallest thing that a statement says: one principal, one action, one resource.</summary>
/// <param name="Principal">Such as <c>AWS arn:aws:iam::123456789011:root</c>; empty where the policy belongs to a role.</param>
/// <param name="Action">The action, with its wildcards.</param>
/// <param name="Resource">The resource, with its wildcards; empty where the policy belongs to one.</param>
/// <param name="Statement">The statement that says it.</param>
internal sealed record Grant(string Principal, string Action, string Resource, Statement Statement)
{
    /// <summary>Whether this one says at least as much as another.</summary>
    public bool Covers(Grant other) =>
        Statement.IsAllow == other.Statement.IsAllow && CoversWithoutConditions(other)
            && Statement.Conditions.All(condition => other.Statement.Conditions.Any(condition.Covers));

    /// <summary>The same, whatever the conditions are.</summary>
    public bool CoversWithoutConditions(Grant other) =>
        (Principal == other.Principal || Principal is "*" or "AWS *")
            && Wildcard.Matches(Action.ToLowerInvariant(), other.Action.ToLowerInvariant()) && Wildcard.Matches(Resource, other.Resource);
}
