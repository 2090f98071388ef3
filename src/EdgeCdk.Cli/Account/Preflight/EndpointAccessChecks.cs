using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether an existing interface endpoint allows the edge to use it.</summary>
internal static class EndpointAccessChecks
{
    private const int Https = 443;
    private static readonly string[] Sources = ["IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"];
    private const string Later = "\"unable to pull secrets or registry auth\" with i/o timeout, and calls of the workloads time out";

    public static IEnumerable<Finding> Find(PreflightTarget target, EndpointService service, VpcEndpoint endpoint) =>
    [
        .. SecurityGroups(target, service.Key, endpoint),
        .. IsNeeded(target, service) ? Policy(target, service, endpoint) : Other(service.Key, endpoint),
        .. Zones(target, service.Key, endpoint),
    ];

    /// <summary>The policy of an endpoint that the network team creates, compared with that of its template.</summary>
    public static IEnumerable<Finding> Policy(PreflightTarget target, EndpointService service, VpcEndpoint endpoint)
    {
        if (!IsNeeded(target, service) || target.Needed?.Invoke().EndpointPolicy(service.Service) is not { Count: > 0 } needed
            || Document(endpoint.Policy) is not { } document)
        {
            return [];
        }

        var findings = new PolicyFindings(
            target.Edge, service.Key, $"the policy of {endpoint.Id}", new PolicyComparison(needed, PolicyStatement.Of(document)));
        return [.. findings.TooNarrow("calls through the endpoint fail with AccessDenied"), .. findings.TooWide()];
    }

    private static bool IsNeeded(PreflightTarget target, EndpointService service) =>
        target.Config.Vpc is { EndpointOwner: EndpointOwner.Network, EndpointPolicies.Enabled: true } vpc
        && service.Mode(vpc.Endpoints) is ResourceMode.Create;

    private static IEnumerable<Finding> SecurityGroups(PreflightTarget target, string key, VpcEndpoint endpoint)
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

    private static IEnumerable<Finding> Other(string key, VpcEndpoint endpoint)
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
    private static bool IsRestricted(string policy) => policy.Length > 0 && (Document(policy) is not { } document
        || JsonPaths.Many(document["Statement"]).Any(statement => statement.Text("Effect") != "Allow" || statement.Text("Action") != "*"
            || statement.Text("Resource") != "*" || statement["Condition"] is not null));

    private static JsonObject? Document(string policy)
    {
        try
        {
            return JsonNode.Parse(policy) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Finding> Zones(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var own = target.Vpc.Subnets(endpoint.SubnetIds);
        var covered = own.Select(VpcView.ZoneOf).ToList();
        var missing = string.Join(" and ", target.PrivateSubnets.Select(VpcView.ZoneOf).Where(zone => zone.Length > 0).Except(covered));
        if (missing.Length > 0 && own.Count > 0 && own.Count == endpoint.SubnetIds.Count && !covered.Contains(""))
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
