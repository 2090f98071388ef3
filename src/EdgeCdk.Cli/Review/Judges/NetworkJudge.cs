using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Tells what can be reached that could not be reached before, and what no longer can.</summary>
internal static class NetworkJudge
{
    private static readonly string[] Peers = ["CidrIp", "CidrIpv6", "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourcePrefixListId", "DestinationPrefixListId", "SourceSecurityGroupName"];
    private static readonly IPNetwork[] Private = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7")];

    private sealed record Opening(string Group, bool IsIngress, string Peer, string Ports)
    {
        public string Words(string verb) => IsIngress ? $"{verb} {Who} in on {Ports}" : $"{verb} out to {Who} on {Ports}";

        public bool IsToAll => Peer is "0.0.0.0/0" or "::/0";

        /// <summary>Whether the peer is an address block that is not for private networks alone.</summary>
        public bool IsPublic => IPNetwork.TryParse(Peer, out var peer) && !Private.Any(block => block.PrefixLength <= peer.PrefixLength && block.Contains(peer.BaseAddress));

        private string Who => IsToAll ? $"the whole internet ({Peer})" : Peer;
    }

    public static IEnumerable<Change> Judge(StackChange stack)
    {
        var (before, after) = (Openings(stack.Base), Openings(stack.Head));
        var existing = stack.Base.Resources.Values.Select(resource => resource.Path).ToHashSet();
        var kept = stack.Head.Resources.Values.Select(resource => resource.Path).ToHashSet();
        foreach (var (opening, place) in after.Where(pair => !before.ContainsKey(pair.Key)))
        {
            var isGrave = (opening.IsIngress && (opening.IsPublic || opening.Ports == "all ports")) || (opening.IsToAll && existing.Contains(opening.Group));
            yield return new Change(Consequence.Network, ChangeKind.Opened, opening.Group, opening.Words(opening.IsIngress ? "now lets" : "now lets traffic"), place, isGrave);
        }

        foreach (var (opening, place) in before.Where(pair => !after.ContainsKey(pair.Key) && kept.Contains(pair.Key.Group)))
            yield return new Change(Consequence.Network, ChangeKind.Closed, opening.Group, opening.Words(opening.IsIngress ? "no longer lets" : "no longer lets traffic"), place);
    }

    private static Dictionary<Opening, string> Openings(StackTemplate template)
    {
        var found = new Dictionary<Opening, string>();
        foreach (var resource in template.Resources.Values)
        {
            switch (resource.Type)
            {
                case "AWS::EC2::SecurityGroup":
                    AddAll(resource, "SecurityGroupIngress", true);
                    AddAll(resource, "SecurityGroupEgress", false);
                    // AWS lets everything out of a group that has no rule for it.
                    if (JsonPaths.Many(resource.Properties["SecurityGroupEgress"]).Count == 0)
                        found[new Opening(resource.Path, false, "0.0.0.0/0", "all ports")] = "Properties.SecurityGroupEgress";
                    break;
                case "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress":
                    var group = JsonPaths.Many(resource.Properties["GroupId"]).Select(id => TargetOf(template, id) ?? template.Text(id)).FirstOrDefault() ?? "";
                    found.TryAdd(Rule(group, resource.Type.EndsWith("Ingress", StringComparison.Ordinal), resource.Properties), $"{resource.Path}: Properties");
                    break;
            }
        }

        // What CDK writes for "nothing", since no rule would mean "everything".
        return found.Where(pair => pair.Key.Peer != "255.255.255.255/32").ToDictionary();

        void AddAll(StackResource group, string property, bool isIngress)
        {
            foreach (var (rule, index) in JsonPaths.Many(group.Properties[property]).Select((rule, index) => (rule, index)))
                found.TryAdd(Rule(group.Path, isIngress, rule), $"Properties.{property}[{index.ToString(CultureInfo.InvariantCulture)}]");
        }

        Opening Rule(string group, bool isIngress, JsonNode rule) =>
            new(group, isIngress, Peers.Select(name => rule[name]).Where(peer => peer is not null).Select(peer => TargetOf(template, peer) ?? template.Text(peer)).FirstOrDefault() ?? "", Ports(rule));
    }

    private static string? TargetOf(StackTemplate template, JsonNode? reference) =>
        reference is JsonObject map && (map["Ref"]?.ToString() ?? map["Fn::GetAtt"]?[0]?.ToString()) is { } id && template.Resources.TryGetValue(id, out var resource) ? resource.Path : null;

    private static string Ports(JsonNode rule)
    {
        var (protocol, from, to) = ($"{rule["IpProtocol"]}", $"{rule["FromPort"]}", $"{rule["ToPort"]}");
        return protocol is "-1" || from.Length == 0 ? "all ports" : from == to ? $"{protocol} {from}" : $"{protocol} {from}-{to}";
    }
}
