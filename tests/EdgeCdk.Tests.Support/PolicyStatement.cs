using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>The statements of a policy document, in a form that is easy to ask.</summary>
public sealed class PolicyStatement(JsonObject json)
{
    public JsonObject Json => json;

    public string Sid => json["Sid"]!.GetValue<string>();

    public bool IsAllow => json["Effect"]!.GetValue<string>() == "Allow";

    public IReadOnlyList<string> Actions => [.. Many(json["Action"]).Select(action => action.GetValue<string>())];

    public IReadOnlyList<JsonNode> Resources => Many(json["Resource"]);

    public JsonNode? Principal => json["Principal"];

    /// <summary>Values of a condition, as JSON text; empty when it is not there.</summary>
    public IReadOnlyList<string> Condition(string operation, string key) =>
        [.. Many(json["Condition"]?[operation]?[key]).Select(value => value is JsonValue ? value.ToString() : value.ToJsonString())];

    /// <summary>The statements of a document.</summary>
    public static IReadOnlyList<PolicyStatement> Of(JsonNode? document) =>
        [.. Many(document?["Statement"]).Select(statement => new PolicyStatement(statement.AsObject()))];

    /// <summary>What a role may do: the statements of its own and of its attached policies, equal ones once.</summary>
    public static IReadOnlyList<PolicyStatement> OfRole(SynthesizedTemplate template, Resource role)
    {
        var inline = Many(role["Policies"]).Select(policy => policy["PolicyDocument"]);
        var attached = template.OfType("AWS::IAM::Policy")
            .Where(policy => Many(policy["Roles"]).Any(node => Resource.TargetOf(node) == role.LogicalId))
            .Select(policy => policy["PolicyDocument"]);
        return [.. inline.Concat(attached).SelectMany(Of).DistinctBy(statement => statement.Json.ToJsonString())];
    }

    private static IReadOnlyList<JsonNode> Many(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!)],
        _ => [node],
    };
}
