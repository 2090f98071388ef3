using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>The IPv4 routes of a route table that lead out of the VPC.</summary>
/// <param name="AreKnown">Whether AWS shows the table, and where each of its routes goes.</param>
/// <param name="Default">The route for 0.0.0.0/0; null when there is none.</param>
/// <param name="Active">All routes that are not blackholes, for whatever addresses.</param>
internal sealed record WaysOut(bool AreKnown, JsonNode? Default, IReadOnlyList<JsonNode> Active)
{
    private static readonly string[] Destinations = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"];

    private static readonly string[] Targets =
    [
        "NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId", "GatewayId", "NetworkInterfaceId", "InstanceId", "LocalGatewayId",
        "CarrierGatewayId", "EgressOnlyInternetGatewayId", "CoreNetworkArn", "OdbNetworkArn",
    ];

    /// <summary>Those of a route table, as describe-route-tables shows it; null: AWS shows none.</summary>
    public static WaysOut Of(JsonNode? table)
    {
        var all = table.Items("Routes").ToList();
        var routes = all.Where(LeadsOut).ToList();
        return new(
            all.Count > 0 && all.TrueForAll(route => Destinations.Any(name => route.Text(name).Length > 0)),
            routes.Find(route => route.Text("DestinationCidrBlock") == "0.0.0.0/0"),
            [.. routes.Where(route => !IsBlackhole(route))]);
    }

    /// <summary>Whether its target was deleted.</summary>
    public static bool IsBlackhole(JsonNode route) => route.Text("State") == "blackhole";

    /// <summary>The id of what a route leads to.</summary>
    public static string TargetOf(JsonNode route) =>
        Targets.Select(name => route.Text(name)).FirstOrDefault(id => id.Length > 0, "an unknown target");

    /// <summary>Whether it is no route of the VPC itself, of IPv6, or of a gateway endpoint, whose destination is a list of AWS.</summary>
    public static bool LeadsOut(JsonNode route) => route.Text("GatewayId") != "local" && route.Text("DestinationIpv6CidrBlock").Length == 0
        && !(route.Text("DestinationPrefixListId").Length > 0 && route.Text("GatewayId").StartsWith("vpce-", StringComparison.Ordinal));
}
