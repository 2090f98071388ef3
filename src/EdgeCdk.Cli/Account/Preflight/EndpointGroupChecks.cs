using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether the security groups of an existing interface endpoint allow the private subnets to call it.</summary>
internal static class EndpointGroupChecks
{
    private const int Https = 443;
    private static readonly string[] Sources = ["IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"];
    private const string Later = "\"unable to pull secrets or registry auth\" with i/o timeout, and calls of the workloads time out";

    public static IEnumerable<Finding> Find(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var groups = endpoint.SecurityGroupIds.Count == 0 ? [] : target.Vpc
            .Ask(["describe-security-groups", "--group-ids", .. endpoint.SecurityGroupIds]).Items("SecurityGroups").ToList();
        var rules = groups.SelectMany(group => group.Items("IpPermissions")).Where(IsHttps).ToList();
        var allowed = Ipv4Ranges.Of(rules.SelectMany(rule => rule.Items("IpRanges")).Select(range => range.Text("CidrIp")));

        // A subnet without IPv4 addresses is found by another check.
        var denied = target.PrivateSubnets
            .Where(subnet => Ipv4Ranges.Of(subnet.Text("CidrBlock")) is { } block && !allowed.Cover(block)).ToList();
        if (denied.Count == 0)
            return [];
        if (!endpoint.ShowsSecurityGroups || groups.Count < endpoint.SecurityGroupIds.Count || !groups.TrueForAll(ShowsRules))
            return [NotShown(target, key, endpoint)];
        var lists = rules.SelectMany(rule => rule.Items("PrefixListIds")).Select(list => list.Text("PrefixListId")).ToList();
        return lists.Count > 0 ? [InPrefixList(target, key, endpoint, lists)] : [Denied(target, key, endpoint, denied)];
    }

    // Without ports, a rule is for all of them.
    private static bool IsHttps(JsonNode rule) => rule.Text("IpProtocol") is "" or "-1" || rule.Text("IpProtocol") is "tcp" or "6"
        && (rule["FromPort"] is null || rule.Number("FromPort") <= Https) && (rule["ToPort"] is null || Https <= rule.Number("ToPort"));

    private static bool ShowsRules(JsonNode group) => group["IpPermissions"] is not null && group.Items("IpPermissions").All(rule =>
        rule.Items("IpRanges").All(range => range.Text("CidrIp").Length > 0) && Sources.Any(source => rule.Items(source).Any()));

    private static Finding NotShown(PreflightTarget target, string key, VpcEndpoint endpoint) => new(Outcome.Unknown, key)
    {
        What = $"whether {endpoint.Id} allows the private subnets on port 443 could not be checked: AWS does not show all rules of its "
            + "security groups",
        Later = Later,
        Remedy = $"see aws ec2 describe-vpc-endpoints --region {target.Region} --vpc-endpoint-ids {endpoint.Id}",
    };

    private static Finding InPrefixList(PreflightTarget target, string key, VpcEndpoint endpoint, List<string> lists) =>
        new(Outcome.Unknown, key)
        {
            What = $"whether {Groups(endpoint)}, of {endpoint.Id}, allows the private subnets on port 443 is decided by a prefix list",
            Later = Later,
            Remedy = $"aws ec2 get-managed-prefix-list-entries --region {target.Region} --prefix-list-id {string.Join(", ", lists)}",
        };

    private static Finding Denied(PreflightTarget target, string key, VpcEndpoint endpoint, List<JsonNode> subnets) =>
        new(Outcome.Failed, key)
        {
            What = $"{Groups(endpoint)}, of {endpoint.Id}, does not allow "
            + $"{string.Join(" and ", subnets.Select(subnet => subnet.Text("SubnetId")))} "
            + "on port 443 (security groups in its rules are not those of the edge, which are new)",
            Later = Later,
            Remedy = string.Join("; ", subnets.Select(subnet =>
                $"aws ec2 authorize-security-group-ingress --region {target.Region} "
                + $"--group-id {ShellText.Word(endpoint.SecurityGroupIds.FirstOrDefault("<security group>"))} --protocol tcp --port 443 "
                + $"--cidr {subnet.Text("CidrBlock")}")),
        };

    private static string Groups(VpcEndpoint endpoint) => string.Join(" and ", endpoint.SecurityGroupIds);
}
