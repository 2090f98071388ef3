using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>
/// Where each connection ends in the network that Prerequisites makes, by the templates alone: routes, endpoints, and the groups of both
/// ends.
/// </summary>
public sealed class ReachabilityTests(SynthesizedEdges edges)
{
    private static readonly StackPlace Place = StackPlace.Of(PortableEdges.All["demo"].Config);

    [Fact]
    public void With_NAT_every_connection_of_an_open_edge_ends() => Assert.Equal(
        ["NAT gateway", "endpoint", "gateway endpoint", "inside the VPC"],
        Ends(EdgeFiles.Text(EdgeFiles.Demo), "per-zone").Select(flow => flow.End).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void With_NAT_every_connection_of_a_closed_edge_ends() => Assert.Equal(
        ["NAT gateway", "as your network routes it", "endpoint", "existing endpoint", "gateway endpoint", "inside the VPC"],
        Ends(PortableEdges.ClosedWithEverything, "one").Select(flow => flow.End).Distinct().Order(StringComparer.Ordinal));

    // What is the customer's has no route yet, since this network is connected to no other.
    [Fact]
    public void Without_NAT_everything_ends_in_the_VPC_but_what_is_the_customers()
    {
        var ends = Ends(EdgeFiles.ClosedWithEverything, "none").ToList();

        Assert.Equal(
            ["10.20.0.0/16", "10.30.7.4/32", "10.40.0.7/32", "203.0.113.7/32"],
            ends.Where(flow => flow.End is null).Select(flow => flow.Destination).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["as your network routes it", "endpoint", "gateway endpoint", "inside the VPC"],
            ends.Select(flow => flow.End).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            FlowTable.Of(edges.Definition(EdgeFiles.ClosedWithEverything).Config).Count(flow => flow.Service is not null),
            ends.Count(flow => flow.End?.EndsWith("endpoint", StringComparison.Ordinal) is true));
    }

    [Fact]
    public void Without_NAT_an_open_edge_does_not_reach_its_registry_and_three_services() => Assert.Equal(
        ["AWS: `ecs`", "AWS: `logs`", "AWS: `sts`", "registry ataccama.azurecr.io"],
        Ends(EdgeFiles.Text(EdgeFiles.Demo), "none").Where(flow => flow.End is null)
            .Select(flow => flow.Destination).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Without_NAT_the_network_has_no_way_to_the_internet()
    {
        var types = Network("none").Resources.Select(resource => (string)resource.Value!["Type"]!).ToHashSet();

        Assert.DoesNotContain("AWS::EC2::NatGateway", types);
        Assert.DoesNotContain("AWS::EC2::InternetGateway", types);
        Assert.DoesNotContain("AWS::EC2::Route", types);
        Assert.DoesNotContain("AWS::EC2::EIP", types);
        Assert.Contains("AWS::EC2::RouteTable", types);
    }

    private IEnumerable<ReachedFlow> Ends(string text, string natGateways) => Reachability.Of(
        edges.Definition(text).Config, new TemplateFacts(edges.Synthesize(text), Network(natGateways), edges.Definition(text).Config));

    private InstantiatedTemplate Network(string natGateways) => new(
        edges["prerequisites"].Json,
        new Dictionary<string, string> { ["EdgeName"] = "acme", ["NatGateways"] = natGateways },
        Place);

    /// <summary>What two templates say: that of the edge, and that of the network.</summary>
    private sealed class TemplateFacts(SynthesizedTemplate edge, InstantiatedTemplate network, EdgeConfig config) : INetworkFacts
    {
        public string? EndpointOf(string service)
        {
            var endpoint = edge.OfType("AWS::EC2::VPCEndpoint").FirstOrDefault(endpoint =>
                endpoint.String("VpcEndpointType") == "Interface" && $"{endpoint["PrivateDnsEnabled"]}" == "true"
                && $"{endpoint["ServiceName"]}".EndsWith($".{service}", StringComparison.Ordinal));
            if (endpoint is null)
                return config.Vpc.ExistingEndpoints.Contains(service) || IsExisting(service) ? "existing endpoint" : null;
            var ingress = edge.Target(endpoint["SecurityGroupIds[0]"])!["SecurityGroupIngress"]!.AsArray();
            return config.Vpc.CidrBlocks.All(block => ingress.Any(rule => $"{rule!["CidrIp"]}" == block && $"{rule["FromPort"]}" == "443"))
                ? "endpoint"
                : null;
        }

        public string? EndpointOfS3() => edge.OfType("AWS::EC2::VPCEndpoint").Any(endpoint =>
            endpoint.String("VpcEndpointType") == "Gateway"
            && config.Vpc.PrivateRouteTableIds.All(table => $"{endpoint["RouteTableIds"]}".Contains(table, StringComparison.Ordinal)))
            ? "gateway endpoint"
            : null;

        public string? RouteTo(string block) => network.Resources.Any(resource =>
            (string)resource.Value!["Type"]! == "AWS::EC2::Route"
            && resource.Value["Properties"]!["NatGatewayId"] is not null
            && (string?)resource.Value["Properties"]!["DestinationCidrBlock"] == "0.0.0.0/0")
            ? "NAT gateway"
            : null;

        private bool IsExisting(string service) => EdgeEndpoints.Existing(config.Vpc).Contains(service);
    }
}
