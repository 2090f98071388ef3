using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The way out of the private subnets: images, the control plane and AWS itself are behind it.</summary>
internal static class RouteChecks
{
    private const string Pull = "tasks stop with \"CannotPullContainerError\" and i/o timeout";
    private const string Key = "vpc.privateSubnetIds";

    public static IEnumerable<Finding> Find(PreflightTarget target) => target.Config.Vpc.PrivateSubnetIds.Where(subnet => target.Vpc.Subnet(subnet) is not null).SelectMany(subnet => Of(target, subnet));

    /// <summary>The listed route tables against those that the subnets have.</summary>
    public static IEnumerable<Finding> Listed(PreflightTarget target)
    {
        if (target.Config.Vpc.Endpoints.S3 is not EndpointMode.Create)
            yield break;
        var listed = target.Config.Vpc.PrivateRouteTableIds;
        foreach (var id in listed.Except(target.Vpc.RouteTables().Select(table => table.Text("RouteTableId"))))
        {
            yield return Finding.Error(
                "vpc.privateRouteTableIds", $"{target.Vpc.Id} has no {id}", $"the S3 endpoint fails with \"The routeTable ID '{id}' does not exist\"", $"run `edge discover {target.Edge}`");
        }

        var missing = target.Config.Vpc.PrivateSubnetIds.Select(target.Vpc.RouteTableOf).OfType<JsonNode>().Select(table => table.Text("RouteTableId")).Distinct().Except(listed).ToList();
        if (missing.Count > 0)
        {
            yield return Finding.Warning(
                "vpc.privateRouteTableIds", $"lacks {string.Join(", ", missing)}, which private subnets have", "traffic to S3 from there goes through NAT, and is paid for", $"run `edge discover {target.Edge}`");
        }
    }

    /// <summary>Where everything that is for elsewhere goes from a subnet; null when nowhere.</summary>
    public static JsonNode? Default(PreflightTarget target, string subnet) =>
        target.Vpc.RouteTableOf(subnet).Items("Routes").FirstOrDefault(route => route.Text("DestinationCidrBlock") == "0.0.0.0/0");

    private static IEnumerable<Finding> Of(PreflightTarget target, string subnet)
    {
        var table = target.Vpc.RouteTableOf(subnet).Text("RouteTableId");
        var route = Default(target, subnet);
        var add = $"aws ec2 create-route --region {target.Region} --route-table-id {table} --destination-cidr-block 0.0.0.0/0 --nat-gateway-id <NAT gateway>";
        if (route is null)
        {
            var fault = $"{subnet} has no way out: {table} has no default route";
            if (target.Config.Registry.Ecr() is null)
                yield return Finding.Error(Key, fault, Pull, add);
            else
                yield return Finding.Warning(Key, fault, "without an endpoint for every service that the edge calls, among them sts, logs and ecr, tasks do not start; data sources elsewhere are not reached", add);
        }
        else if (route.Text("State") == "blackhole")
        {
            yield return Finding.Error(Key, $"the default route of {subnet}, in {table}, is a blackhole: its target is gone", Pull, add.Replace("create-route", "replace-route", StringComparison.Ordinal));
        }
        else if (route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal))
        {
            yield return Finding.Error(
                Key, $"{subnet} is a public subnet: {table} leads to {route.Text("GatewayId")}", $"tasks and functions get no public address, so that nothing comes back through an internet gateway: {Pull}",
                "use a subnet whose default route leads to a NAT gateway");
        }
        else if (route.Text("NatGatewayId") is { Length: > 0 } nat)
        {
            foreach (var finding in Nat(target, subnet, nat))
                yield return finding;
        }
        else
        {
            var next = new[] { "TransitGatewayId", "VpcPeeringConnectionId", "GatewayId", "NetworkInterfaceId", "InstanceId", "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn" }
                .Select(name => route.Text(name)).FirstOrDefault(text => text.Length > 0) ?? "something unknown";
            yield return Finding.Warning(
                Key, $"the way out of {subnet} leads to {next}, and cannot be followed from here", $"if it ends there, or a firewall behind it blocks the registry, {Pull}", "have the hosts that are listed below let through, on port 443");
        }
    }

    private static IEnumerable<Finding> Nat(PreflightTarget target, string subnet, string nat)
    {
        var gateway = target.Vpc.Ask("describe-nat-gateways", "--filter", $"Name=nat-gateway-id,Values={nat}").Items("NatGateways").FirstOrDefault();
        if (gateway is null && target.Vpc.Subnet(subnet).Text("OwnerId") != target.Config.Account.AccountId)
        {
            yield return Finding.Warning(Key, $"the way out of {subnet} leads to {nat}, which belongs to the account that shares the VPC, and cannot be followed from here", Pull, "have the owner of the VPC look at it");
        }
        else if (gateway is null || gateway.Text("State") != "available")
        {
            yield return Finding.Error(
                Key, $"the way out of {subnet} leads to {nat}, which is {(gateway is null ? "not there" : gateway.Text("State"))}", Pull, "make a NAT gateway in a public subnet, and let the default route lead to it");
        }
        else if (gateway.Text("ConnectivityType") == "private")
        {
            yield return Finding.Warning(Key, $"the way out of {subnet} leads to {nat}, a private NAT gateway: it does not reach the internet by itself", Pull, "make sure that its own route does");
        }
        else if (gateway.Text("VpcId") == target.Vpc.Id && Default(target, gateway.Text("SubnetId")).Text("GatewayId") is var outer && !outer.StartsWith("igw-", StringComparison.Ordinal))
        {
            yield return Finding.Error(
                Key, $"the way out of {subnet} leads to {nat}, whose own subnet {gateway.Text("SubnetId")} has no route to an internet gateway", Pull, "give that subnet a default route to an internet gateway");
        }
    }
}
