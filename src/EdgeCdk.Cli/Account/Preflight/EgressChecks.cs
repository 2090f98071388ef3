using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The hosts that must be reached from the private subnets, and what can be told about it without being there.</summary>
internal static class EgressChecks
{
    private const string Lookup = "tasks stop with \"CannotPullContainerError\" and \"no such host\"";

    /// <summary>Firewalls that nobody can look into from here.</summary>
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        yield return Finding.Unknown(
            "network", $"whether {string.Join(", ", Hosts(target))} are reached on port 443 could not be checked from here",
            "a firewall that blocks one of them: \"CannotPullContainerError\" with i/o timeout or connection reset; the layers of an image come from other hosts than its name says",
            "have a firewall let them through, and try from a machine in a private subnet: curl -I https://<host>");
    }

    /// <summary>Route 53 Resolver DNS Firewall, which answers that there is no such host.</summary>
    public static IEnumerable<Finding> Dns(PreflightTarget target)
    {
        var groups = target.Ask("route53resolver", "list-firewall-rule-group-associations", "--vpc-id", target.Vpc.Id).Items("FirewallRuleGroupAssociations").OrderBy(group => group.Number("Priority")).ToList();
        var rules = groups.SelectMany(group => target.Ask("route53resolver", "list-firewall-rules", "--firewall-rule-group-id", group.Text("FirewallRuleGroupId")).Items("FirewallRules").OrderBy(rule => rule.Number("Priority"))).ToList();
        var lists = rules.Select(rule => rule.Text("FirewallDomainListId")).Distinct().ToDictionary(id => id, id => Domains(target, id));
        return
            from host in Hosts(target)
            let rule = rules.FirstOrDefault(rule => lists[rule.Text("FirewallDomainListId")].Any(domain => Covers(domain, host)))
            where rule is not null && rule.Text("Action") == "BLOCK"
            select Finding.Error(
                "network", $"the DNS firewall of {target.Vpc.Id} blocks {host}, by rule {rule.Text("Name")} of {rule.Text("FirewallRuleGroupId")}", Lookup,
                $"add a rule with action ALLOW and a lower priority number than {rule.Text("Priority")} for {host}");
    }

    /// <summary>The hosts of the registry; and those that it sends to for layers.</summary>
    private static IReadOnlyList<string> Hosts(PreflightTarget target)
    {
        var host = target.Config.Registry.NormalizedPrefix().Split('/')[0].Split(':')[0];
        if (host.EndsWith(".azurecr.io", StringComparison.Ordinal))
            return [host, "*.blob.core.windows.net", "*.data.azurecr.io"];
        if (target.Config.Registry.Ecr() is not { } ecr)
            return [host];
        var domain = $"{ecr.Region}.amazonaws.com{(target.Partition == "aws-cn" ? ".cn" : "")}";
        return [host, $"api.ecr.{domain}", $"prod-{ecr.Region}-starport-layer-bucket.s3.{domain}"];
    }

    // AWS's own lists of bad hosts cannot be read; the registry is in none of them.
    private static IReadOnlyList<string> Domains(PreflightTarget target, string list)
    {
        try
        {
            return [.. target.Ask("route53resolver", "list-firewall-domains", "--firewall-domain-list-id", list).Texts("Domains").Select(domain => domain.TrimEnd('.').ToLowerInvariant())];
        }
        catch (AwsException exception) when (!exception.IsDenied)
        {
            return [];
        }
    }

    private static bool Covers(string domain, string host) =>
        domain == "*" || domain == host || domain.StartsWith("*.", StringComparison.Ordinal) && host.TrimStart('*').EndsWith(domain[1..], StringComparison.Ordinal);
}
