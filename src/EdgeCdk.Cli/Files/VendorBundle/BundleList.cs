using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>
/// How the items of a list are called: by the name that each has, else by their positions. A place in a mapping file must not become that
/// of another item when the next bundle has one more.
/// </summary>
internal static class BundleList
{
    private static readonly string[] NameKeys = ["name", "key", "id", "component", "job"];

    /// <summary>The items with what they are called.</summary>
    public static IEnumerable<(string Name, JsonNode? Node)> Items(JsonArray list)
    {
        var names = NameKeys.Select(key => list.Select(item => NameOf(item, key)).ToList())
            .FirstOrDefault(found => found.TrueForAll(name => name is not null) && found.Distinct().Count() == found.Count);
        return list.Select((item, index) => (names?[index] ?? index.ToString(CultureInfo.InvariantCulture), item));
    }

    private static string? NameOf(JsonNode? item, string key) =>
        item is JsonObject block && block[key] is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0
            && !TerraformText.IsExpression(name) ? name : null;
}
