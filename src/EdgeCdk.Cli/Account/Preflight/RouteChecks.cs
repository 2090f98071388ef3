using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The way out of the private subnets, to images, the control plane and AWS itself.</summary>
internal static class RouteChecks
{
    /// <summary>What happens to images without a way out.</summary>
    public const string Pull = "tasks stop with \"CannotPullContainerError\" and i/o timeout";

    private const string Key = "vpc.privateSubnetIds";
    private const string Tables = "vpc.privateRouteTableIds";

    private static readonly string[] OtherTargets =
    [
        "TransitGatewayId", "VpcPeeringConnectionId", "GatewayId", "NetworkInterfaceId", "InstanceId", "LocalGatewayId", "CarrierGatewayId",
        "CoreNetworkArn",
    ];

    public static IEnumerable<Finding> Find(PreflightTarget target) =>
        target.PrivateSubnets.SelectMany(subnet => Of(target, subnet.Text("SubnetId")));

    /// <summary>The route tables in the file are those of the private subnets.</summary>
    public static IEnumerable<Finding> Listed(PreflightTarget target) => target.Config.Vpc.Endpoints.S3 is not EndpointMode.Create ? [] :
    [
        .. target.Config.Vpc.PrivateRouteTableIds.Except(target.Vpc.RouteTables().Select(table => table.Text("RouteTableId")))
            .Select(id => Missing(target, id)),
        .. NotListed(target),
    ];

    /// <summary>The default route of a subnet; null when it has none.</summary>
    public static JsonNode? Default(PreflightTarget target, string subnet) => target.Vpc.RouteTableOf(subnet).Items("Routes")
        .FirstOrDefault(route => route.Text("DestinationCidrBlock") == "0.0.0.0/0");

    private static Finding Missing(PreflightTarget target, string id) => new(Outcome.Failed, Tables)
    {
        What = $"{target.Vpc.Id} has no {id}",
        Later = $"the S3 endpoint fails with \"The routeTable ID '{id}' does not exist\"",
        Remedy = $"run `edge discover {target.Edge}`",
    };

    private static IEnumerable<Finding> NotListed(PreflightTarget target)
    {
        var missing = target.Vpc.RouteTablesOf(target.Config.Vpc.PrivateSubnetIds).Except(target.Config.Vpc.PrivateRouteTableIds).ToList();
        if (missing.Count > 0)
        {
            yield return new Finding(Outcome.Warning, Tables)
            {
                What = $"does not have {string.Join(", ", missing)}, which private subnets use",
                Later = "traffic to S3 from there goes through NAT, which costs by the GB",
                Remedy = $"run `edge discover {target.Edge}`",
            };
        }
    }

    private static IEnumerable<Finding> Of(PreflightTarget target, string subnet)
    {
        var table = target.Vpc.RouteTableOf(subnet).Text("RouteTableId");
        var route = Default(target, subnet);
        if (route is null)
            return [NoRoute(target, subnet, table)];
        if (route.Text("State") == "blackhole")
            return [Blackhole(target, subnet, table)];
        if (route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal))
            return [Public(subnet, table, route)];
        return route.Text("NatGatewayId") is { Length: > 0 } nat ? NatGatewayChecks.Find(target, subnet, nat) : [Elsewhere(subnet, route)];
    }

    private static Finding NoRoute(PreflightTarget target, string subnet, string table)
    {
        var isMirror = target.Config.Registry.Ecr() is not null;
        return new(isMirror ? Outcome.Warning : Outcome.Failed, Key)
        {
            What = $"{subnet} has no way out: {table} has no default route",
            Later = isMirror
                ? "without an endpoint for every service that the edge calls, among them sts, logs and ecr, tasks do not start; data "
                    + "sources elsewhere cannot be reached"
                : Pull,
            Remedy = Command(target, "create-route", table),
        };
    }

    private static Finding Blackhole(PreflightTarget target, string subnet, string table) => new(Outcome.Failed, Key)
    {
        What = $"the default route of {subnet}, in {table}, is a blackhole: its target was deleted",
        Later = Pull,
        Remedy = Command(target, "replace-route", table),
    };

    private static Finding Public(string subnet, string table, JsonNode route) => new(Outcome.Failed, Key)
    {
        What = $"{subnet} is a public subnet: the default route in {table} leads to {route.Text("GatewayId")}",
        Later = $"tasks and functions get no public address, so that responses through an internet gateway do not arrive: {Pull}",
        Remedy = "use a subnet whose default route leads to a NAT gateway",
    };

    private static Finding Elsewhere(string subnet, JsonNode route) => new(Outcome.Warning, Key)
    {
        What = $"the way out of {subnet} leads to "
            + $"{OtherTargets.Select(name => route.Text(name)).FirstOrDefault(id => id.Length > 0, "an unknown target")}, "
            + "and cannot be followed from here",
        Later = $"if it ends there, or a firewall behind it blocks the registry, {Pull}",
        Remedy = "allow the hosts that are listed below, on port 443",
    };

    private static string Command(PreflightTarget target, string operation, string table) =>
        $"aws ec2 {operation} --region {target.Region} --route-table-id {table} --destination-cidr-block 0.0.0.0/0 "
        + "--nat-gateway-id <NAT gateway>";
}
