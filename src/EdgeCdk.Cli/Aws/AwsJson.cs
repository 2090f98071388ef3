using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>Reads answers of AWS, which leave out what is empty.</summary>
internal static class AwsJson
{
    /// <summary>A text, or a number as text; empty when there is none.</summary>
    public static string Text(this JsonNode? answer, string name) => answer?[name]?.ToString() ?? "";

    /// <summary>A number; 0 when there is none.</summary>
    public static double Number(this JsonNode? answer, string name) => double.TryParse(answer.Text(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether something is said to be true.</summary>
    public static bool Flag(this JsonNode? answer, string name) => answer.Text(name) == "true";

    /// <summary>The items of a list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? answer, string name) => (answer?[name] as JsonArray)?.OfType<JsonNode>() ?? [];

    /// <summary>The items of a list of texts.</summary>
    public static IEnumerable<string> Texts(this JsonNode? answer, string name) => answer.Items(name).Select(item => item.ToString());

    /// <summary>The value of a tag; null without one.</summary>
    public static string? Tag(this JsonNode answer, string key) => answer.Items("Tags").FirstOrDefault(tag => tag.Text("Key") == key)?.Text("Value");
}
