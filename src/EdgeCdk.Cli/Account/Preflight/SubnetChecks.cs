using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The private subnets: they exist, each is in another regular zone, and they have free addresses.</summary>
internal static class SubnetChecks
{
    private const string Key = "vpc.privateSubnetIds";

    public static IEnumerable<Finding> Find(PreflightTarget target) =>
        [.. Missing(target), .. States(target), .. SharedZones(target), .. OtherZones(target)];

    /// <summary>Fargate, EFS and NAT gateways are in regular zones of the region only.</summary>
    public static IEnumerable<Finding> Zones(PreflightTarget target)
    {
        var zones = target.Aws.List("AvailabilityZones", "ec2", "describe-availability-zones", "--all-availability-zones");
        return
            from subnet in target.PrivateSubnets
            let kind = KindOf(subnet, zones.FirstOrDefault(zone => zone.Text("ZoneName") == ZoneOf(subnet)))
            where kind is not null
            select new Finding(kind.Value.Outcome, Key)
            {
                What = $"{subnet.Text("SubnetId")} is in {kind.Value.Words}, {ZoneOf(subnet)}",
                Later = "mount targets fail with UnsupportedAvailabilityZone, and Fargate starts no task there",
                Remedy = "use subnets in regular zones of the region",
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
        where zone.Count() > 1 && zone.Key.Length > 0
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
        if (target.Config.Vpc.AvailabilityZones is { } zones && actual.Count == zones.Count && !actual.Contains("")
            && !actual.SequenceEqual(zones))
        {
            yield return new Finding(Outcome.Warning, "vpc.availabilityZones")
            {
                What = $"is {string.Join(", ", zones)}, but the subnets are in {string.Join(", ", actual)}",
                Later = "whether each subnet is in another zone is checked with the wrong zones",
                Remedy = $"run `npx edge discover {target.Edge}`",
            };
        }
    }

    // What AWS calls available works; all else ends by itself, needs somebody, or is newer than this program.
    private static IEnumerable<Finding> States(PreflightTarget target) =>
        from subnet in target.PrivateSubnets
        let state = subnet.Text("State")
        where state is not ("" or "available")
        let isUnusable = state is "failed" or "unavailable" or "failed-insufficient-capacity"
        select new Finding(isUnusable ? Outcome.Failed : Outcome.Warning, Key)
        {
            What = $"{subnet.Text("SubnetId")} is {state}",
            Later = "while it is not available, nothing can be created in it",
            Remedy = "wait until it is available, or use another subnet of the same zone",
        };

    private static string ZoneOf(JsonNode subnet) => subnet.Text("AvailabilityZone");

    private static (Outcome Outcome, string Words)? KindOf(JsonNode subnet, JsonNode? zone) =>
        (subnet.Text("OutpostArn"), zone.Text("ZoneType")) switch
        {
            ({ Length: > 0 }, _) => (Outcome.Failed, "an Outpost"),
            (_, "local-zone") => (Outcome.Failed, "a Local Zone"),
            (_, "wavelength-zone") => (Outcome.Failed, "a Wavelength Zone"),
            (_, "" or "availability-zone") => null,
            (_, var other) => (Outcome.Warning, $"a zone of the type {other}, which this version of edge does not know"),
        };
}
