using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>An endpoint in a VPC, as AWS describes it.</summary>
internal sealed class VpcEndpoint(JsonNode answer)
{
    public string Id => answer.Text("VpcEndpointId");

    /// <summary>In lower case: AWS writes it in several ways.</summary>
    public string State => answer.Text("State").ToLowerInvariant();

    public bool IsGateway => answer.Text("VpcEndpointType") == "Gateway";

    public bool HasPrivateDns => answer.Flag("PrivateDnsEnabled");

    public IReadOnlyList<string> RouteTableIds => [.. answer.Texts("RouteTableIds")];

    public IReadOnlyList<string> SubnetIds => [.. answer.Texts("SubnetIds")];

    public IReadOnlyList<string> SecurityGroupIds => [.. answer.Items("Groups").Select(group => group.Text("GroupId"))];

    /// <summary>Its policy as text; empty for the default, which allows everybody everything.</summary>
    public string Policy => answer.Text("PolicyDocument");

    /// <summary>Whether it is for a service, by AWS's name such as <c>sqs</c>. What stands before the region differs in China.</summary>
    public bool IsFor(string service, string region) =>
        answer.Text("ServiceName").EndsWith($".{region}.{service}", StringComparison.Ordinal);

    /// <summary>Whether the stack of an edge created it: then it does not conflict with that stack.</summary>
    public bool IsOf(string edge) => answer.Tag(EdgeTags.Name) == edge;
}
