using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>What must fit together in the block vpc.</summary>
internal static class NetworkRules
{
    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["vpc.privateSubnetIds"], config => ListRules.NoDuplicates("vpc.privateSubnetIds", config.Vpc.PrivateSubnetIds)),
        new(["vpc.publicSubnetIds"], config => ListRules.NoDuplicates("vpc.publicSubnetIds", config.Vpc.PublicSubnetIds)),
        new(["vpc.privateRouteTableIds"], config => ListRules.NoDuplicates("vpc.privateRouteTableIds", config.Vpc.PrivateRouteTableIds)),
        new(["vpc.additionalEndpoints"], config => ListRules.NoDuplicates("vpc.additionalEndpoints", config.Vpc.AdditionalEndpoints)),
        new(["vpc.privateSubnetIds", "vpc.publicSubnetIds"], SubnetsAreEitherPrivateOrPublic),
        new(["vpc.privateSubnetIds", "vpc.availabilityZones"], EachSubnetHasAZone),
        new(["vpc.availabilityZones"], OneSubnetPerZone),
        new(["vpc.availabilityZones", "account.region"], ZonesAreOfTheRegion),
        new(["vpc.privateRouteTableIds", "vpc.endpoints.s3"], RouteTablesForTheGatewayEndpoint),
        new(["vpc.cidrBlocks"], CidrBlockRules.BlocksDoNotOverlap),
        new(["functions.ownFunctionsInVpc", "vpc"], OwnFunctionsHaveAWay),
    ];

    // A warning only: NAT is a way, too, and files do not say whether there is any.
    private static IEnumerable<Problem> OwnFunctionsHaveAWay(EdgeConfig config)
    {
        var called = FlowTable.Of(config).Where(flow => flow.To is FlowDestination.AwsService
            && flow.From is Workload.Cleanup or Workload.DeploymentSupport).Select(flow => flow.Service!);
        var missing = called.Distinct().Order(StringComparer.Ordinal)
            .Except(config.Vpc.AdditionalEndpoints).Except(config.Vpc.ExistingEndpoints).ToList();
        if (missing.Count > 0 && config.Vpc is { InternetAccess: true, Egress.Mode: EgressMode.Open })
        {
            yield return new Problem(
                "functions.ownFunctionsInVpc",
                $"is true, but vpc.additionalEndpoints has no {string.Join(", ", missing)}, which Cleanup and Deployment Support call",
                "use endpoints, or private subnets with NAT",
                "add them, or make sure that the subnets have a route to a NAT gateway: without a way, the deployment fails after an hour")
            {
                IsWarning = true,
            };
        }
    }

    private static IEnumerable<Problem> SubnetsAreEitherPrivateOrPublic(EdgeConfig config) =>
        from subnet in config.Vpc.PublicSubnetIds.Index()
        where config.Vpc.PrivateSubnetIds.Contains(subnet.Item)
        select Problem.Is(
            $"vpc.publicSubnetIds[{subnet.Index}]", subnet.Item, "a subnet in one list only",
            "keep it where its route table says: public has a route to an internet gateway", ", which is in vpc.privateSubnetIds too");

    private static IEnumerable<Problem> EachSubnetHasAZone(EdgeConfig config)
    {
        var (zones, subnets) = (config.Vpc.AvailabilityZones, config.Vpc.PrivateSubnetIds.Count);
        if (zones is not null && zones.Count != subnets)
        {
            yield return new Problem(
                "vpc.availabilityZones", $"has {zones.Count} items, but vpc.privateSubnetIds has {subnets}",
                "use one zone for each private subnet",
                "list them in the same order");
        }
    }

    private static IEnumerable<Problem> OneSubnetPerZone(EdgeConfig config) => ListRules.NoDuplicates(
        "vpc.availabilityZones", config.Vpc.AvailabilityZones ?? [], "one private subnet per zone",
        "leave one of the two subnets out: the file system and the endpoints allow one per zone");

    private static IEnumerable<Problem> ZonesAreOfTheRegion(EdgeConfig config) =>
        from zone in (config.Vpc.AvailabilityZones ?? []).Index()
        where zone.Item[..^1] != config.Account.Region
        select Problem.Is(
            $"vpc.availabilityZones[{zone.Index}]", zone.Item, $"a zone of {config.Account.Region}", "correct the zone or account.region");

    private static IEnumerable<Problem> RouteTablesForTheGatewayEndpoint(EdgeConfig config)
    {
        if (config.Vpc.Endpoints.S3 is ResourceMode.Create && config.Vpc.PrivateRouteTableIds.Count == 0)
        {
            yield return new Problem(
                "vpc.privateRouteTableIds", "names no route table", "use those of the private subnets",
                "add them, or set vpc.endpoints.s3 to existing when the VPC has an S3 gateway endpoint");
        }
    }
}
