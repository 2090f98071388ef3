using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The DNS servers of the VPC: only the resolver of the VPC itself knows the names of endpoints and of the file system.</summary>
internal static class DnsServerChecks
{
    private const string Own = "AmazonProvidedDNS";
    private const string Later = "if they do not forward to the resolver of the VPC, names of endpoints lead past them, and the file "
        + "system cannot be mounted: \"Failed to resolve fs-…\"";

    public static IEnumerable<Finding> Find(PreflightTarget target) => target.Vpc.Vpc().Text("DhcpOptionsId") switch
    {
        "" => [],
        "default" => [Of(Outcome.Unknown, target, $"the DNS servers of {target.Vpc.Id} could not be checked: it has no DHCP options")],
        var id => Of(target, id),
    };

    private static IEnumerable<Finding> Of(PreflightTarget target, string id)
    {
        var options = target.Aws.Find("ec2", "describe-dhcp-options", "--dhcp-options-ids", id).Items("DhcpOptions").FirstOrDefault();
        // AWS shows them only to the account that has them.
        if (options is null)
            return [Of(Outcome.Unknown, target, $"the DNS servers of {target.Vpc.Id} could not be checked: AWS does not show {id}")];
        string[] servers =
        [
            .. options.Items("DhcpConfigurations").Where(option => option.Text("Key") == "domain-name-servers")
                .SelectMany(option => option.Items("Values")).Select(value => value.Text("Value")),
        ];
        return servers.Length == 0 || servers.Contains(Own)
            ? []
            : [Of(Outcome.Warning, target, $"{target.Vpc.Id} uses the DNS servers {string.Join(", ", servers)}, by {id}")];
    }

    private static Finding Of(Outcome outcome, PreflightTarget target, string what) => new(outcome, "DNS")
    {
        What = what,
        Later = Later,
        Remedy = $"forward the domain {Partitions.DnsSuffix(target.Partition)} to the resolver of the VPC, the second address of its first "
            + $"block; or use {Own}",
    };
}
