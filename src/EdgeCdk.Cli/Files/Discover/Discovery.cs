using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>The network of an edge as AWS shows it, in the keys of an edge file.</summary>
/// <param name="Keys">The keys that could be found out.</param>
/// <param name="Complaints">What has to be corrected before the edge is deployed, and why a key is missing.</param>
internal sealed record Discovery(IReadOnlyList<DiscoveredKey> Keys, IReadOnlyList<string> Complaints)
{
    /// <summary>Asks AWS.</summary>
    /// <exception cref="CommandException">There is no such VPC, or no such subnet in it.</exception>
    public static Discovery Of(CommandContext context, PlacePart place, string edge)
    {
        var vpc = new VpcView(new RegionalAws(new CachingAws(context.Aws), place.Region), place.VpcId);
        ConcurrentWork.Run<object?>(
            context, "asking AWS", [vpc.Vpc, () => vpc.Subnet(""), vpc.RouteTables, vpc.Endpoints, () => vpc.HostedZoneOf("")]);
        CheckPlace(vpc, place);
        var tables = vpc.RouteTablesOf(place.PrivateSubnetIds);
        var advice = Advice(vpc, tables, place.Region, edge).ToList();
        var found = NetworkKeys(vpc, place, tables).Concat(advice.Select(item => item.Key)).ToList();
        // A value that the format of the file does not allow would make the file worse.
        var faulty = found.Where(key => ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Check(string.Join(',', key.Items)).Count > 0).ToList();
        return new Discovery(
            [.. found.Except(faulty)],
            [
                .. SharedZones(vpc, place.PrivateSubnetIds),
                .. advice.Select(item => item.Complaint).OfType<string>(),
                .. faulty.Select(key => $"{key.Key} would be {string.Join(", ", key.Items)}, which Edge CDK does not allow: "
                    + ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Allowed),
            ]);
    }

    private static void CheckPlace(VpcView vpc, PlacePart place)
    {
        if (vpc.Vpc() is null)
        {
            throw new CommandException($"there is no {place.VpcId} in {place.Region}, in the account that `aws sts get-caller-identity` "
                + "shows; correct vpc.vpcId, account.region or the credentials");
        }

        var unknown = place.PrivateSubnetIds.Where(subnet => vpc.Subnet(subnet) is null).ToList();
        if (unknown.Count > 0)
            throw new CommandException($"{place.VpcId} has no {string.Join(" and no ", unknown)}; correct vpc.privateSubnetIds");
    }

    private static IEnumerable<DiscoveredKey> NetworkKeys(VpcView vpc, PlacePart place, IReadOnlyList<string> tables)
    {
        yield return new("vpc.cidrBlocks", vpc.CidrBlocks(), $"every IPv4 block of {place.VpcId}");
        yield return new("vpc.privateRouteTableIds", tables, "the route tables of the private subnets");
        var zones = place.PrivateSubnetIds.Select(subnet => vpc.Subnet(subnet).Text("AvailabilityZone"));
        yield return new("vpc.availabilityZones", [.. zones], "the zones of the private subnets, in their order") { IsOrdered = true };
    }

    private static IEnumerable<(DiscoveredKey Key, string? Complaint)> Advice(
        VpcView vpc, IReadOnlyList<string> tables, string region, string edge)
    {
        yield return Of(EndpointService.S3, EndpointSurvey.OfGateway(vpc.Endpoints(), tables, region, edge));
        foreach (var service in EndpointService.Interfaces)
            yield return Of(service, EndpointSurvey.OfInterface(vpc, service, region, edge));

        static (DiscoveredKey, string?) Of(EndpointService service, EndpointAdvice advice) => (
            new(service.Key, [advice.Mode is EndpointMode.Create ? "create" : "existing"], advice.Reason) { IsList = false },
            advice.Complaint);
    }

    private static IEnumerable<string> SharedZones(VpcView vpc, IEnumerable<string> subnets) =>
        from zone in subnets.GroupBy(subnet => vpc.Subnet(subnet).Text("AvailabilityZone"))
        where zone.Count() > 1
        let most = zone.MaxBy(subnet => vpc.Subnet(subnet).Number("AvailableIpAddressCount"))
        select $"{string.Join(" and ", zone)} are in one zone, {zone.Key}; file system and endpoints allow one subnet in each: keep one in "
            + $"vpc.privateSubnetIds, such as {most}, which has the most free addresses";
}
