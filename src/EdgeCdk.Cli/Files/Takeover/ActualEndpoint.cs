using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;
using static EdgeCdk.Cli.Files.Takeover.PropertyValue;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a VPC endpoint of Terraform is now, as properties of CloudFormation.</summary>
/// <param name="state">The state: policies and associations may be resources of their own.</param>
internal sealed class ActualEndpoint(TerraformState state)
{
    private const string FullAccess = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";

    /// <summary>The endpoint.</summary>
    public JsonObject Of(StateResource endpoint)
    {
        var isGateway = endpoint.Text("vpc_endpoint_type") == "Gateway";
        var policy = state.OfType("aws_vpc_endpoint_policy")
            .FirstOrDefault(item => StateReference.Names(item, "vpc_endpoint_id", endpoint));
        var document = Document(policy?.Text("policy") ?? endpoint.Text("policy"));
        return Object(
            ("PolicyDocument", IsFullAccess(document) ? null : document),
            ("PrivateDnsEnabled", isGateway ? null : endpoint.Values.Flag("private_dns_enabled")),
            ("RouteTableIds", isGateway ? All(endpoint, "route_table_ids", "route_table_association", "route_table_id") : null),
            ("SecurityGroupIds", isGateway ? null
                : All(endpoint, "security_group_ids", "security_group_association", "security_group_id")),
            ("ServiceName", endpoint.Text("service_name")),
            ("SubnetIds", isGateway ? null : All(endpoint, "subnet_ids", "subnet_association", "subnet_id")),
            ("VpcEndpointType", endpoint.Text("vpc_endpoint_type")),
            ("VpcId", endpoint.Text("vpc_id")));
    }

    private JsonArray All(StateResource endpoint, string attribute, string association, string item) => List(
        endpoint.Texts(attribute)
            .Concat(state.OfType($"aws_vpc_endpoint_{association}").Where(one => StateReference.Names(one, "vpc_endpoint_id", endpoint))
                .Select(one => one.Text(item)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static bool IsFullAccess(JsonNode? document)
    {
        if (document is not JsonObject policy)
            return true;
        var compared = policy.DeepClone().AsObject();
        compared.Remove("Version");
        compared.Remove("Id");
        return JsonPaths.Same(compared, JsonNode.Parse(FullAccess));
    }
}
