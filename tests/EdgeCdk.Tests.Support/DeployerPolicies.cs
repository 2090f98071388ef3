using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// The rights of the service role of docs/security/deployer.template.json, for stacks that others name: those of Service Catalog's
/// launch role, and of the execution role of StackSets.
/// </summary>
public static class DeployerPolicies
{
    /// <summary>Policies by name, as CloudFormation takes them, for every edge of Service Catalog: with any name, in any VPC.</summary>
    /// <param name="deployer">The template for one edge.</param>
    public static JsonObject OfServiceCatalog(JsonObject deployer) => Changed(deployer, text => InStacks("SC", text)
        .Replace("${Edge}", "*", StringComparison.Ordinal)
        .Replace("${VpcId}", "*", StringComparison.Ordinal));

    /// <summary>The same for one edge in a stack of a stack set.</summary>
    /// <param name="deployer">The template for one edge.</param>
    public static JsonObject OfStackSets(JsonObject deployer) => Changed(deployer, text => InStacks("StackSet", text));

    private static JsonObject Changed(JsonObject deployer, Func<string, string> change)
    {
        var resources = deployer["Resources"]!.AsObject();
        var attached = resources["ServiceRole"]!["Properties"]!["ManagedPolicyArns"]!.AsArray();
        return new(attached.Select(policy => policy!["Ref"]!.GetValue<string>()).Order(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, Widen(resources[name]!["Properties"]!["PolicyDocument"], change))));
    }

    private static string InStacks(string prefix, string text) => text
        .Replace("Edge-${Edge}-", $"{prefix}-*-", StringComparison.Ordinal)
        .Replace("edge-${Edge}-", $"{prefix.ToLowerInvariant()}-*-", StringComparison.Ordinal)
        .Replace("/net/Edge-*", $"/net/{prefix}-*", StringComparison.Ordinal);

    // Such a stack creates everything.
    private static JsonNode? Widen(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject map when map["Fn::If"] is JsonArray parts && parts[0]!.ToString().StartsWith("Creates", StringComparison.Ordinal) =>
            IsNothing(parts[1]) ? null : Widen(parts[1], change),
        JsonObject map when map["Fn::Sub"] is JsonValue text => Simple(change(text.GetValue<string>())),
        JsonObject map => new JsonObject(map.Select(pair =>
            KeyValuePair.Create(Operator(pair.Key, pair.Value, change), Widen(pair.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(item => Widen(item, change)).OfType<JsonNode>()]),
        _ => node?.DeepClone(),
    };

    private static bool IsNothing(JsonNode? node) => node is JsonObject map && (string?)map["Ref"] == "AWS::NoValue";

    // A pattern is one only to the operators for patterns.
    private static string Operator(string key, JsonNode? value, Func<string, string> change)
    {
        var isPattern = key.Contains("StringEquals", StringComparison.Ordinal) && Resource.Walk(value).OfType<JsonObject>()
            .Any(node => node["Fn::Sub"] is JsonValue text && change(text.GetValue<string>()).Contains('*'));
        return isPattern ? key.Replace("StringEquals", "StringLike", StringComparison.Ordinal) : key;
    }

    private static JsonNode Simple(string text) =>
        text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text } : JsonValue.Create(text);
}
