using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>A resource of a template.</summary>
public sealed class Resource(string logicalId, JsonObject json)
{
    public string LogicalId => logicalId;

    public JsonObject Json => json;

    public string Type => json["Type"]!.GetValue<string>();

    /// <summary>Path of the construct below the stack.</summary>
    public string Path { get; } = BelowStack(json["Metadata"]!["aws:cdk:path"]!.GetValue<string>());

    public JsonObject Properties => json["Properties"]?.AsObject() ?? [];

    public string? DeletionPolicy => json["DeletionPolicy"]?.GetValue<string>();

    public string? UpdateReplacePolicy => json["UpdateReplacePolicy"]?.GetValue<string>();

    /// <summary>Logical ids that DependsOn names.</summary>
    public IReadOnlyList<string> DependsOn => json["DependsOn"] switch
    {
        null => [],
        JsonArray list => [.. list.Select(id => id!.GetValue<string>())],
        var one => [one.GetValue<string>()],
    };

    /// <summary>Logical ids (and parameters) that the properties name.</summary>
    public IReadOnlyList<string> References => [.. Walk(Properties).Select(TargetOf).OfType<string>()];

    /// <summary>A property by its path, such as <c>KeyPolicy.Statement[0].Sid</c>; null where there is none.</summary>
    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = Properties;
            foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
                node = step.StartsWith('[') ? node?[int.Parse(step[1..^1], CultureInfo.InvariantCulture)] : node?[step];
            return node;
        }
    }

    /// <summary>A property that is a text.</summary>
    public string? String(string path) => this[path]?.GetValue<string>();

    private static string BelowStack(string path) => path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>All nodes of a piece of JSON, itself included.</summary>
    public static IEnumerable<JsonNode> Walk(JsonNode? node) => node switch
    {
        null => [],
        JsonObject map => map.SelectMany(pair => Walk(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Walk).Prepend(list),
        _ => [node],
    };

    /// <summary>Whether a piece of JSON is a Ref or another intrinsic function.</summary>
    public static bool IsFunction(JsonObject map) =>
        map.Count == 1 && map.First().Key is var name && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal));

    /// <summary>The logical id that a Ref or Fn::GetAtt names, or null.</summary>
    public static string? TargetOf(JsonNode? node) => node switch
    {
        JsonObject map when map["Ref"] is { } id => id.GetValue<string>(),
        JsonObject map when map["Fn::GetAtt"] is JsonArray parts => parts[0]!.GetValue<string>(),
        _ => null,
    };
}
