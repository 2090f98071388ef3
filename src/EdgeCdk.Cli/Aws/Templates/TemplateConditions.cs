using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>Conditions of a template that Edge CDK writes, for values of its parameters.</summary>
/// <param name="template">The template.</param>
/// <param name="values">Values of parameters; the others have their defaults. A list is one text with commas.</param>
internal sealed class TemplateConditions(JsonNode template, IReadOnlyDictionary<string, string> values)
{
    /// <summary>Value of a parameter.</summary>
    public string Value(string parameter) =>
        values.GetValueOrDefault(parameter) ?? template["Parameters"]?[parameter]?["Default"]?.ToString() ?? "";

    /// <summary>What is there of a piece: the branch that its condition chooses; null for nothing.</summary>
    public JsonNode? Chosen(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map["Fn::If"] is JsonArray { Count: 3 } branches =>
            Chosen(Holds(template["Conditions"]?[branches[0]!.ToString()]) ? branches[1] : branches[2]),
        JsonObject { Count: 1 } map when map["Ref"]?.ToString() == "AWS::NoValue" => null,
        _ => node,
    };

    private bool Holds(JsonNode? condition) => condition switch
    {
        JsonObject map when map["Condition"] is { } name => Holds(template["Conditions"]?[name.ToString()]),
        JsonObject map when map["Fn::Not"] is JsonArray one => !Holds(one[0]),
        JsonObject map when map["Fn::Or"] is JsonArray several => several.Any(Holds),
        JsonObject map when map["Fn::Equals"] is JsonArray both => Text(both[0]) == Text(both[1]),
        _ => throw new InvalidOperationException($"the condition {condition?.ToJsonString()} has a function that is not supported here"),
    };

    private string Text(JsonNode? node) => node switch
    {
        JsonObject map when map["Ref"] is { } parameter => Value(parameter.ToString()),
        JsonObject map when map["Fn::Select"] is JsonArray part => Text(part[1]).Split(',')[(int)part[0]!],
        _ => node?.ToString() ?? "",
    };
}
