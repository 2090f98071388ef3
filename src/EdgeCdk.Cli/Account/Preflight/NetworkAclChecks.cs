using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The network ACLs of the private subnets: requests go out on 443, and answers come back to a high port.</summary>
internal static class NetworkAclChecks
{
    private const int Https = 443;

    // The ports that Fargate's Linux takes for its own end of a connection; other systems take more.
    private static readonly int[] OwnPorts = [32768, 60999];
    private static readonly int[] AnyOwnPorts = [1024, 65535];
    private static readonly IPNetwork Everywhere = IPNetwork.Parse("0.0.0.0/0");

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var blocks = target.Config.Vpc.PrivateSubnetIds.Select(target.Vpc.Subnet).OfType<JsonNode>().Select(subnet => subnet.Text("CidrBlock")).ToList();
        foreach (var acl in target.Config.Vpc.PrivateSubnetIds.GroupBy(subnet => target.Vpc.NetworkAclOf(subnet).Text("NetworkAclId")).Where(acl => acl.Key.Length > 0))
        {
            var rules = target.Vpc.NetworkAclOf(acl.First())!;
            var (who, command) = ($"{acl.Key}, the network ACL of {string.Join(" and ", acl)},", $"aws ec2 create-network-acl-entry --region {target.Region} --network-acl-id {acl.Key} --protocol 6 --rule-action allow --cidr-block 0.0.0.0/0 --rule-number <number>");
            const string later = "tasks stop with \"CannotPullContainerError\" and i/o timeout";
            if (!Allows(rules, outbound: true, Https, Everywhere))
                yield return Finding.Error("vpc.privateSubnetIds", $"{who} lets nothing out on port 443", later, $"{command} --egress --port-range From=443,To=443");
            if (!OwnPorts.All(port => Allows(rules, outbound: false, port, Everywhere)))
                yield return Finding.Error("vpc.privateSubnetIds", $"{who} keeps answers from coming in on the ephemeral ports 32768-60999", later, $"{command} --ingress --port-range From=1024,To=65535");
            else if (!AnyOwnPorts.All(port => Allows(rules, outbound: false, port, Everywhere)))
                yield return Finding.Warning("vpc.privateSubnetIds", $"{who} lets answers in on some of the ephemeral ports 1024-65535 only", "functions may take any of these ports: some connections time out", $"{command} --ingress --port-range From=1024,To=65535");
            // Endpoints have an address in every subnet, and DNS gives any of them.
            foreach (var block in blocks.Where(block => !Allows(rules, outbound: false, Https, IPNetwork.Parse(block))))
            {
                yield return Finding.Error(
                    "vpc.privateSubnetIds", $"{who} does not let {block} in on port 443, where the endpoints listen",
                    "\"unable to pull secrets or registry auth\" with i/o timeout", $"{command.Replace("0.0.0.0/0", block, StringComparison.Ordinal)} --ingress --port-range From=443,To=443");
            }
        }
    }

    // The first rule that is about all of a network decides; those about a part of it may let more in or less.
    private static bool Allows(JsonNode acl, bool outbound, int port, IPNetwork peer) => acl.Items("Entries")
        .Where(rule => rule.Flag("Egress") == outbound && rule.Text("CidrBlock").Length > 0)
        .OrderBy(rule => rule.Number("RuleNumber"))
        .Where(rule => rule.Text("Protocol") is "-1" or "6" && (rule["PortRange"] is not { } ports || ports.Number("From") <= port && port <= ports.Number("To")))
        .Where(rule => IPNetwork.Parse(rule.Text("CidrBlock")) is var network && network.PrefixLength <= peer.PrefixLength && network.Contains(peer.BaseAddress))
        .Select(rule => rule.Text("RuleAction") == "allow").FirstOrDefault();
}
