using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>
/// What names mean in one use of a module. References whose value is known are replaced by it; whatever is not known stays the
/// expression that it is.
/// </summary>
/// <param name="module">The module.</param>
/// <param name="origins">Where values of the root module came from; gets those that are copied.</param>
/// <param name="variable">What gives the value of a variable; null when it was not given.</param>
/// <param name="child">The scopes of a module that this one uses, by its name: one, or one for each key.</param>
internal sealed class TerraformScope(
    TerraformModule module, TerraformOrigins origins, Func<string, Func<JsonNode?>?> variable,
    Func<string, IReadOnlyDictionary<string, TerraformScope>> child)
{
    private const string CallKey = "(call)", ArgumentsKey = "(arguments)", TextKey = "(text)";

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private (string Key, JsonNode? Value)? _each;

    /// <summary>The module.</summary>
    public TerraformModule Module => module;

    /// <summary>The same with a key and a value for what is repeated.</summary>
    public TerraformScope With(string key, JsonNode? value) => new(module, origins, variable, child) { _each = (key, value) };

    /// <summary>A node with everything replaced that is known.</summary>
    public JsonNode? Evaluate(JsonNode? node)
    {
        origins.Count();
        switch (node)
        {
            case JsonObject call when call[CallKey] is JsonValue name && call[ArgumentsKey] is JsonArray list:
                var arguments = list.Select(Evaluate).ToArray();
                return Call(name.ToString(), arguments) ?? JsonValue.Create(call[TextKey]?.ToString() ?? "${?}");
            case JsonObject block:
                return new JsonObject(block.Select(member => KeyValuePair.Create(member.Key, Evaluate(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Evaluate)]);
            case JsonValue value when value.TryGetValue<string>(out var text) && TerraformText.IsExpression(text):
                return Text(text);
            default:
                return origins.Copy(node);
        }
    }

    /// <summary>The keys and values of <c>for_each</c>; null when they are not known.</summary>
    public IReadOnlyList<(string Key, JsonNode? Value)>? Repeated(JsonNode? forEach) => Evaluate(forEach) switch
    {
        JsonObject map => [.. map.Select(member => (member.Key, member.Value))],
        JsonArray set when set.All(item => Scalar(item) is not null) => [.. set.Select(item => (Scalar(item)!, item))],
        _ => null,
    };

    private JsonNode? Text(string text)
    {
        var parts = TerraformText.Parts(text);
        if (parts is [(var only, true)])
            return TryFind(only, out var found) ? origins.Copy(found) : JsonValue.Create(text);
        return JsonValue.Create(string.Concat(parts.Select(part => !part.IsExpression ? part.Text
            : TryFind(part.Text, out var found) && Scalar(found) is { } value ? value : $"${{{part.Text}}}")));
    }

    private bool TryFind(string expression, out JsonNode? found)
    {
        found = null;
        // What refers to itself has no value.
        if (TerraformText.Reference(expression) is not { } names || !_open.Add(expression))
            return false;
        using var step = origins.Deeper();
        var isFound = TryFind(names, out found);
        _open.Remove(expression);
        return isFound;
    }

    private bool TryFind(string[] names, out JsonNode? found)
    {
        found = null;
        switch (names)
        {
            case ["var", var name, .. var rest] when variable(name) is { } given:
                return TryGo(given(), rest, out found);
            case ["var", var name, .. var rest] when module.Defaults.TryGetValue(name, out var value) && value is not null:
                return TryGo(Evaluate(value), rest, out found);
            case ["local", var name, .. var rest] when module.Locals.TryGetValue(name, out var value):
                return TryGo(Evaluate(value), rest, out found);
            case ["each", "key"] when _each is { } each:
                found = JsonValue.Create(each.Key);
                return true;
            case ["each", "value", .. var rest] when _each is { } each:
                return TryGo(each.Value, rest, out found);
            case ["module", var name, .. var rest]:
                return TryOutput(name, child(name), rest, out found);
            default:
                return false;
        }
    }

    private static bool TryOutput(
        string module, IReadOnlyDictionary<string, TerraformScope> scopes, string[] names, out JsonNode? found)
    {
        found = null;
        (TerraformScope? scope, string[] rest) = scopes.TryGetValue("", out var single) ? (single, names)
            : names is [var key, .. var others] && scopes.TryGetValue(key, out var one) ? (one, others)
            : ((TerraformScope?)null, names);
        if (scope is null || rest is not [var output, .. var below]
            || !scope.Module.Outputs.TryGetValue(output, out var value) || !TryGo(scope.Evaluate(value), below, out found))
        {
            return false;
        }

        // A resource is known by the names that lead to it.
        if (found is JsonValue text && TerraformText.Parts(text.ToString()) is [(var expression, true)]
            && TerraformText.Reference(expression) is [var type, .. var path] && type.StartsWith("aws_", StringComparison.Ordinal))
        {
            var use = rest.Length < names.Length ? $"{module}[\"{names[0]}\"]" : module;
            found = JsonValue.Create($"${{{type}.{use}.{string.Join('.', path)}}}");
        }

        return true;
    }

    // What is left of a reference to something that is a reference itself goes on behind that.
    private static bool TryGo(JsonNode? node, string[] names, out JsonNode? found)
    {
        found = node;
        foreach (var (index, name) in names.Index())
        {
            if (found is JsonObject block && block.TryGetPropertyValue(name, out var member))
            {
                found = member;
            }
            else if (found is JsonArray list && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at < list.Count)
            {
                found = list[at];
            }
            else if (found is JsonValue value && value.TryGetValue<string>(out var text)
                && TerraformText.Parts(text) is [(var reference, true)])
            {
                found = JsonValue.Create($"${{{reference}.{string.Join('.', names.Skip(index))}}}");
                return true;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private JsonNode? Call(string name, JsonNode?[] arguments) => (name, arguments) switch
    {
        ("pairs", [JsonObject map]) => new JsonArray([.. map.Select(member =>
            new JsonObject { ["name"] = member.Key, ["value"] = origins.Copy(member.Value) })]),
        ("jsonencode" or "tostring" or "tonumber" or "tobool" or "tolist" or "toset" or "tomap" or "sensitive" or "nonsensitive",
            [var only]) => IsOpen(only) ? null : Moved(only),
        ("merge", _) when arguments.All(one => one is JsonObject or null) => Merged(arguments),
        ("concat", _) when arguments.All(one => one is JsonArray) => Joined(arguments.Cast<JsonArray>()),
        ("flatten", [JsonArray lists]) when !lists.Any(IsOpen) =>
            Joined(lists.Select(one => one as JsonArray ?? [origins.Copy(one)])),
        ("join", [var separator, JsonArray items]) when Scalar(separator) is { } between && items.All(item => Scalar(item) is not null) =>
            origins.Joined(string.Join(between, items.Select(Scalar)), items),
        ("lookup", [JsonObject map, var key, .. var other]) when Scalar(key) is { } wanted => map.ContainsKey(wanted)
            ? origins.Copy(map[wanted]) : other is [var otherwise] ? Moved(otherwise) : null,
        ("coalesce", [var first, ..]) when !IsOpen(first) && Scalar(first) is { Length: > 0 } => Moved(first),
        ("try", [var first, .. var others]) => !IsOpen(first) ? Moved(first)
            : others.Length > 0 && IsMissing(first!.ToString()) ? Call(name, others) : null,
        _ => null,
    };

    // A member that is not there, of something that is known: then the next argument counts.
    private bool IsMissing(string text)
    {
        if (TerraformText.Parts(text) is not [(var expression, true)] || TerraformText.Reference(expression) is not { } names)
            return false;
        for (var length = names.Length - 1; length >= 2; length--)
        {
            if (TryFind(names[..length], out var found))
                return !IsOpen(found);
        }

        return false;
    }

    private JsonObject Merged(IEnumerable<JsonNode?> blocks)
    {
        var all = new JsonObject();
        foreach (var (name, value) in blocks.OfType<JsonObject>().SelectMany(block => block))
            all[name] = origins.Copy(value);
        return all;
    }

    private JsonArray Joined(IEnumerable<JsonArray> lists) => new([.. lists.SelectMany(list => list).Select(origins.Copy)]);

    private JsonNode? Moved(JsonNode? node) => node?.Parent is null ? node : origins.Copy(node);

    private static bool IsOpen(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && TerraformText.Parts(text) is [(_, true)];

    private static string? Scalar(JsonNode? node) => node is not JsonValue value ? null
        : value.GetValueKind() is not JsonValueKind.String ? value.ToJsonString()
        : TerraformText.IsExpression(value.GetValue<string>()) ? null : value.GetValue<string>();
}
