using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// SynthesizedTemplate content as short text, for comparing whole values: properties as lines, statements as sentences, and references as
/// <c>${construct path}</c> or <c>${construct path.Attribute}</c>.
/// </summary>
public static class Rendering
{
    /// <summary>A piece of the template.</summary>
    public static string Text(this SynthesizedTemplate template, JsonNode? node) => string.Join('\n', Lines(template, node));

    /// <summary>All properties of a resource, or the part of them at a path.</summary>
    public static string Text(this SynthesizedTemplate template, Resource resource, string? property = null) =>
        template.Text(property is null ? resource.Properties : resource[property]);

    /// <summary>All properties of the resource at a construct path, or the part of them at a property path.</summary>
    public static string Text(this SynthesizedTemplate template, string path, string? property = null) =>
        template.Text(template.At(path), property);

    /// <summary>What the role at a construct path may do.</summary>
    public static IReadOnlyList<string> Rights(this SynthesizedTemplate template, string role) =>
        [.. PolicyStatement.OfRole(template, template.At(role)).Select(statement => Sentence(template, statement))];

    /// <summary>What the role at a construct path may do by the one statement with this Sid; null without such a statement.</summary>
    public static string? Right(this SynthesizedTemplate template, string role, string sid)
    {
        var statement = PolicyStatement.OfRole(template, template.At(role)).SingleOrDefault(statement => statement.Sid == sid);
        return statement is null ? null : Sentence(template, statement);
    }

    /// <summary>The statements of the policy document that is a property of the resource at a construct path.</summary>
    public static IReadOnlyList<string> Statements(this SynthesizedTemplate template, string path, string property) =>
        [.. PolicyStatement.Of(template.At(path)[property]).Select(statement => Sentence(template, statement))];

    /// <summary>A text that may consist of references and parts.</summary>
    public static string Value(this SynthesizedTemplate template, JsonNode? node) => node switch
    {
        null => "",
        JsonObject map when map["Ref"] is { } id => $"${{{Name(template, id.GetValue<string>())}}}",
        JsonObject map when map["Fn::GetAtt"] is JsonArray parts => $"${{{Name(template, parts[0]!.GetValue<string>())}.{parts[1]}}}",
        JsonObject map when map["Fn::Join"] is JsonArray join => string.Join((string)join[0]!, join[1]!.AsArray().Select(template.Value)),
        JsonObject map when map["Fn::Sub"] is JsonValue text => text.GetValue<string>(),
        _ => node.ToString(),
    };

    /// <summary>Construct paths of everything that must exist before the resource at a construct path.</summary>
    public static IReadOnlySet<string> Before(this SynthesizedTemplate template, string path) =>
        template.Prerequisites(template.At(path)).Select(resource => resource.Path).ToHashSet();

    private static string Name(SynthesizedTemplate template, string logicalId) => template.WithId(logicalId)?.Path ?? logicalId;

    private static IEnumerable<string> Lines(SynthesizedTemplate template, JsonNode? node) => node switch
    {
        null => [],
        JsonObject map when IsReference(map) => [template.Value(map)],
        JsonObject map when map.ContainsKey("Statement") =>
            PolicyStatement.Of(map).Select(statement => $"- {Sentence(template, statement)}"),
        JsonObject map => map.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Entry(template, pair.Key, pair.Value)),
        JsonArray list => list.SelectMany(item => Item(Lines(template, item))),
        _ => [template.Value(node)],
    };

    private static IEnumerable<string> Entry(SynthesizedTemplate template, string key, JsonNode? value)
    {
        var lines = Lines(template, value).ToList();
        var isOneLine = value is JsonValue || (value is JsonObject map && IsReference(map));
        return isOneLine ? [$"{key}: {lines[0]}"] : [$"{key}:", .. lines.Select(line => $"  {line}")];
    }

    private static IEnumerable<string> Item(IEnumerable<string> lines) =>
        lines.Select((line, index) => index == 0 ? $"- {line}" : $"  {line}");

    private static bool IsReference(JsonObject map) =>
        map.ContainsKey("Ref") || map.Any(pair => pair.Key.StartsWith("Fn::", StringComparison.Ordinal));

    private static string Sentence(SynthesizedTemplate template, PolicyStatement statement)
    {
        var who = statement.Principal is null ? "" : $" {Principal(template, statement.Principal)}:";
        var where = statement.Resources.Count == 0 ? "" : $" on {string.Join(", ", statement.Resources.Select(template.Value))}";
        var operations = statement.Json["Condition"]?.AsObject() ?? [];
        var conditions = operations.SelectMany(operation => Conditions(template, operation.Key, operation.Value!.AsObject())).ToList();
        var when = conditions.Count == 0 ? "" : $" if {string.Join(" and ", conditions)}";
        return $"{statement.Json["Effect"]}{who} {string.Join(", ", statement.Actions)}{where}{when}";
    }

    private static string Principal(SynthesizedTemplate template, JsonNode principal) =>
        principal is JsonObject map ? string.Join(", ", map.Select(pair => template.Value(pair.Value))) : principal.ToString();

    private static IEnumerable<string> Conditions(SynthesizedTemplate template, string operation, JsonObject keys) => keys.Select(key =>
    {
        var values = key.Value is JsonArray list ? list.Select(template.Value) : [template.Value(key.Value)];
        return $"{operation} {key.Key} = {string.Join(" | ", values)}";
    });
}
