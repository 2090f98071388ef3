using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The private subnets: they exist, each is in another regular zone, and they have free addresses.</summary>
internal static class SubnetChecks
{
    private const string Key = "vpc.privateSubnetIds";

    public static IEnumerable<Finding> Find(PreflightTarget target) => [.. Missing(target), .. SharedZones(target), .. OtherZones(target)];

    /// <summary>Fargate, EFS and NAT gateways are in regular zones of the region only.</summary>
    public static IEnumerable<Finding> Zones(PreflightTarget target)
    {
        var zones = target.Aws.List("AvailabilityZones", "ec2", "describe-availability-zones", "--all-availability-zones");
        return
            from subnet in target.PrivateSubnets
            let kind = KindOf(subnet, zones.FirstOrDefault(zone => zone.Text("ZoneName") == ZoneOf(subnet)))
            where kind is not null
            select new Finding(Outcome.Failed, Key)
            {
                What = $"{subnet.Text("SubnetId")} is in {kind}, {ZoneOf(subnet)}",
                Later = "mount targets fail with UnsupportedAvailabilityZone, and Fargate starts no task there",
                Remedy = "use subnets in regular zones of the region",
            };
    }

    /// <summary>Addresses: some parts of an edge have one in every subnet, tasks are spread over all.</summary>
    public static IEnumerable<Finding> Addresses(PreflightTarget target)
    {
        var need = AddressNeed.Of(target);
        // A subnet of a deployed edge cannot be replaced by another one of its zone in one step.
        var remedy = target.IsDeployed
            ? "free some, or add a subnet of a further zone to vpc.privateSubnetIds"
            : "free some, or use a larger subnet of the same zone in vpc.privateSubnetIds";
        return
            from subnet in target.PrivateSubnets
            let free = (int)subnet.Number("AvailableIpAddressCount")
            where free < need.ToWork
            select new Finding(free < need.ToDeploy ? Outcome.Failed : Outcome.Warning, Key)
            {
                What = $"{subnet.Text("SubnetId")} has {free} free addresses; {need.ToDeploy} are needed to deploy, and {need.ToWork} "
                    + $"when one task of each job runs ({need.Reason})",
                Later = "\"The specified subnet does not have enough free addresses\", or tasks stay in PROVISIONING",
                Remedy = remedy,
            };
    }

    private static IEnumerable<Finding> Missing(PreflightTarget target) =>
        from id in target.Config.Vpc.PrivateSubnetIds.Except(target.PrivateSubnets.Select(subnet => subnet.Text("SubnetId")))
        select new Finding(Outcome.Failed, Key)
        {
            What = $"{target.Vpc.Id} has no {id}",
            Later = $"mount targets and endpoints fail with \"The subnet ID '{id}' does not exist\"",
            Remedy = "correct vpc.privateSubnetIds or vpc.vpcId",
        };

    private static IEnumerable<Finding> SharedZones(PreflightTarget target) =>
        from zone in target.PrivateSubnets.GroupBy(ZoneOf, subnet => subnet.Text("SubnetId"))
        where zone.Count() > 1
        select new Finding(Outcome.Failed, Key)
        {
            What = $"{string.Join(" and ", zone)} are in one zone, {zone.Key}",
            Later = "the second mount target fails with \"mount target already exists in this AZ\", an endpoint with "
                + "DuplicateSubnetsInSameZone",
            Remedy = "keep one subnet for each zone",
        };

    private static IEnumerable<Finding> OtherZones(PreflightTarget target)
    {
        var actual = target.PrivateSubnets.Select(ZoneOf).ToList();
        if (target.Config.Vpc.AvailabilityZones is { } zones && actual.Count == zones.Count && !actual.SequenceEqual(zones))
        {
            yield return new Finding(Outcome.Warning, "vpc.availabilityZones")
            {
                What = $"is {string.Join(", ", zones)}, but the subnets are in {string.Join(", ", actual)}",
                Later = "whether each subnet is in another zone is checked with the wrong zones",
                Remedy = $"run `edge discover {target.Edge}`",
            };
        }
    }

    private static string ZoneOf(JsonNode subnet) => subnet.Text("AvailabilityZone");

    private static string? KindOf(JsonNode subnet, JsonNode? zone) => (subnet.Text("OutpostArn"), zone.Text("ZoneType")) switch
    {
        ({ Length: > 0 }, _) => "an Outpost",
        (_, "local-zone") => "a Local Zone",
        (_, "wavelength-zone") => "a Wavelength Zone",
        _ => null,
    };
}
