using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The mount targets of a deployed edge: a new one is created before an old one is deleted, and a zone has room for one.</summary>
internal static class MountTargetChecks
{
    private const string Key = "vpc.privateSubnetIds";
    private const string Later = "the mount target fails with \"MountTargetConflict\", and the update rolls back";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (!target.IsDeployed)
            yield break;
        var systems = target.Ask("cloudformation", "list-stack-resources", "--stack-name", target.Stack.Text("StackId"))
            .Items("StackResourceSummaries")
            .Where(resource => resource.Text("ResourceType") == "AWS::EFS::FileSystem")
                .Select(resource => resource.Text("PhysicalResourceId"));
        foreach (var mount in systems
            .SelectMany(system => target.Ask("efs", "describe-mount-targets", "--file-system-id", system).Items("MountTargets")))
        {
            var (old, zone) = (mount.Text("SubnetId"), mount.Text("AvailabilityZoneName"));
            if (mount.Text("VpcId") is { Length: > 0 } vpc && vpc != target.Vpc.Id)
            {
                yield return Finding.Error(
                    "vpc.vpcId", $"is {target.Vpc.Id}, but the edge is deployed in {vpc}",
                        "a file system has mount targets in one VPC only: " + Later,
                    $"set vpc.vpcId to {vpc}; for another VPC, deploy a new edge with another edge.name, and destroy this one afterwards");
                yield break;
            }

            foreach (var subnet in target.Config.Vpc.PrivateSubnetIds.Where(subnet => subnet != old && Zone(target, subnet) == zone))
            {
                // Two of one zone in the file are told by another check.
                if (!target.Config.Vpc.PrivateSubnetIds.Contains(old))
                    yield return Finding.Error(Key, $"{subnet} takes the place of {old}, and both are in {zone}", Later, Way(old, subnet));
            }
        }
    }

    /// <summary>How a subnet is replaced by another one of its zone.</summary>
    private static string Way(string old, string subnet) =>
        $"keep {old}; or deploy without both first, and then with {subnet}: an edge needs two subnets, so add one of a third zone before "
            + $"if these are two";

    private static string? Zone(PreflightTarget target, string subnet) => target.Vpc.Subnet(subnet) is JsonNode known ? known.Text("AvailabilityZone")
        : null;
}
