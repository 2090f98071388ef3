using System.Text.Json.Nodes;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.Schema;

/// <summary>
/// Keys as JSON Schema, draft 7, which all editors know. It says what a single value may be; rules over several keys are reported
/// by <c>edge validate</c>.
/// </summary>
internal static class JsonSchema
{
    public static JsonObject Of(string title, IReadOnlyList<ConfigKey> keys)
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        return With(schema, Block(keys));
    }

    private static JsonObject Of(ConfigKey key)
    {
        var schema = new JsonObject { ["description"] = Description(key) };
        if (key.Kind is KeyKind.Value && key.Initial is { } initial)
            schema["default"] = initial is int or bool ? JsonValue.Create(initial) : ConfigKey.Written(initial);
        var value = key.Children.Count > 0 ? Block(key.Children) : Value(key);
        return With(schema, key.Kind switch
        {
            KeyKind.List => List(value, key.Count),
            KeyKind.Map => Map(value, key.ItemNames),
            _ => value,
        });
    }

    private static JsonObject Block(IReadOnlyList<ConfigKey> keys) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name)]),
        ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key)))),
    };

    private static JsonObject List(JsonObject item, CountAttribute? count)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item };
        if (count is not null)
            (schema["minItems"], schema["maxItems"]) = (count.Minimum, count.Maximum);
        return schema;
    }

    private static JsonObject Map(JsonObject value, IReadOnlyList<string>? names)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (names is null)
        {
            schema["additionalProperties"] = value;
        }
        else

        {
            (schema["additionalProperties"], schema["properties"]) = (
                false, new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)value.DeepClone()))));
        }

        return schema;
    }

    private static JsonObject Value(ConfigKey key) => key.Constraint switch
    {
        TextAttribute text => new()
        {
            ["type"] = "string",
            ["maxLength"] = TextAttribute.Longest,
            ["pattern"] = $"^(?:{text.Pattern})$",
            // Understood by the YAML language server, which would otherwise show the pattern.
            ["patternErrorMessage"] = $"use {text.Allowed}; {text.Remedy}",
        },
        RangeAttribute range => new() { ["type"] = "integer", ["minimum"] = range.Minimum, ["maximum"] = range.Maximum },
        OneOfAttribute set => new() { ["enum"] = new JsonArray([.. set.Values.Select(value => JsonValue.Create(value))]) },
        _ when key.ValueType == typeof(bool) => new() { ["type"] = "boolean" },
        _ when key.ValueType == typeof(int) => new() { ["type"] = "integer" },
        _ when key.ValueType == typeof(DateOnly) =>
            new() { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        _ when key.ValueType.IsEnum => new()
        {
            ["enum"] = new JsonArray([.. Enum.GetValues(key.ValueType).Cast<Enum>().Select(value => (JsonNode)Names.Value(value))]),
        },
        _ => new() { ["type"] = "string" },
    };

    private static string Description(ConfigKey key)
    {
        var parts = new[] { key.Summary, key.Default is { } value ? $"Default: {value}." : null, key.Effect, key.Consequence };
        return string.Join("\n\n", parts.OfType<string>());
    }

    private static JsonObject With(JsonObject schema, JsonObject more)
    {
        foreach (var (name, value) in more)
            schema[name] = value?.DeepClone();
        return schema;
    }
}
