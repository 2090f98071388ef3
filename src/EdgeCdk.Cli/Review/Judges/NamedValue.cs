using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>An environment variable, a tag or another value with a name that is not the same on both sides.</summary>
/// <param name="Name">What it is and its name: <c>variable RESULT_BUCKET</c>.</param>
/// <param name="Words">What happens to it, as the end of a sentence that begins with the construct.</param>
internal sealed partial record NamedValue(string Name, string Words)
{
    /// <summary>What changed at a path of a resource. Empty: the path leads to no value with a name.</summary>
    /// <param name="change">The resource, on both sides.</param>
    /// <param name="path">Path of a difference, which names an item of a list by its number.</param>
    public static IReadOnlyList<NamedValue> At(ResourceChange change, string path)
    {
        foreach (var list in Enclosing(path))
        {
            var (before, after) = (Values(Find(change.Base, list)), Values(Find(change.Head, list)));
            if (before is null || after is null)
                continue;
            var rest = path[list.Length..];
            var names = before.Concat(after)
                .Where(item => rest.Length == 0 || $"{rest}.".StartsWith($"{item.Place}.", StringComparison.Ordinal))
                .Select(item => item.Name).Distinct();
            return
            [
                .. from name in names
                   let was = before.Where(item => item.Name == name).Select(item => item.Value).FirstOrDefault()
                   let now = after.Where(item => item.Name == name).Select(item => item.Value).FirstOrDefault()
                   where !JsonPaths.Same(was, now)
                   let value = $"{Kind(list)} {name}"
                   select new NamedValue(
                       value, was is null ? $"gets {value}" : now is null ? $"loses {value}" : $"has another value of {value}"),
            ];
        }

        return [];
    }

    // The path itself and what it is in, the innermost first.
    private static IEnumerable<string> Enclosing(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
            yield return path[..end];
    }

    private static JsonNode? Find(StackResource? resource, string path) =>
        JsonPaths.Walk(resource?.Json).FirstOrDefault(piece => piece.Path == path).Node;

    // ECS, tags and parameters: a list of items that have a name and a value. Lambda: a map of variables.
    private static List<(string Name, string Place, JsonNode Value)>? Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject { Count: 2 } && NameOf(item) is not null) =>
            [.. list.Select((item, index) => (NameOf(item!)!, $"[{index}]", item!))],
        JsonObject map when map.Parent is JsonObject parent && parent["Variables"] == map =>
            [.. map.Where(pair => pair.Value is not null).Select(pair => (pair.Key, $".{pair.Key}", pair.Value!))],
        _ => null,
    };

    private static string? NameOf(JsonNode item) => (item["Name"] ?? item["Key"]) is JsonValue name ? name.ToString() : null;

    // Properties.ContainerDefinitions[0].Environment: a variable. Properties.Tags: a tag.
    private static string Kind(string list) => list[(list.LastIndexOf('.') + 1)..] is var last && last is "Environment"
        ? "variable"
        : WordStart().Replace(last.TrimEnd('s'), " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
