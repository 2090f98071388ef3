using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The rights of Service Catalog's launch role: those of the service role of one edge, widened to every edge that the product makes. Such an edge has any
/// name, is in any VPC of the account, and in a stack that Service Catalog has named.
/// </summary>
public static class LaunchRole
{
    /// <summary>The policies by name, as CloudFormation takes them.</summary>
    public static JsonObject Make(SynthesizedEdges edges) => new(Deployer.Template(edges)["Resources"]!.AsObject()
        .Where(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::IAM::ManagedPolicy" && resource.Key != DeployerTemplate.LogicalId(ActionTable.Caller))
        .OrderBy(resource => resource.Key, StringComparer.Ordinal)
        .Select(resource => KeyValuePair.Create(resource.Key, Widen(ByName(resource.Value!["Properties"]!["PolicyDocument"]!)))));

    // The portable template cannot tag listeners: the library knows no tags of theirs. Their ARNs begin with the name of the load balancer.
    private static JsonNode ByName(JsonNode document)
    {
        var changed = document.DeepClone();
        foreach (var statement in changed["Statement"]!.AsArray().Select(statement => statement!.AsObject()).Where(statement => (string?)statement["Sid"] == "ManageListener"))
        {
            statement["Resource"] = new JsonArray(new JsonObject { ["Fn::Sub"] = "arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:listener/net/SC-*" });
            statement.Remove("Condition");
        }

        return changed;
    }

    private static JsonNode? Widen(JsonNode? node) => node switch
    {
        JsonObject map when map["Fn::Sub"] is JsonValue text => Simple(Widened(text.GetValue<string>())),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(Operator(pair.Key, pair.Value), Widen(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Widen)]),
        _ => node?.DeepClone(),
    };

    private static string Widened(string text) => text
        .Replace("Edge-${Edge}-", "SC-*-", StringComparison.Ordinal)
        .Replace("edge-${Edge}-", "sc-*-", StringComparison.Ordinal)
        .Replace("${Edge}", "*", StringComparison.Ordinal)
        .Replace("${VpcId}", "*", StringComparison.Ordinal);

    // A pattern is one only to the operators for patterns.
    private static string Operator(string key, JsonNode? value)
    {
        var isPattern = key.Contains("StringEquals", StringComparison.Ordinal)
            && Resource.Walk(value).OfType<JsonObject>().Any(node => node["Fn::Sub"]?.GetValue<string>().Contains("${Edge}", StringComparison.Ordinal) is true);
        return isPattern ? key.Replace("StringEquals", "StringLike", StringComparison.Ordinal) : key;
    }

    private static JsonNode Simple(string text) => text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text } : JsonValue.Create(text);
}
