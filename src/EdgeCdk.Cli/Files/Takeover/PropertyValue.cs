using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Attributes of Terraform as values of properties; null where there is none.</summary>
internal static class PropertyValue
{
    public static JsonNode? Document(string text) => JsonText.Parsed(text) as JsonObject;

    public static string First(StateResource resource, params string[] names) =>
        names.Select(resource.Text).FirstOrDefault(text => text.Length > 0) ?? "";

    public static string? Optional(StateResource resource, string name) => resource.Text(name) is { Length: > 0 } text ? text : null;

    public static JsonValue? Number(StateResource resource, string name) =>
        decimal.TryParse(resource.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number) : null;

    public static JsonArray List(StateResource resource, string name) => List(resource.Texts(name).Order(StringComparer.Ordinal));

    public static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    // In the order of the names, as this program writes templates.
    public static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
