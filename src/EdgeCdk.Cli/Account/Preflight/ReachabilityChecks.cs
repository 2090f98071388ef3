using System.Globalization;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Each connection of the edge ends somewhere, from every private subnet: at an endpoint, or at what a route leads to. Only for an edge
/// whose connections are known: with closed security groups, or in a network without NAT.
/// </summary>
internal static class ReachabilityChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var vpc = target.Config.Vpc;
        if (vpc is { InternetAccess: true, Egress.Mode: EgressMode.Open })
            return [];
        var subnets = vpc.PrivateSubnetIds.Where(subnet => target.Vpc.Subnet(subnet) is not null).ToList();
        var ends = subnets.SelectMany(subnet =>
            Reachability.Of(target.Config, new SubnetFacts(target, subnet)).Select(flow => (Subnet: subnet, Flow: flow))).ToList();
        return
        [
            .. ends.Where(one => one.Flow.End is null)
                .GroupBy(one => (one.Flow.Destination, one.Flow.Ports))
                .Select(group => Nowhere(group.Key.Destination, [.. group])),
            .. subnets.SelectMany(subnet => Denied(target, subnet, ends.Select(one => one.Flow))),
        ];
    }

    private static Finding Nowhere(string destination, IReadOnlyList<(string Subnet, ReachedFlow Flow)> flows)
    {
        var from = string.Join(", ", flows.Select(one => Workloads.Shown(one.Flow.Flow.From)).Distinct());
        var (service, plain) = (flows[0].Flow.Flow.Service, destination.Replace("`", "", StringComparison.Ordinal));
        return new Finding(Outcome.Failed, "reachability")
        {
            What = $"{plain} is not reached from {string.Join(", ", flows.Select(one => one.Subnet).Distinct())}: "
                + (service is null ? "there is no route to it" : "there is neither an endpoint nor a route to it"),
            Later = $"connections of {from} time out: {flows[0].Flow.Flow.Why}",
            Remedy = service switch
            {
                null => "add a route, or correct the destination in vpc.egress",
                "s3" => "add the route table of the subnet to vpc.privateRouteTableIds",
                _ => $"add {service} to vpc.additionalEndpoints",
            },
        };
    }

    // Destinations that the file names; what else there is, the checks of network ACLs ask.
    private static IEnumerable<Finding> Denied(PreflightTarget target, string subnet, IEnumerable<ReachedFlow> flows) =>
        from flow in flows.Where(flow => flow.Destination.Contains('/')).DistinctBy(flow => (flow.Destination, flow.Ports))
        let port = int.Parse(flow.Ports.Split('-')[0], CultureInfo.InvariantCulture)
        where target.Vpc.NetworkAclOf(subnet) is { } acl && NetworkAclRules.Deny(acl, port, flow.Destination)
        select new Finding(Outcome.Failed, "reachability")
        {
            What = $"the network ACL of {subnet} does not allow {flow.Destination} on port {flow.Ports}",
            Later = $"connections of {Workloads.Shown(flow.Flow.From)} time out: {flow.Flow.Why}",
            Remedy = $"add rules for it, egress and the ephemeral ports of responses, or use another network ACL",
        };
}
