using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>What the account shows of the network around a private subnet, with the endpoints that the edge creates.</summary>
internal sealed class SubnetFacts(PreflightTarget target, string subnet) : INetworkFacts
{
    private readonly JsonNode? _table = target.Vpc.RouteTableOf(subnet);

    public string? EndpointOf(string service)
    {
        if (EdgeEndpoints.Created(target.Config.Vpc).Contains(service))
            return "the endpoint that the stack creates";
        var existing = target.Vpc.Endpoints().FirstOrDefault(endpoint =>
            endpoint.IsInterface && endpoint.HasPrivateDns && endpoint.IsFor(service, target.Region));
        return existing?.Id ?? target.Vpc.HostedZoneOf(service);
    }

    public string? EndpointOfS3()
    {
        var table = _table.Text("RouteTableId");
        if (target.Config.Vpc.CreatesS3Endpoint())
            return target.Config.Vpc.PrivateRouteTableIds.Contains(table) ? "the gateway endpoint that the stack creates" : null;
        return target.Vpc.Endpoints().FirstOrDefault(endpoint => endpoint.IsFor("s3", target.Region)
            && (endpoint.IsGateway ? endpoint.RouteTableIds.Contains(table) : endpoint is { IsInterface: true, HasPrivateDns: true }))?.Id;
    }

    // AWS takes the most specific route. Several routes together may lead to all of a block; what a prefix list has is not known here.
    public string? RouteTo(string block)
    {
        if (Ipv4Ranges.Of(block) is not { } wanted)
            return null;
        var routes = _table.Items("Routes").Select(route => (Way: route, Block: Ipv4Ranges.Of(route.Text("DestinationCidrBlock"))))
            .ToList();
        var inside = routes.Where(route => route.Block is { } part && wanted.Cover(part) && IsWay(route.Way)).ToList();
        var nearest = routes.Where(route => route.Block?.Cover(wanted) is true).OrderBy(route => route.Block!.Count).FirstOrDefault().Way;
        var listed = routes.Find(route => route.Block is null && WaysOut.LeadsOut(route.Way)).Way;
        return inside.Aggregate(Ipv4Ranges.None, (all, route) => all.With(route.Block!)).Cover(wanted)
            ? string.Join(" and ", inside.Select(route => Words(route.Way)).Distinct())
            : new[] { nearest, listed }.FirstOrDefault(IsWay) is { } way ? Words(way) : null;
    }

    // A public gateway is no way for tasks and functions, which have no public address.
    private static bool IsWay(JsonNode? route) => route is not null && !WaysOut.IsBlackhole(route)
        && !route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal);

    private static string Words(JsonNode route) => route.Text("GatewayId") == "local" ? "inside the VPC" : WaysOut.TargetOf(route);
}
