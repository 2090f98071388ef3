using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether an existing interface endpoint allows the edge to use it.</summary>
internal static class EndpointAccessChecks
{
    private const string Later = "\"unable to pull secrets or registry auth\" with i/o timeout, and calls of the workloads time out";

    public static IEnumerable<Finding> Find(PreflightTarget target, string key, VpcEndpoint endpoint) =>
        [.. SecurityGroups(target, key, endpoint), .. Policy(key, endpoint), .. Zones(target, key, endpoint)];

    private static IEnumerable<Finding> SecurityGroups(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var rules = HttpsRules(target, endpoint);
        var denied = target.PrivateSubnets.Where(subnet => !IsAllowed(subnet, rules)).ToList();
        if (denied.Count == 0)
            return [];
        var lists = rules.SelectMany(rule => rule.Items("PrefixListIds")).Select(list => list.Text("PrefixListId")).ToList();
        return lists.Count > 0 ? [InPrefixList(target, key, endpoint, lists)] : [Denied(target, key, endpoint, denied)];
    }

    private static List<JsonNode> HttpsRules(PreflightTarget target, VpcEndpoint endpoint) => endpoint.SecurityGroupIds.Count == 0 ? [] :
    [
        .. target.Vpc.Ask(["describe-security-groups", "--group-ids", .. endpoint.SecurityGroupIds]).Items("SecurityGroups")
            .SelectMany(group => group.Items("IpPermissions")).Where(IsHttps),
    ];

    private static bool IsHttps(JsonNode rule) => rule.Text("IpProtocol") == "-1"
        || rule.Text("IpProtocol") == "tcp" && rule.Number("FromPort") <= 443 && 443 <= rule.Number("ToPort");

    private static bool IsAllowed(JsonNode subnet, IEnumerable<JsonNode> rules)
    {
        var block = IPNetwork.Parse(subnet.Text("CidrBlock"));
        return rules.SelectMany(rule => rule.Items("IpRanges")).Select(range => IPNetwork.Parse(range.Text("CidrIp")))
            .Any(network => network.PrefixLength <= block.PrefixLength && network.Contains(block.BaseAddress));
    }

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
                + $"--group-id {endpoint.SecurityGroupIds.FirstOrDefault("<security group>")} --protocol tcp --port 443 "
                + $"--cidr {subnet.Text("CidrBlock")}")),
        };

    private static IEnumerable<Finding> Policy(string key, VpcEndpoint endpoint)
    {
        if (IsRestricted(endpoint.Policy))
        {
            var others = key.EndsWith("sqs", StringComparison.Ordinal) ? ", also for the vendor's queues in another account" : "";
            yield return new Finding(Outcome.Warning, key)
            {
                What = $"{endpoint.Id} has a policy of its own",
                Later = $"what it does not allow fails with AccessDenied{others}",
                Remedy = "allow the roles of the edge, or the account, in the policy",
            };
        }
    }

    // The default policy allows everything to everybody.
    private static bool IsRestricted(string policy) => policy.Length > 0 && JsonPaths.Many(JsonNode.Parse(policy)!["Statement"])
        .Any(statement => statement.Text("Effect") != "Allow" || statement.Text("Action") != "*" || statement.Text("Resource") != "*"
            || statement["Condition"] is not null);

    private static IEnumerable<Finding> Zones(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var covered = target.Vpc.Subnets(endpoint.SubnetIds).Select(subnet => subnet.Text("AvailabilityZone"));
        var missing = string.Join(" and ", target.PrivateSubnets.Select(subnet => subnet.Text("AvailabilityZone")).Except(covered));
        if (missing.Length > 0)
        {
            yield return new Finding(Outcome.Warning, key)
            {
                What = $"{endpoint.Id} has no address in {missing}",
                Later = "calls from there go to another zone: that costs, and they fail when that zone fails",
                Remedy = $"add subnets of {missing} to it",
            };
        }
    }

    private static string Groups(VpcEndpoint endpoint) => string.Join(" and ", endpoint.SecurityGroupIds);
}
