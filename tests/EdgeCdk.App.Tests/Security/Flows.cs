using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>A rule of a security group.</summary>
/// <param name="Group">The group that has it.</param>
/// <param name="Other">Who may come in, or where one may go.</param>
/// <param name="Port">TCP ports, or <c>any</c>.</param>
/// <param name="Why">The rule's description.</param>
internal sealed record Flow(string Group, string Other, string Port, string Why);

/// <summary>The rules of all security groups of a template, by the names that the groups' descriptions begin with.</summary>
internal sealed class Flows(SynthesizedTemplate template)
{
    public IEnumerable<Flow> Ingress => Rules("SecurityGroupIngress", "AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId");

    /// <summary>
    /// Without the rule for one impossible packet, which stands for none: a group without a rule would let everything out.
    /// </summary>
    public IEnumerable<Flow> Egress =>
        Rules("SecurityGroupEgress", "AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId")
            .Where(flow => flow.Other != "255.255.255.255/32");

    /// <summary>Name of a group.</summary>
    public static string Name(Resource group) => group.String("GroupDescription")!.Split(':')[0]["Edge ".Length..];

    private IEnumerable<Flow> Rules(string property, string type, string otherGroup)
    {
        var inside =
            from resource in template.OfType("AWS::EC2::SecurityGroup")
            from rule in resource[property]?.AsArray() ?? []
            select (Group: resource, Rule: rule);
        var apart =
            from resource in template.OfType(type)
            select (Group: template.Target(resource["GroupId"])!, Rule: (System.Text.Json.Nodes.JsonNode)resource.Properties);
        return
            from pair in inside.Concat(apart)
            let other = template.Target(pair.Rule[otherGroup])
            select new Flow(
                Name(pair.Group),
                other is null ? Outside(pair.Rule, otherGroup) : Name(other),
                Port(pair.Rule),
                $"{pair.Rule["Description"]}");
    }

    // A group of the customer's is named by its id, not by a reference.
    private static string Outside(System.Text.Json.Nodes.JsonNode rule, string group) =>
        $"{rule["CidrIp"] ?? rule["DestinationPrefixListId"] ?? rule[group]}";

    private static string Port(System.Text.Json.Nodes.JsonNode rule) =>
        ($"{rule["IpProtocol"]}", $"{rule["FromPort"]}", $"{rule["ToPort"]}") switch
        {
            ("-1", _, _) => "any",
            ("tcp", var from, var to) when from == to => from,
            ("tcp", var from, var to) => $"{from}-{to}",
            var (protocol, from, to) => $"{protocol} {from}-{to}",
        };
}
