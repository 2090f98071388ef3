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

    // A public gateway is no way for tasks and functions, which have no public address.
    public string? RouteTo(string block) => Ipv4Ranges.Of(block) is { } wanted
        ? _table.Items("Routes")
            .Where(route => !WaysOut.IsBlackhole(route) && !route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal)
                && Ipv4Ranges.Of(route.Text("DestinationCidrBlock")) is { } covered && covered.Cover(wanted))
            .Select(route => route.Text("GatewayId") == "local" ? "inside the VPC" : WaysOut.TargetOf(route))
            .FirstOrDefault()
        : null;
}
