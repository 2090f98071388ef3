using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>IPv4 addresses of the private subnets: some parts of an edge have one in every subnet, tasks are spread over all.</summary>
internal static class SubnetAddressChecks
{
    private const string Key = "vpc.privateSubnetIds";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var need = AddressNeed.Of(target);
        return target.PrivateSubnets.Select(subnet => Of(target, need, subnet)).OfType<Finding>();
    }

    private static Finding? Of(PreflightTarget target, AddressNeed need, JsonNode subnet)
    {
        var id = subnet.Text("SubnetId");
        if (subnet.Flag("Ipv6Native"))
            return WithoutIpv4(id);
        if (subnet["AvailableIpAddressCount"] is null || Ipv4Ranges.Of(subnet.Text("CidrBlock")) is null)
            return NotShown(target, id);
        var free = (int)subnet.Number("AvailableIpAddressCount");
        return free < need.ToWork ? TooFew(target, need, id, free) : null;
    }

    private static Finding WithoutIpv4(string id) => new(Outcome.Failed, Key)
    {
        What = $"{id} has IPv6 addresses only, and an edge needs IPv4 addresses",
        Later = "mount targets, endpoints and tasks fail: they get an IPv4 address in each private subnet",
        Remedy = "use a subnet with IPv4 addresses, or with both, in vpc.privateSubnetIds",
    };

    private static Finding NotShown(PreflightTarget target, string id) => new(Outcome.Unknown, Key)
    {
        What = $"the IPv4 addresses of {id} could not be checked: AWS does not show them",
        Later = "without enough free addresses, the deployment fails, or tasks stay in PROVISIONING",
        Remedy = $"see aws ec2 describe-subnets --region {target.Region} --subnet-ids {id}",
    };

    private static Finding TooFew(PreflightTarget target, AddressNeed need, string id, int free) =>
        new(free < need.ToDeploy ? Outcome.Failed : Outcome.Warning, Key)
        {
            What = $"{id} has {free} free addresses; {need.ToDeploy} are needed to deploy, and {need.ToWork} when one task of each job "
                + $"runs ({need.Reason})",
            Later = "\"The specified subnet does not have enough free addresses\", or tasks stay in PROVISIONING",
            // A subnet of a deployed edge cannot be replaced by another one of its zone in one step.
            Remedy = target.IsDeployed
                ? "free some, or add a subnet of a further zone to vpc.privateSubnetIds"
                : "free some, or use a larger subnet of the same zone in vpc.privateSubnetIds",
        };
}
