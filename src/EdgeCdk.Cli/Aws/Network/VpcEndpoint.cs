using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>An endpoint in a VPC, as AWS describes it.</summary>
internal sealed class VpcEndpoint(JsonNode answer)
{
    public string Id => answer.Text("VpcEndpointId");

    /// <summary>In lower case: AWS writes it in several ways.</summary>
    public string State => answer.Text("State").ToLowerInvariant();

    /// <summary>A gateway endpoint: it has routes, and no addresses.</summary>
    public bool IsGateway => Type == "Gateway";

    /// <summary>An interface endpoint: it has addresses, and perhaps private DNS.</summary>
    public bool IsInterface => Type == "Interface";

    /// <summary>Whether it counts for the quota of interface endpoints, which Gateway Load Balancer endpoints share.</summary>
    public bool CountsAsInterface => Type is "Interface" or "GatewayLoadBalancer";

    public bool HasPrivateDns => answer.Flag("PrivateDnsEnabled");

    public IReadOnlyList<string> RouteTableIds => [.. answer.Texts("RouteTableIds")];

    public IReadOnlyList<string> SubnetIds => [.. answer.Texts("SubnetIds")];

    public IReadOnlyList<string> SecurityGroupIds =>
        [.. answer.Items("Groups").Select(group => group.Text("GroupId")).Where(id => id.Length > 0)];

    /// <summary>Whether AWS shows all of its security groups.</summary>
    public bool ShowsSecurityGroups => SecurityGroupIds.Count > 0 && SecurityGroupIds.Count == answer.Items("Groups").Count();
    /// <summary>Its policy as text; empty for the default, which allows everybody everything.</summary>
    public string Policy => answer.Text("PolicyDocument");

    /// <summary>Whether it is for a service, by AWS's name such as <c>sqs</c>. What stands before the region differs in China.</summary>
    public bool IsFor(string service, string region) =>
        answer.Text("ServiceName").EndsWith($".{region}.{service}", StringComparison.Ordinal);

    /// <summary>Whether the stack of an edge created it: then it does not conflict with that stack.</summary>
    public bool IsOf(string edge) => answer.Tag(EdgeTags.Name) == edge;

    /// <summary>What AWS does not show of it, and what decides whether it conflicts with an endpoint of the edge; null when it shows all
    /// of that.</summary>
    /// <param name="service">The service of the edge's endpoint.</param>
    /// <param name="region">The region.</param>
    /// <param name="isGateway">Whether the edge's endpoint is a gateway.</param>
    public string? GapFor(string service, string region, bool isGateway) => (answer.Text("ServiceName").Length, Type) switch
    {
        (0, "Resource" or "ServiceNetwork") => null,
        (0, _) => "its service",
        _ when !IsFor(service, region) => null,
        (_, "") => "its type",
        (_, "Interface") when !isGateway && answer["PrivateDnsEnabled"] is null => "whether it has private DNS",
        (_, "Gateway") when isGateway && answer["RouteTableIds"] is null => "its route tables",
        _ => null,
    };

    // Without a type, its route tables or subnets show which of the two it is that an edge knows.
    private string Type => (answer.Text("VpcEndpointType"), RouteTableIds.Count, SubnetIds.Count) switch
    {
        ({ Length: > 0 } type, _, _) => type,
        (_, > 0, _) => "Gateway",
        (_, _, > 0) => "Interface",
        _ => "",
    };
}
