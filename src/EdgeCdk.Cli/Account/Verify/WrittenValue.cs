using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>
/// Compares a part of a template with what the account has. What only CloudFormation can compute stands for any text but <c>*</c>, and a
/// condition for each of its two values.
/// </summary>
internal static class WrittenValue
{
    private const string If = "Fn::If";

    /// <summary>Whether the account has what is written. Lists may have another order.</summary>
    /// <param name="written">A part of a template; null when the template does not have it.</param>
    /// <param name="actual">What the account has; null when it has nothing there.</param>
    public static bool Is(JsonNode? written, JsonNode? actual) => written switch
    {
        JsonObject map when map[If] is JsonArray => Choices(map).Any(choice => Is(choice, actual)),
        JsonObject map when IsNoValue(map) => actual is null,
        JsonObject map when IsComputed(map) => actual is JsonArray list ? list.All(item => Is(map, item)) : Matches(map, actual),
        JsonArray items => IsList(items, actual is JsonArray list ? list : [actual?.DeepClone()]),
        JsonObject map => actual is JsonObject found
            && map.Select(pair => pair.Key).Union(found.Select(pair => pair.Key)).All(key => Is(map[key], found[key])),
        // A list of one item is the same as the item.
        _ when actual is JsonArray { Count: 1 } one => Is(written, one[0]),
        _ => $"{written}" == $"{actual}",
    };

    /// <summary>The items of a list that may be there, and those that must be.</summary>
    public static IEnumerable<(JsonNode Item, bool IsRequired)> Items(JsonNode? list) =>
        from item in list as JsonArray ?? (list is null ? [] : new JsonArray(list.DeepClone()))
        let isRequired = item is not JsonObject map || map[If] is null
        from choice in Choices(item)
        where choice is not null && !IsNoValue(choice)
        select (choice, isRequired);

    private static bool IsList(JsonArray written, JsonArray actual)
    {
        var items = Items(written).ToList();
        return items.Where(item => item.IsRequired).All(item => actual.Any(found => Is(item.Item, found)))
            && actual.All(found => items.Any(item => Is(item.Item, found)));
    }

    private static IEnumerable<JsonNode?> Choices(JsonNode? node) => node is JsonObject map && map[If] is JsonArray parts
        ? parts.Skip(1).SelectMany(Choices)
        : [node];

    private static bool IsNoValue(JsonNode node) => node is JsonObject map && $"{map["Ref"]}" == "AWS::NoValue";

    private static bool IsComputed(JsonObject map) =>
        map.Count == 1 && map.Single().Key is var key && (key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal));

    private static bool Matches(JsonObject written, JsonNode? actual) => actual is JsonValue && $"{actual}" is var text && text != "*"
        && Regex.IsMatch(text, $"^{Pattern(written)}$", RegexOptions.NonBacktracking | RegexOptions.Singleline);

    private static string Pattern(JsonNode? node) => node switch
    {
        JsonObject map when map["Fn::Join"] is JsonArray { Count: 2 } join && join[1] is JsonArray parts =>
            string.Join(Regex.Escape($"{join[0]}"), parts.Select(Pattern)),
        JsonObject => ".*",
        _ => Regex.Escape($"{node}"),
    };
}
