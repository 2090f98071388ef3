using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The way out of the private subnets, to images, the control plane and AWS itself.</summary>
internal static class RouteChecks
{
    /// <summary>What happens to images without a way out.</summary>
    public const string Pull = "tasks stop with \"CannotPullContainerError\" and i/o timeout";

    private const string Key = "vpc.privateSubnetIds";

    // Without NAT, by the edge file, no subnet has a way out: see the checks of reachability.
    public static IEnumerable<Finding> Find(PreflightTarget target) => !target.Config.Vpc.InternetAccess ? [] :
        target.PrivateSubnets.SelectMany(subnet => Of(target, subnet.Text("SubnetId")));

    /// <summary>Whether traffic of a subnet has a way out, as far as AWS shows its routes.</summary>
    public static bool MayLeave(PreflightTarget target, JsonNode subnet)
    {
        var routes = WaysOut.Of(target.Vpc.RouteTableOf(subnet.Text("SubnetId")));
        return !routes.AreKnown || routes.Active.Count > 0;
    }

    /// <summary>What is found of a way out that does not work. With a mirror in Amazon ECR, endpoints may replace it.</summary>
    public static Finding Broken(PreflightTarget target, string what, string remedy)
    {
        var isMirror = target.Config.Registry.Ecr() is not null;
        return new(isMirror ? Outcome.Warning : Outcome.Failed, Key)
        {
            What = what,
            Later = isMirror
                ? "without an endpoint for every service that the edge calls, among them sts, logs and ecr, tasks do not start; data "
                    + "sources elsewhere cannot be reached"
                : Pull,
            Remedy = remedy,
        };
    }

    private static IEnumerable<Finding> Of(PreflightTarget target, string subnet)
    {
        var found = target.Vpc.RouteTableOf(subnet);
        var (table, routes) = (found.Text("RouteTableId"), WaysOut.Of(found));
        if (routes.Default is not { } route || WaysOut.IsBlackhole(route))
            return [Without(target, subnet, table, routes)];
        if (route.Text("State") is not ("" or "active"))
            return [Elsewhere(subnet, $"is {route.Text("State")}: {WaysOut.TargetOf(route)}")];
        if (route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal))
            return [Public(target, subnet, table, route)];
        return route.Text("NatGatewayId") is { Length: > 0 } nat
            ? NatGatewayChecks.Find(target, subnet, nat)
            : [Elsewhere(subnet, $"leads to {WaysOut.TargetOf(route)}")];
    }

    private static Finding Without(PreflightTarget target, string subnet, string table, WaysOut routes)
    {
        if (!routes.AreKnown)
            return NotShown(target, subnet, table);
        if (routes.Active.Count > 0)
        {
            var targets = string.Join(", ", routes.Active.Select(WaysOut.TargetOf).Distinct());
            return Elsewhere(subnet, $"has no default route, but others, to {targets}");
        }

        return routes.Default is null
            ? Broken(target, $"{subnet} has no way out: {table} has no default route", Command(target, "create-route", table))
            : Broken(
                target, $"the default route of {subnet}, in {table}, is a blackhole: its target was deleted",
                Command(target, "replace-route", table));
    }

    private static Finding NotShown(PreflightTarget target, string subnet, string table) => new(Outcome.Unknown, Key)
    {
        What = table.Length == 0
            ? $"the way out of {subnet} could not be checked: AWS shows no route table for it"
            : $"the way out of {subnet} could not be checked: AWS does not show all routes of {table}",
        Later = $"if it has none, {Pull}",
        Remedy = target.Vpc.OwnerOtherThan(target.Config.Account.AccountId) is { } owner
            ? $"ask account {owner}, which owns the VPC, to check it"
            : $"see aws ec2 describe-route-tables --region {target.Region} --filters Name=vpc-id,Values={target.Vpc.Id}",
    };

    private static Finding Public(PreflightTarget target, string subnet, string table, JsonNode route) => Broken(
        target,
        $"{subnet} is a public subnet: the default route in {table} leads to {route.Text("GatewayId")}, and tasks and functions get no "
            + "public address, so that responses through an internet gateway do not arrive",
        "use a subnet whose default route leads to a NAT gateway");

    private static Finding Elsewhere(string subnet, string way) => new(Outcome.Warning, Key)
    {
        What = $"the way out of {subnet} {way}, and cannot be followed from here",
        Later = $"if it ends there, or a firewall behind it blocks the registry, {Pull}",
        Remedy = "allow the hosts that are listed below, on port 443",
    };

    private static string Command(PreflightTarget target, string operation, string table) =>
        $"aws ec2 {operation} --region {target.Region} --route-table-id {table} --destination-cidr-block 0.0.0.0/0 "
        + "--nat-gateway-id <NAT gateway>";
}
