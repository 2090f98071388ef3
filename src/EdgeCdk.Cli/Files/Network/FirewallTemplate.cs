using System.Text.Json.Nodes;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Files.Network;

/// <summary>A CloudFormation template with a rule group of AWS Network Firewall that allows hosts by the name in TLS.</summary>
internal static class FirewallTemplate
{
    // It can never change: AWS would have to replace the group.
    private const int Capacity = 100;

    /// <summary>The template.</summary>
    /// <param name="config">The edge.</param>
    /// <param name="hosts">The hosts.</param>
    public static JsonObject Of(EdgeConfig config, IEnumerable<ServiceHost> hosts) => new()
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = $"Hosts that edge {config.Edge.Name} calls, for AWS Network Firewall",
        ["Parameters"] = new JsonObject
        {
            ["RuleOrder"] = new JsonObject
            {
                ["Type"] = "String",
                ["Description"] = "Rule order of the firewall policy that the group is for",
                ["AllowedValues"] = new JsonArray("STRICT_ORDER", "DEFAULT_ACTION_ORDER"),
                ["Default"] = "STRICT_ORDER",
            },
        },
        ["Resources"] = new JsonObject
        {
            ["Hosts"] = new JsonObject
            {
                ["Type"] = "AWS::NetworkFirewall::RuleGroup",
                ["Properties"] = new JsonObject
                {
                    ["RuleGroupName"] = $"edge-{config.Edge.Name}-hosts",
                    ["Description"] = $"Hosts that edge {config.Edge.Name} calls",
                    ["Type"] = "STATEFUL",
                    ["Capacity"] = Capacity,
                    ["RuleGroup"] = new JsonObject
                    {
                        // Without them the firewall looks at the blocks of its own VPC only.
                        ["RuleVariables"] = new JsonObject
                        {
                            ["IPSets"] = new JsonObject { ["HOME_NET"] = new JsonObject { ["Definition"] = Texts(config.Vpc.CidrBlocks) } },
                        },
                        ["RulesSource"] = new JsonObject
                        {
                            ["RulesSourceList"] = new JsonObject
                            {
                                ["GeneratedRulesType"] = "ALLOWLIST",
                                ["TargetTypes"] = new JsonArray("TLS_SNI"),
                                ["Targets"] = Texts(hosts.Select(host => host.Name.TrimStart('*'))),
                            },
                        },
                        ["StatefulRuleOptions"] = new JsonObject { ["RuleOrder"] = new JsonObject { ["Ref"] = "RuleOrder" } },
                    },
                },
            },
        },
        ["Outputs"] = new JsonObject
        {
            ["RuleGroupArn"] = new JsonObject
            {
                ["Description"] = "For the firewall policy: a stateful rule group",
                ["Value"] = new JsonObject { ["Ref"] = "Hosts" },
            },
        },
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
