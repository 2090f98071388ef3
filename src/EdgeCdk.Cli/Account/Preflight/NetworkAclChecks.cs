using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The network ACLs of the private subnets: requests go out on port 443, and responses come back to an ephemeral port.</summary>
internal static class NetworkAclChecks
{
    private const string Key = "vpc.privateSubnetIds";
    private const string Everywhere = "0.0.0.0/0";
    private const string Later = "tasks stop with \"CannotPullContainerError\" and i/o timeout";
    private const int Https = 443;

    // The ephemeral ports of Fargate's Linux; other systems use more.
    private static readonly int[] EphemeralPorts = [32768, 60999];
    private static readonly int[] AllEphemeralPorts = [1024, 65535];

    public static IEnumerable<Finding> Find(PreflightTarget target) => target.Config.Vpc.PrivateSubnetIds
        .GroupBy(subnet => target.Vpc.NetworkAclOf(subnet).Text("NetworkAclId"))
        .SelectMany(acl => acl.Key.Length > 0
            ? Of(target, target.Vpc.NetworkAclOf(acl.First())!, $"{acl.Key}, the network ACL of {string.Join(" and ", acl)},")
            : [NotShown(target, $"the network ACL of {string.Join(" and ", acl)}", "is not among those that AWS shows", "")]);

    // Without NAT, what is called is inside the VPC, or has a check of its own.
    private static IEnumerable<Finding> Of(PreflightTarget target, JsonNode acl, string name) => !NetworkAclRules.AreShown(acl)
        ? [NotShown(target, name, "has entries that AWS does not show", $" --network-acl-ids {acl.Text("NetworkAclId")}")]
        : target.Config.Vpc.InternetAccess
        ? [.. Requests(target, acl, name), .. Responses(target, acl, name), .. Endpoints(target, acl, name)]
        : Endpoints(target, acl, name);

    private static Finding NotShown(PreflightTarget target, string name, string why, string filter) => new(Outcome.Unknown, Key)
    {
        What = $"{name} could not be checked: it {why}",
        Later = $"if it does not allow port 443 and the responses, {Later}",
        Remedy = $"see aws ec2 describe-network-acls --region {target.Region}{filter}",
    };

    private static IEnumerable<Finding> Requests(PreflightTarget target, JsonNode acl, string name)
    {
        if (NetworkAclRules.Allowed(acl, isEgress: true, Https, Everywhere) is var allowed and not AclShare.All)
        {
            yield return allowed is AclShare.None
                ? new Finding(Outcome.Failed, Key)
                {
                    What = $"{name} does not allow requests to port 443",
                    Later = Later,
                    Remedy = Command(target, acl, "--egress", Everywhere, Https, Https),
                }
                : OnlySome(target, acl, $"{name} allows requests to port 443 of some addresses only", "--egress", Https, Https);
        }
    }

    // The registry, the proxy or the endpoints may be among those that are allowed.
    private static Finding OnlySome(PreflightTarget target, JsonNode acl, string what, string direction, int from, int to) =>
        new(Outcome.Warning, Key)
        {
            What = what,
            Later = $"for all other addresses, {Later}",
            Remedy = "make sure that the registry, AWS and the control plane are among them; or "
                + Command(target, acl, direction, Everywhere, from, to),
        };

    private static IEnumerable<Finding> Responses(PreflightTarget target, JsonNode acl, string name)
    {
        var remedy = Command(target, acl, "--ingress", Everywhere, AllEphemeralPorts[0], AllEphemeralPorts[1]);
        var allowed = EphemeralPorts.Select(port => NetworkAclRules.Allowed(acl, isEgress: false, port, Everywhere)).ToList();
        if (allowed.Contains(AclShare.Some) && !allowed.Contains(AclShare.None))
        {
            yield return OnlySome(
                target, acl, $"{name} allows responses of some addresses only", "--ingress", AllEphemeralPorts[0], AllEphemeralPorts[1]);
        }
        else if (allowed.Contains(AclShare.None))
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{name} does not allow responses to the ephemeral ports 32768-60999",
                Later = Later,
                Remedy = remedy,
            };
        }
        else if (AllEphemeralPorts.Any(port => NetworkAclRules.Allowed(acl, isEgress: false, port, Everywhere) is not AclShare.All))
        {
            yield return new Finding(Outcome.Warning, Key)
            {
                What = $"{name} allows responses to some of the ephemeral ports 1024-65535 only",
                Later = "functions may use any of these ports: some connections time out",
                Remedy = remedy,
            };
        }
    }

    // Endpoints have an address in every subnet, and DNS returns any of them.
    private static IEnumerable<Finding> Endpoints(PreflightTarget target, JsonNode acl, string name) =>
        from block in target.PrivateSubnets.Select(subnet => subnet.Text("CidrBlock"))
        where Ipv4Ranges.Of(block) is not null && NetworkAclRules.Allowed(acl, isEgress: false, Https, block) is not AclShare.All
        select new Finding(Outcome.Failed, Key)
        {
            What = $"{name} does not allow {block} on port 443, the port of the endpoints",
            Later = "\"unable to pull secrets or registry auth\" with i/o timeout",
            Remedy = Command(target, acl, "--ingress", block, Https, Https),
        };

    private static string Command(PreflightTarget target, JsonNode acl, string direction, string cidr, int from, int to) =>
        $"aws ec2 create-network-acl-entry --region {target.Region} --network-acl-id {acl.Text("NetworkAclId")} --protocol 6 "
        + $"--rule-action allow --cidr-block {cidr} --rule-number '<number>' {direction} --port-range From={from},To={to}";
}
