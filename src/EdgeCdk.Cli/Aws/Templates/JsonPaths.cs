using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>Finds its way in pieces of templates.</summary>
internal static class JsonPaths
{
    /// <summary>Whether two pieces say the same.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    /// <summary>What is at a path such as <c>ContainerDefinitions[*].Image</c>, by its exact path. What is not there is null.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> At(JsonNode? node, string path)
    {
        IEnumerable<(string Path, JsonNode? Node)> found = [("", node)];
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            found = step.StartsWith('[')
                ? found.SelectMany(
                    item => (item.Node as JsonArray ?? []).Select(
                        (child, index) => (Path: $"{item.Path}[{index.ToString(CultureInfo.InvariantCulture)}]", Node: child)))
                : found.Select(
                    item =>
                        (Path: item.Path.Length == 0 ? step : $"{item.Path}.{step}", Node: item.Node is JsonObject map ? map[step] : null));
        }

        return found.ToDictionary(item => item.Path, item => item.Node);
    }

    /// <summary>Paths of the smallest pieces that differ.</summary>
    public static IEnumerable<string> Differences(JsonNode? one, JsonNode? other, string path = "")
    {
        if (Same(one, other))
            return [];
        if (one is JsonObject left && other is JsonObject right && !IsReference(left) && !IsReference(right))
        {
            return left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)).Order(StringComparer.Ordinal)
                .SelectMany(key => Differences(left[key], right[key], path.Length == 0 ? key : $"{path}.{key}"));
        }

        if (one is JsonArray first && other is JsonArray second && first.Count == second.Count)
        {
            return first.Zip(second).SelectMany(
                (pair, index) => Differences(pair.First, pair.Second, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]"));
        }

        return [path];
    }

    /// <summary>All pieces of a piece, itself included, by their paths.</summary>
    public static IEnumerable<(string Path, JsonNode Node)> Walk(JsonNode? node, string path = "") => node switch
    {
        null => [],
        JsonObject map =>
            map.SelectMany(pair => Walk(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")).Prepend((path, node)),
        JsonArray list =>
            list.SelectMany((item, index) => Walk(item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]")).Prepend((path, node)),
        _ => [(path, node)],
    };

    /// <summary>One or many, as a list.</summary>
    public static IReadOnlyList<JsonNode> Many(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.OfType<JsonNode>()],
        _ => [node],
    };

    /// <summary>Whether a piece stands for a value that is known only later.</summary>
    public static bool IsReference(JsonNode? node) =>
        node is JsonObject { Count: 1 } map && map.Single().Key is var key
            && (key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal));
}
