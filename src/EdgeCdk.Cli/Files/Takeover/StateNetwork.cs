using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What Terraform's state knows of the network of an edge.</summary>
/// <param name="state">The state.</param>
internal sealed class StateNetwork(TerraformState state)
{
    /// <summary>Values of the block vpc.</summary>
    /// <param name="way">The way: on the one the stack takes the endpoints over, on the other it finds them.</param>
    public IEnumerable<(string Key, string? Value)> Values(Way way)
    {
        var endpoints = state.OfType("aws_vpc_endpoint").ToList();
        yield return ("vpc.vpcId", OneValue.Of(
            endpoints.Concat(state.OfType("aws_security_group")).Select(resource => resource.Text("vpc_id"))));
        var subnets = state.OfType("aws_efs_mount_target").Select(target => target.Text("subnet_id")).ToList();
        yield return ("vpc.privateSubnetIds", string.Join(',', subnets.Count > 0 ? subnets
            : state.OfType("aws_lambda_function").SelectMany(function => function.First("vpc_config").Texts("subnet_ids")).Distinct()));
        var groups = endpoints.SelectMany(endpoint => endpoint.Texts("security_group_ids")).ToHashSet(StringComparer.Ordinal);
        yield return ("vpc.cidrBlocks", string.Join(',', Blocks(groups).Distinct()));
        yield return ("vpc.privateRouteTableIds", string.Join(',', endpoints.SelectMany(endpoint => endpoint.Texts("route_table_ids"))
            .Concat(state.OfType("aws_vpc_endpoint_route_table_association").Select(item => item.Text("route_table_id"))).Distinct()));
        foreach (var (key, service) in ((string, string)[])
            [("s3", "s3"), ("kms", "kms"), ("secretsManager", "secretsmanager"), ("sqs", "sqs")])
        {
            if (endpoints.Exists(endpoint => endpoint.Text("service_name").EndsWith($".{service}", StringComparison.Ordinal)))
                yield return ($"vpc.endpoints.{key}", way is Way.InPlace ? "create" : "existing");
        }
    }

    private IEnumerable<string> Blocks(HashSet<string> groups) =>
    [
        .. state.OfType("aws_security_group").Where(group => groups.Contains(group.Id))
            .SelectMany(group => group.Values.Items("ingress")).SelectMany(rule => rule.Texts("cidr_blocks")),
        .. state.OfType("aws_security_group_rule").Where(rule => groups.Contains(rule.Text("security_group_id"))
            && rule.Text("type") == "ingress").SelectMany(rule => rule.Texts("cidr_blocks")),
        .. state.OfType("aws_vpc_security_group_ingress_rule").Where(rule => groups.Contains(rule.Text("security_group_id")))
            .Select(rule => rule.Text("cidr_ipv4")).Where(block => block.Length > 0),
    ];
}
