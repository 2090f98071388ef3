using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>An edge in a stack set. A stack set has one stack in each account and region.</summary>
internal sealed record StackSetMember(string Edge, string AccountId, string Region)
{
    public static StackSetMember Of(EdgeConfig config) => new(config.Edge.Name, config.Account.AccountId, config.Account.Region);

    public bool IsInSamePlace(StackSetMember other) => (AccountId, Region) == (other.AccountId, other.Region);
}
