using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// The mount targets of a deployed edge: CloudFormation creates a new one before it deletes an old one, and a file system has one in each
/// zone.
/// </summary>
internal static class MountTargetChecks
{
    private const string Conflict = "the mount target fails with \"MountTargetConflict\", and the update rolls back";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (!target.IsDeployed)
            return [];
        var mounts = target.ResourcesOfStack("AWS::EFS::FileSystem")
            .SelectMany(system => target.Aws.List("MountTargets", "efs", "describe-mount-targets", "--file-system-id", system))
            .ToList();
        var vpc = mounts.Select(mount => mount.Text("VpcId")).FirstOrDefault(id => id.Length > 0 && id != target.Vpc.Id);
        return vpc is null ? mounts.SelectMany(mount => Replaced(target, mount)) : [InOtherVpc(target, vpc)];
    }

    private static Finding InOtherVpc(PreflightTarget target, string vpc) => new(Outcome.Failed, "vpc.vpcId")
    {
        What = $"is {target.Vpc.Id}, but the edge is deployed in {vpc}",
        Later = $"a file system has mount targets in one VPC only: {Conflict}",
        Remedy = $"set vpc.vpcId to {vpc}; for another VPC, deploy a new edge with another edge.name, and destroy this one afterwards",
    };

    // Two subnets of one zone in the file are found by another check.
    private static IEnumerable<Finding> Replaced(PreflightTarget target, JsonNode mount)
    {
        var (old, zone) = (mount.Text("SubnetId"), mount.Text("AvailabilityZoneName"));
        return
            from subnet in target.PrivateSubnets
            let id = subnet.Text("SubnetId")
            where zone.Length > 0 && subnet.Text("AvailabilityZone") == zone && !target.Config.Vpc.PrivateSubnetIds.Contains(old)
            select new Finding(Outcome.Failed, "vpc.privateSubnetIds")
            {
                What = $"{id} replaces {old}, and both are in {zone}",
                Later = Conflict,
                Remedy = $"keep {old}; or deploy without both first, and then with {id}: an edge needs two subnets, so first add one of a "
                    + "third zone if these are the two",
            };
    }
}
