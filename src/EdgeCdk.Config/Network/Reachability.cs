using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>Where each connection of an edge ends in a network.</summary>
internal static class Reachability
{
    private const string Everywhere = "0.0.0.0/0", InsideVpc = "inside the VPC", AsRouted = "as your network routes it";

    /// <summary>All connections of an edge, from a subnet.</summary>
    public static IEnumerable<ReachedFlow> Of(EdgeConfig config, INetworkFacts facts) =>
        FlowTable.Of(config).SelectMany(flow => Of(flow, config, facts));

    private static IEnumerable<ReachedFlow> Of(Flow flow, EdgeConfig config, INetworkFacts facts)
    {
        var egress = config.Vpc.Egress;
        return flow.To switch
        {
            FlowDestination.AwsService => [Ends(facts.EndpointOf(flow.Service!) ?? facts.RouteTo(Everywhere))],
            FlowDestination.S3 => [Ends((flow.IsInOtherRegion(config) ? null : facts.EndpointOfS3()) ?? facts.RouteTo(Everywhere))],
            FlowDestination.FileSystem or FlowDestination.TelemetryLoadBalancer => [Ends(InsideVpc)],
            FlowDestination.Registry => Named(egress.Registry, facts.RouteTo(Everywhere)),
            FlowDestination.TelemetryReceiver =>
                Named(egress.Telemetry, config.Vpc.Proxy is null ? facts.RouteTo(Everywhere) : "through the proxy"),
            FlowDestination.Proxy => Named(egress.Proxy, AsRouted),
            _ => [.. Named(egress.DataSources, facts.RouteTo(Everywhere) ?? AsRouted), .. Groups()],
        };

        ReachedFlow Ends(string? end) => new(flow, flow.ShownIn(config), flow.ShownPortsIn(config), end);

        // While the groups are open, nobody has said where the destinations are.
        IEnumerable<ReachedFlow> Named(IReadOnlyList<string> destinations, string? otherwise) =>
            egress.Mode is EgressMode.Closed && destinations.Count + (flow.To is FlowDestination.DataSources ? 1 : 0) > 0
                ? destinations.Select(Split).Select(one => new ReachedFlow(flow, one.Peer, one.Ports, facts.RouteTo(one.Peer)))
                : [Ends(otherwise)];

        // A rule names a group of this VPC, or of one that is peered.
        IEnumerable<ReachedFlow> Groups() => egress.Mode is EgressMode.Closed
            ? egress.DataSourceGroups.Select(Split).Select(one => new ReachedFlow(flow, one.Peer, one.Ports, AsRouted))
            : [];
    }

    private static (string Peer, string Ports) Split(string destination) => (destination.Split(':')[0], destination.Split(':')[1]);
}
