using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether an interface endpoint of somebody else lets the edge in.</summary>
internal static class EndpointAccessChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var rules = endpoint.SecurityGroupIds.Count == 0 ? []
            : target.Vpc.Ask(["describe-security-groups", "--group-ids", .. endpoint.SecurityGroupIds]).Items("SecurityGroups").SelectMany(group => group.Items("IpPermissions")).Where(IsHttps).ToList();
        var networks = rules.SelectMany(rule => rule.Items("IpRanges")).Select(range => IPNetwork.Parse(range.Text("CidrIp"))).ToList();
        var shutOut = target.Config.Vpc.PrivateSubnetIds.Select(target.Vpc.Subnet).OfType<JsonNode>()
            .Where(subnet => IPNetwork.Parse(subnet.Text("CidrBlock")) is var block && !networks.Any(network => network.PrefixLength <= block.PrefixLength && network.Contains(block.BaseAddress))).ToList();
        var groups = string.Join(" and ", endpoint.SecurityGroupIds);
        var groupId = endpoint.SecurityGroupIds is [var first, ..] ? first : "<security group>";
        const string later = "\"unable to pull secrets or registry auth\" with i/o timeout, and calls of the workloads time out";
        if (shutOut.Count > 0 && rules.Any(rule => rule.Items("PrefixListIds").Any()))
        {
            yield return Finding.Unknown(key, $"whether {groups}, of {endpoint.Id}, lets the private subnets in on port 443 is in a prefix list", later, $"aws ec2 get-managed-prefix-list-entries --region {target.Region} --prefix-list-id {string.Join(", ", rules.SelectMany(rule => rule.Items("PrefixListIds")).Select(list => list.Text("PrefixListId")))}");
        }
        else if (shutOut.Count > 0)
        {
            yield return Finding.Error(
                key, $"{groups}, of {endpoint.Id}, does not let {string.Join(" and ", shutOut.Select(subnet => subnet.Text("SubnetId")))} in on port 443 (groups that it names are not the edge's, which are new)", later,
                string.Join("; ", shutOut.Select(subnet => $"aws ec2 authorize-security-group-ingress --region {target.Region} --group-id {groupId} --protocol tcp --port 443 --cidr {subnet.Text("CidrBlock")}")));
        }

        if (IsRestricted(endpoint.Policy))
        {
            yield return Finding.Warning(
                key, $"{endpoint.Id} has a policy of its own", $"what it does not let through fails with AccessDenied{(key.EndsWith("sqs", StringComparison.Ordinal) ? ", also for the vendor's queues in another account" : "")}",
                "let it through for the roles of the edge, or for the account");
        }

        var zones = endpoint.SubnetIds.Select(target.Vpc.Subnet).OfType<JsonNode>().Select(subnet => subnet.Text("AvailabilityZone")).ToHashSet();
        var uncovered = target.Config.Vpc.PrivateSubnetIds.Select(target.Vpc.Subnet).OfType<JsonNode>().Select(subnet => subnet.Text("AvailabilityZone")).Where(zone => !zones.Contains(zone)).Distinct().ToList();
        if (uncovered.Count > 0)
            yield return Finding.Warning(key, $"{endpoint.Id} has no address in {string.Join(" and ", uncovered)}", "calls from there go to another zone: they are paid for, and fail with that zone", $"add subnets of {string.Join(" and ", uncovered)} to it");
    }

    private static bool IsHttps(JsonNode rule) => rule.Text("IpProtocol") == "-1" || rule.Text("IpProtocol") == "tcp" && rule.Number("FromPort") <= 443 && 443 <= rule.Number("ToPort");

    // The default allows everything to everybody.
    private static bool IsRestricted(string policy)
    {
        if (policy.Length == 0)
            return false;
        var statements = JsonNode.Parse(policy)!["Statement"] is JsonArray list ? list.OfType<JsonNode>().ToList() : [JsonNode.Parse(policy)!["Statement"]!];
        return statements.Any(statement => statement.Text("Effect") != "Allow" || statement.Text("Action") != "*" || statement.Text("Resource") != "*" || statement["Condition"] is not null);
    }
}
