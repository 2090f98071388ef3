using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>The stack of the prerequisites, which outlives the edge.</summary>
internal static class PrerequisitesLeft
{
    /// <param name="aws">The account in the region of the edge.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="isGone">Whether it is certain that nothing of the edge is in use: then the command to delete the stack is
    /// shown.</param>
    public static IEnumerable<PlannedItem> Find(RegionalAws aws, EdgePlace edge, bool isGone)
    {
        var name = edge.Names.PrerequisitesStack;
        if (AccountStacks.Describe(aws.Account, edge.Region, name) is not null)
        {
            yield return new(
                "stack", name,
                "is kept, and its NAT gateways still cost. When the edge is destroyed and nothing else uses its VPC, delete it; its "
                    + "bucket and the key of the bucket are kept. If GuardDuty has put an endpoint and a security group into the VPC, "
                    + "delete these two first: they block the deletion",
                isGone ? $"aws cloudformation delete-stack --region {edge.Region} --stack-name {name}" : null);
        }
    }
}
