using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

// Security groups and endpoints.
public sealed partial class TerraformEdge
{
    private void Network()
    {
        Group("endpoints", "endpoint group", "sg-0000000000000000a", cidr: "10.0.0.0/16");
        Group("efs", "file system group", "sg-0000000000000000e", from: Id("workload group", "sg-0000000000000000d"), port: 2049);
        Group("jobs", "workload group", "sg-0000000000000000d");
        foreach (var (index, service) in EndpointServices.Index())
        {
            var isGateway = service == "s3";
            var id = Id($"endpoint {service}", $"vpce-0000000000000000{index}");
            Add("aws_vpc_endpoint", Shape.HasKeys ? "this" : service, Shape.HasKeys ? service : null, new()
            {
                ["id"] = id,
                ["arn"] = Arn("ec2", $"vpc-endpoint/{id}"),
                ["vpc_id"] = Vpc,
                ["service_name"] = $"com.amazonaws.{Region}.{service}",
                ["vpc_endpoint_type"] = isGateway ? "Gateway" : "Interface",
                ["private_dns_enabled"] = !isGateway,
                ["policy"] = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}""",
                ["route_table_ids"] = isGateway && !Shape.HasSeparateSettings ? new JsonArray(RouteTable) : new JsonArray(),
                ["subnet_ids"] = isGateway ? new JsonArray() : new JsonArray([.. Subnets.Select(subnet => (JsonNode)subnet)]),
                ["security_group_ids"] = isGateway ? new JsonArray() : new JsonArray(Id("endpoint group", "sg-0000000000000000a")),
            });
            if (isGateway && Shape.HasSeparateSettings)
            {
                Add("aws_vpc_endpoint_route_table_association", "s3", "0", new()
                {
                    ["id"] = "a-vpce-x",
                    ["vpc_endpoint_id"] = id,
                    ["route_table_id"] = RouteTable,
                });
            }
        }
    }

    private void Group(string name, string what, string otherwise, string? cidr = null, string? from = null, int port = 443)
    {
        var id = Id(what, otherwise);
        var hasRule = cidr is not null || from is not null;
        JsonObject Rule() => new()
        {
            ["from_port"] = port,
            ["to_port"] = port,
            ["protocol"] = "tcp",
            ["cidr_blocks"] = cidr is null ? new JsonArray() : new JsonArray(cidr),
            ["security_groups"] = from is null ? new JsonArray() : new JsonArray(from),
        };
        Add("aws_security_group", name, null, new()
        {
            ["id"] = id,
            ["arn"] = Arn("ec2", $"security-group/{id}"),
            ["name"] = $"{Shape.Prefix}-{name}",
            ["vpc_id"] = Vpc,
            ["ingress"] = hasRule ? new JsonArray(Rule()) : new JsonArray(),
        });
        if (hasRule && Shape.HasSeparateSettings)
        {
            Add("aws_vpc_security_group_ingress_rule", name, null, new()
            {
                ["id"] = Id($"{what} rule", $"sgr-{otherwise[3..]}"),
                ["security_group_id"] = id,
                ["cidr_ipv4"] = cidr,
                ["referenced_security_group_id"] = from,
            });
        }
    }
}
