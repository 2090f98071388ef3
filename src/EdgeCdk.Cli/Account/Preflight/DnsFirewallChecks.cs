using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Route 53 Resolver DNS Firewall: it does not block the hosts of the registry.</summary>
internal static class DnsFirewallChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var rules = Rules(target);
        var domains = rules.Select(ListOf).Distinct().ToDictionary(list => list, list => Domains(target, list));
        return
            from host in RegistryHosts.Of(target.Config).Select(host => host.Name)
            let rule = rules.FirstOrDefault(rule => domains[ListOf(rule)].Any(domain => Covers(domain, host)))
            where rule?.Text("Action") == "BLOCK"
            select new Finding(Outcome.Failed, "network")
            {
                What = $"the DNS firewall of {target.Vpc.Id} blocks {host}, by rule {rule.Text("Name")} of "
                    + rule.Text("FirewallRuleGroupId"),
                Later = "tasks stop with \"CannotPullContainerError\" and \"no such host\"",
                Remedy = $"add a rule with action ALLOW and a lower priority number than {rule.Text("Priority")} for {host}",
            };
    }

    // A rule of DNS Firewall Advanced has no list: it is for names that look as if malicious software had made them.
    private static List<JsonNode> Rules(PreflightTarget target) =>
    [
        .. from associated in target.Aws.List(
               "FirewallRuleGroupAssociations", "route53resolver", "list-firewall-rule-group-associations", "--vpc-id", target.Vpc.Id)
           orderby associated.Number("Priority")
           from rule in target.Aws.List(
               "FirewallRules", "route53resolver", "list-firewall-rules", "--firewall-rule-group-id",
               associated.Text("FirewallRuleGroupId")).OrderBy(rule => rule.Number("Priority"))
           where ListOf(rule).Length > 0
           select rule,
    ];

    // AWS does not show its own lists of malicious hosts; the registry is in none of them.
    private static IReadOnlyList<string> Domains(PreflightTarget target, string list)
    {
        try
        {
            return
            [
                .. target.Aws.Ask("route53resolver", "list-firewall-domains", "--firewall-domain-list-id", list).Texts("Domains")
                    .Select(domain => domain.TrimEnd('.').ToLowerInvariant()),
            ];
        }
        catch (AwsException exception) when (exception.IsNotFound || exception.Code is "InvalidRequestException" or "ValidationException")
        {
            return [];
        }
    }

    private static string ListOf(JsonNode rule) => rule.Text("FirewallDomainListId");

    private static bool Covers(string domain, string host) => domain == "*" || domain == host
        || domain.StartsWith("*.", StringComparison.Ordinal) && host.TrimStart('*').EndsWith(domain[1..], StringComparison.Ordinal);
}
