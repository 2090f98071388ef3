using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

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
        .Where(acl => acl.Key.Length > 0)
        .SelectMany(
            acl => Of(target, target.Vpc.NetworkAclOf(acl.First())!, $"{acl.Key}, the network ACL of {string.Join(" and ", acl)},"));

    private static IEnumerable<Finding> Of(PreflightTarget target, JsonNode acl, string name) =>
        [.. Requests(target, acl, name), .. Responses(target, acl, name), .. Endpoints(target, acl, name)];

    private static IEnumerable<Finding> Requests(PreflightTarget target, JsonNode acl, string name) => Allows(acl, isEgress: true, Https)
        ? [] :
    [
        new Finding(Outcome.Failed, Key)
        {
            What = $"{name} does not allow requests to port 443",
            Later = Later,
            Remedy = Command(target, acl, "--egress", Everywhere, Https, Https),
        },
    ];

    private static IEnumerable<Finding> Responses(PreflightTarget target, JsonNode acl, string name)
    {
        var remedy = Command(target, acl, "--ingress", Everywhere, AllEphemeralPorts[0], AllEphemeralPorts[1]);
        if (!EphemeralPorts.All(port => Allows(acl, isEgress: false, port)))
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{name} does not allow responses to the ephemeral ports 32768-60999",
                Later = Later,
                Remedy = remedy,
            };
        }
        else if (!AllEphemeralPorts.All(port => Allows(acl, isEgress: false, port)))
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
        where !Allows(acl, isEgress: false, Https, block)
        select new Finding(Outcome.Failed, Key)
        {
            What = $"{name} does not allow {block} on port 443, the port of the endpoints",
            Later = "\"unable to pull secrets or registry auth\" with i/o timeout",
            Remedy = Command(target, acl, "--ingress", block, Https, Https),
        };

    private static string Command(PreflightTarget target, JsonNode acl, string direction, string cidr, int from, int to) =>
        $"aws ec2 create-network-acl-entry --region {target.Region} --network-acl-id {acl.Text("NetworkAclId")} --protocol 6 "
        + $"--rule-action allow --cidr-block {cidr} --rule-number <number> {direction} --port-range From={from},To={to}";

    // The first rule that covers the whole network decides; rules for a part of it may allow or deny more.
    private static bool Allows(JsonNode acl, bool isEgress, int port, string peer = Everywhere) => acl.Items("Entries")
        .Where(rule => rule.Flag("Egress") == isEgress && rule.Text("CidrBlock").Length > 0)
        .OrderBy(rule => rule.Number("RuleNumber"))
        .Where(rule => IsForPort(rule, port) && Covers(IPNetwork.Parse(rule.Text("CidrBlock")), IPNetwork.Parse(peer)))
        .Select(rule => rule.Text("RuleAction") == "allow")
        .FirstOrDefault();

    private static bool IsForPort(JsonNode rule, int port) => rule.Text("Protocol") is "-1" or "6"
        && (rule["PortRange"] is not { } ports || ports.Number("From") <= port && port <= ports.Number("To"));

    private static bool Covers(IPNetwork network, IPNetwork peer) =>
        network.PrefixLength <= peer.PrefixLength && network.Contains(peer.BaseAddress);
}
