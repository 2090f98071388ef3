using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>What a key has to be, by what AWS shows.</summary>
/// <param name="Key">Path of the key.</param>
/// <param name="Items">The items of a list, or the one value.</param>
/// <param name="Reason">Where it is from.</param>
internal sealed record Discovered(string Key, IReadOnlyList<string> Items, string Reason)
{
    /// <summary>Whether it is a list. Default: true.</summary>
    public bool IsList { get; init; } = true;

    /// <summary>Whether the order of the list means something. Default: false.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Whether a file says this already.</summary>
    public bool IsIn(IReadOnlyDictionary<string, IReadOnlyList<string>> values) =>
        values.TryGetValue(Key, out var items) && (IsOrdered ? items.SequenceEqual(Items) : items.Count == Items.Count && !items.Except(Items).Any());
}

/// <summary>The network of an edge as AWS shows it, in the keys of an edge file.</summary>
/// <param name="Keys">The keys that could be found out.</param>
/// <param name="Complaints">What has to be mended before the edge is deployed, and why a key is missing.</param>
internal sealed record Discovery(IReadOnlyList<Discovered> Keys, IReadOnlyList<string> Complaints)
{
    /// <summary>Looks the network up.</summary>
    /// <exception cref="CommandException">There is no such VPC, or no such subnet in it.</exception>
    public static Discovery Of(CommandContext context, PlacePart place, string edge)
    {
        var vpc = new VpcView(new CachingAws(context.Aws), place.Region, place.VpcId);
        ConcurrentWork.Run<object?>(context, "asking AWS", [vpc.Vpc, () => vpc.Subnet(""), vpc.RouteTables, vpc.Endpoints, () => vpc.HostedZoneOf("")]);
        if (vpc.Vpc() is null)
            throw new CommandException($"there is no {place.VpcId} in {place.Region}, for the account that `aws sts get-caller-identity` tells; correct vpc.vpcId, account.region or the credentials");
        var unknown = place.PrivateSubnetIds.Where(subnet => vpc.Subnet(subnet) is null).ToList();
        if (unknown.Count > 0)
            throw new CommandException($"{place.VpcId} has no {string.Join(" and no ", unknown)}; correct vpc.privateSubnetIds");

        var keys = new List<Discovered> { new("vpc.cidrBlocks", vpc.CidrBlocks(), $"every IPv4 block of {place.VpcId}") };
        var complaints = new List<string>();
        IReadOnlyList<string> tables = [.. place.PrivateSubnetIds.Select(vpc.RouteTableOf).OfType<System.Text.Json.Nodes.JsonNode>().Select(table => table.Text("RouteTableId")).Distinct()];
        keys.Add(new("vpc.privateRouteTableIds", tables, "they route the private subnets"));
        keys.Add(new("vpc.availabilityZones", [.. place.PrivateSubnetIds.Select(subnet => vpc.Subnet(subnet).Text("AvailabilityZone"))], "where the private subnets are, in their order") { IsOrdered = true });
        complaints.AddRange(SharedZones(vpc, place.PrivateSubnetIds));

        Add(EndpointService.S3, EndpointSurvey.OfGateway(vpc.Endpoints(), tables, place.Region, edge));
        foreach (var service in EndpointService.Interfaces)
            Add(service, EndpointSurvey.OfInterface(vpc, service, place.Region, edge));

        // A file with a value that its format does not allow would be worse than before.
        var faulty = keys.Where(key => ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Check(string.Join(',', key.Items)).Count > 0).ToList();
        complaints.AddRange(faulty.Select(key => $"{key.Key} would be {string.Join(", ", key.Items)}, which Edge CDK does not take: {ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Allowed}"));
        return new Discovery([.. keys.Except(faulty)], complaints);

        void Add(EndpointService service, EndpointAdvice advice)
        {
            keys.Add(new(service.Key, [advice.Mode is EndpointMode.Create ? "create" : "existing"], advice.Reason) { IsList = false });
            if (advice.Complaint is not null)
                complaints.Add(advice.Complaint);
        }
    }

    private static IEnumerable<string> SharedZones(VpcView vpc, IEnumerable<string> subnets) =>
        from zone in subnets.GroupBy(subnet => vpc.Subnet(subnet).Text("AvailabilityZone"))
        where zone.Count() > 1
        let most = zone.MaxBy(subnet => vpc.Subnet(subnet).Number("AvailableIpAddressCount"))
        select $"{string.Join(" and ", zone)} are in one zone, {zone.Key}; file system and endpoints allow one subnet of each: keep one in vpc.privateSubnetIds, such as {most}, which has the most free addresses";
}
