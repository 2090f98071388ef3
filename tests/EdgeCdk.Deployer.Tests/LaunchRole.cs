using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The permissions of the service role of one edge, for stacks with other names: those of Service Catalog's launch role, and of the
/// execution role of StackSets. Policies by name, in the form of CloudFormation.
/// </summary>
public static class LaunchRole
{
    /// <summary>For every edge that Service Catalog creates: with any name, and in any VPC of the account.</summary>
    public static JsonObject Make(SynthesizedEdges edges) => ExecutionPolicies(edges, text => InStacks("SC", text)
        .Replace("${Edge}", "*", StringComparison.Ordinal)
        .Replace("${VpcId}", "*", StringComparison.Ordinal));

    /// <summary>For one edge in a stack of a stack set.</summary>
    public static JsonObject OfStackSets(SynthesizedEdges edges) => ExecutionPolicies(edges, text => InStacks("StackSet", text));

    private static JsonObject ExecutionPolicies(SynthesizedEdges edges, Func<string, string> change)
    {
        var policies = DeployerTemplate.Documents(Deployer.Template(edges))
            .Where(policy => policy.Key != DeployerTemplate.LogicalId(ActionTable.Caller))
            .OrderBy(policy => policy.Key, StringComparer.Ordinal);
        return new(policies.Select(policy => KeyValuePair.Create(policy.Key, Changed(policy.Value, change))));
    }

    private static string InStacks(string prefix, string text) => text
        .Replace("Edge-${Edge}-", $"{prefix}-*-", StringComparison.Ordinal)
        .Replace("edge-${Edge}-", $"{prefix.ToLowerInvariant()}-*-", StringComparison.Ordinal)
        .Replace("/net/Edge-*", $"/net/{prefix}-*", StringComparison.Ordinal);

    private static JsonNode? Changed(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject map when map["Fn::Sub"] is JsonValue text => DeployerTemplate.Text(change(text.GetValue<string>())),
        JsonObject map => new JsonObject(map.Select(pair => ChangedPair(pair.Key, pair.Value, change))),
        JsonArray list => new JsonArray([.. list.Select(item => Changed(item, change))]),
        _ => node?.DeepClone(),
    };

    // StringEquals compares a pattern literally.
    private static KeyValuePair<string, JsonNode?> ChangedPair(string key, JsonNode? value, Func<string, string> change)
    {
        var hasPattern = Substitutions(value).Any(text => change(text).Contains('*'));
        var changedKey = hasPattern ? key.Replace("StringEquals", "StringLike", StringComparison.Ordinal) : key;
        return new(changedKey, Changed(value, change));
    }

    private static IEnumerable<string> Substitutions(JsonNode? node) =>
        Resource.Walk(node).OfType<JsonObject>().Select(map => map["Fn::Sub"]).OfType<JsonValue>().Select(text => text.GetValue<string>());
}
