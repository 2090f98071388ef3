using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The private subnets: that they are there, each in a zone of its own that Fargate and EFS know, and have room.</summary>
internal static class SubnetChecks
{
    private const string Key = "vpc.privateSubnetIds";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var subnets = Known(target);
        foreach (var id in target.Config.Vpc.PrivateSubnetIds.Except(subnets.Select(subnet => subnet.Text("SubnetId"))))
        {
            yield return Finding.Error(
                Key, $"{target.Vpc.Id} has no {id}", $"mount targets and endpoints fail with \"The subnet ID '{id}' does not exist\"", "correct vpc.privateSubnetIds or vpc.vpcId");
        }

        foreach (var zone in subnets.GroupBy(subnet => subnet.Text("AvailabilityZone")).Where(zone => zone.Count() > 1))
        {
            yield return Finding.Error(
                Key, $"{string.Join(" and ", zone.Select(subnet => subnet.Text("SubnetId")))} are in one zone, {zone.Key}",
                "the second mount target fails with \"mount target already exists in this AZ\", an endpoint with DuplicateSubnetsInSameZone", "keep one subnet for each zone");
        }

        if (target.Config.Vpc.AvailabilityZones is { } zones && subnets.Count == zones.Count && !subnets.Select(subnet => subnet.Text("AvailabilityZone")).SequenceEqual(zones))
        {
            yield return Finding.Warning(
                "vpc.availabilityZones", $"is {string.Join(", ", zones)}, but the subnets are in {string.Join(", ", subnets.Select(subnet => subnet.Text("AvailabilityZone")))}",
                "the check for one subnet in each zone goes by the wrong zones", $"run `edge discover {target.Edge}`");
        }
    }

    /// <summary>Fargate, EFS and NAT are in regular zones of the region only.</summary>
    public static IEnumerable<Finding> Zones(PreflightTarget target)
    {
        var zones = target.Ask("ec2", "describe-availability-zones", "--all-availability-zones").Items("AvailabilityZones").ToList();
        return
            from subnet in Known(target)
            let zone = zones.FirstOrDefault(zone => zone.Text("ZoneName") == subnet.Text("AvailabilityZone"))
            let kind = subnet.Text("OutpostArn").Length > 0 ? "an Outpost" : zone.Text("ZoneType") is "local-zone" ? "a Local Zone" : zone.Text("ZoneType") is "wavelength-zone" ? "a Wavelength Zone" : null
            where kind is not null
            select Finding.Error(
                Key, $"{subnet.Text("SubnetId")} is in {kind}, {subnet.Text("AvailabilityZone")}",
                "mount targets fail with UnsupportedAvailabilityZone, and Fargate starts no task there", "use subnets in regular zones of the region");
    }

    /// <summary>Addresses: some parts have one in every subnet, tasks are spread over all.</summary>
    public static IEnumerable<Finding> Addresses(PreflightTarget target)
    {
        var need = AddressNeed.Of(target);
        foreach (var subnet in Known(target))
        {
            var free = (int)subnet.Number("AvailableIpAddressCount");
            var fault = $"{subnet.Text("SubnetId")} has {free} free addresses; {need.ToDeploy} are needed to deploy and {need.ToWork} with one of each job at work ({need.Reason})";
            const string later = "\"The specified subnet does not have enough free addresses\", or tasks stay in PROVISIONING";
            // Of a deployed edge, a subnet cannot take the place of another one of its zone in one step.
            var remedy = target.IsDeployed ? "free some, or add a subnet of a further zone to vpc.privateSubnetIds"
                : "free some, or use a larger subnet of the same zone in vpc.privateSubnetIds";
            if (free < need.ToDeploy)
                yield return Finding.Error(Key, fault, later, remedy);
            else if (free < need.ToWork)
                yield return Finding.Warning(Key, fault, later, remedy);
        }
    }

    /// <summary>Those of the file that the VPC has.</summary>
    public static IReadOnlyList<JsonNode> Known(PreflightTarget target) =>
        [.. target.Config.Vpc.PrivateSubnetIds.Distinct().Select(target.Vpc.Subnet).OfType<JsonNode>()];
}
