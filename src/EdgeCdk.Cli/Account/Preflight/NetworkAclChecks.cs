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
            ? Of(target, target.Vpc.NetworkAclOf(acl.First())!, [.. acl])
            : [NotShown(target, $"the network ACL of {string.Join(" and ", acl)}", "is not among those that AWS shows", "")]);

    private static IEnumerable<Finding> Of(PreflightTarget target, JsonNode acl, IReadOnlyList<string> subnets)
    {
        var (id, others) = (acl.Text("NetworkAclId"), CallsOthers(target));
        var name = $"{id}, the network ACL of {string.Join(" and ", subnets)},";
        // Inside a subnet nothing is filtered.
        var between = target.PrivateSubnets.Where(subnet => !subnets.SequenceEqual([subnet.Text("SubnetId")]));
        return !NetworkAclRules.AreShown(acl)
            ? [NotShown(target, name, "has entries that AWS does not show", $" --network-acl-ids {id}")]
            :
            [
                .. others ? (IEnumerable<Finding>)[.. Requests(target, acl, name), .. Responses(target, acl, name)] : [],
                .. between.SelectMany(subnet => Endpoints(target, acl, name, subnet.Text("CidrBlock"), others)),
            ];
    }

    // A gateway endpoint has no address in the VPC: Amazon S3 is called at its public ones. What else is called without NAT is inside the
    // VPC, or has a check of its own.
    private static bool CallsOthers(PreflightTarget target) => target.Config.Vpc.InternetAccess || target.Config.Vpc.CreatesS3Endpoint()
        || EndpointChecks.OfOthers(target, "s3").Any(endpoint => endpoint.IsGateway);

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

    // Endpoints have an address in every subnet, and DNS returns any of them. What is denied for everybody is said above.
    private static IEnumerable<Finding> Endpoints(PreflightTarget target, JsonNode acl, string name, string block, bool others)
    {
        (bool IsEgress, int[] Ports, string What)[] ways =
        [
            (false, [Https], $"{block} on port 443, the port of the endpoints"),
            (true, EphemeralPorts, $"responses of endpoints to {block}, to the ephemeral ports 32768-60999"),
            .. others && IsDenied(true, [Https]) ? Array.Empty<(bool, int[], string)>()
                : [(true, [Https], $"requests to endpoints in {block}, to port 443")],
            .. others && IsDenied(false, EphemeralPorts) ? Array.Empty<(bool, int[], string)>()
                : [(false, EphemeralPorts, $"responses of endpoints in {block}, to the ephemeral ports 32768-60999")],
        ];
        return
            from way in ways
            where Ipv4Ranges.Of(block) is not null && way.Ports.Any(port => Share(way.IsEgress, port, block) is not AclShare.All)
            select new Finding(Outcome.Failed, Key)
            {
                What = $"{name} does not allow {way.What}",
                Later = "\"unable to pull secrets or registry auth\" with i/o timeout",
                Remedy = Command(target, acl, way.IsEgress ? "--egress" : "--ingress", block, way.Ports[0], way.Ports[^1]),
            };

        AclShare Share(bool isEgress, int port, string addresses) => NetworkAclRules.Allowed(acl, isEgress, port, addresses);

        bool IsDenied(bool isEgress, int[] ports) => ports.Any(port => Share(isEgress, port, Everywhere) is AclShare.None);
    }

    private static string Command(PreflightTarget target, JsonNode acl, string direction, string cidr, int from, int to) =>
        $"aws ec2 create-network-acl-entry --region {target.Region} --network-acl-id {acl.Text("NetworkAclId")} --protocol 6 "
        + $"--rule-action allow --cidr-block {cidr} --rule-number '<number>' {direction} --port-range From={from},To={to}";
}
