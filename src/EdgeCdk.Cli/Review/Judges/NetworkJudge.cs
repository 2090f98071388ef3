using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Shows what can be reached that could not be reached before, and what no longer can.</summary>
internal static class NetworkJudge
{
    // What CDK writes for "nothing", since a group without a rule for it allows everything.
    private const string Nothing = "255.255.255.255/32";

    private static readonly string[] Peers =
    [
        "CidrIp", "CidrIpv6", "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourcePrefixListId", "DestinationPrefixListId",
        "SourceSecurityGroupName",
    ];

    public static IEnumerable<Change> Judge(StackChange stack)
    {
        var (before, after) = (Openings(stack.Base), Openings(stack.Head));
        var existing = stack.Base.Resources.Values.Select(resource => resource.Path).ToHashSet();
        var kept = stack.Head.Resources.Values.Select(resource => resource.Path).ToHashSet();
        var opened =
            from pair in after
            where !before.ContainsKey(pair.Key)
            select new Change(
                Consequence.Network, ChangeKind.Opened, pair.Key.Group, pair.Key.Words("now"), pair.Value,
                pair.Key.IsGrave(ofExistingGroup: existing.Contains(pair.Key.Group)));
        var closed =
            from pair in before
            where !after.ContainsKey(pair.Key) && kept.Contains(pair.Key.Group)
            select new Change(Consequence.Network, ChangeKind.Closed, pair.Key.Group, pair.Key.Words("no longer"), pair.Value);
        return opened.Concat(closed);
    }

    private static Dictionary<Opening, string> Openings(StackTemplate template) => template.Resources.Values
        .SelectMany(resource => resource.Type switch
        {
            "AWS::EC2::SecurityGroup" => OfGroup(template, resource),
            "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress" => [OfRule(template, resource)],
            _ => [],
        })
        .Where(found => found.Opening.Peer != Nothing)
        .DistinctBy(found => found.Opening)
        .ToDictionary(found => found.Opening, found => found.Place);

    private static IEnumerable<(Opening Opening, string Place)> OfGroup(StackTemplate template, StackResource group)
    {
        var rules = Rules(template, group, "SecurityGroupIngress", isIngress: true)
            .Concat(Rules(template, group, "SecurityGroupEgress", isIngress: false));
        // AWS allows everything out of a group that has no rule for it.
        return JsonPaths.Many(group.Properties["SecurityGroupEgress"]).Count > 0
            ? rules
            : rules.Append((new Opening(group.Path, false, "0.0.0.0/0", "all ports"), "Properties.SecurityGroupEgress"));
    }

    private static IEnumerable<(Opening, string)> Rules(StackTemplate template, StackResource group, string property, bool isIngress) =>
        JsonPaths.Many(group.Properties[property]).Select((rule, index) => (
            Rule(template, group.Path, isIngress, rule),
            $"Properties.{property}[{index.ToString(CultureInfo.InvariantCulture)}]"));

    private static (Opening, string) OfRule(StackTemplate template, StackResource rule)
    {
        var group = JsonPaths.Many(rule.Properties["GroupId"]).Select(id => NameOf(template, id)).FirstOrDefault("");
        var isIngress = rule.Type.EndsWith("Ingress", StringComparison.Ordinal);
        return (Rule(template, group, isIngress, rule.Properties), $"{rule.Path}: Properties");
    }

    private static Opening Rule(StackTemplate template, string group, bool isIngress, JsonNode rule)
    {
        var peer = Peers.Select(name => rule[name]).OfType<JsonNode>().Select(peer => NameOf(template, peer)).FirstOrDefault("");
        return new(group, isIngress, peer, Ports(rule));
    }

    // The path of a resource of the template, or the text of the value.
    private static string NameOf(StackTemplate template, JsonNode reference)
    {
        var id = reference is JsonObject map ? map["Ref"]?.ToString() ?? map["Fn::GetAtt"]?[0]?.ToString() : null;
        return id is not null && template.Resources.TryGetValue(id, out var resource) ? resource.Path : template.Text(reference);
    }

    private static string Ports(JsonNode rule)
    {
        var (protocol, from, to) = ($"{rule["IpProtocol"]}", $"{rule["FromPort"]}", $"{rule["ToPort"]}");
        if (protocol is "-1" || from.Length == 0)
            return "all ports";
        return from == to ? $"{protocol} {from}" : $"{protocol} {from}-{to}";
    }
}
