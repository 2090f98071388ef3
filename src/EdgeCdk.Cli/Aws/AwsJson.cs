using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>Reads answers of AWS, which leave out what is empty.</summary>
internal static class AwsJson
{
    /// <summary>A text, or a number as text; empty when there is none.</summary>
    public static string Text(this JsonNode? answer, string name) => (answer as JsonObject)?[name]?.ToString() ?? "";

    /// <summary>A number; 0 when there is none.</summary>
    public static double Number(this JsonNode? answer, string name) =>
        double.TryParse(answer.Text(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether a value is true; false when there is none.</summary>
    public static bool Flag(this JsonNode? answer, string name) => answer.Text(name) == "true";

    /// <summary>The items of a list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? answer, string name) =>
        ((answer as JsonObject)?[name] as JsonArray)?.OfType<JsonNode>() ?? [];

    /// <summary>The items of a list of texts.</summary>
    public static IEnumerable<string> Texts(this JsonNode? answer, string name) => answer.Items(name).Select(item => item.ToString());

    /// <summary>The value of a tag; null without one.</summary>
    public static string? Tag(this JsonNode answer, string key) =>
        answer.Items("Tags").FirstOrDefault(tag => tag.Text("Key") == key)?.Text("Value");

    /// <summary>The value of an output or a parameter of a stack; null without one.</summary>
    /// <param name="stack">The stack, as describe-stacks shows it.</param>
    /// <param name="kind"><c>Output</c> or <c>Parameter</c>.</param>
    /// <param name="name">Its name.</param>
    public static string? Entry(this JsonNode? stack, string kind, string name) =>
        stack.Items($"{kind}s").FirstOrDefault(item => item.Text($"{kind}Key") == name)?.Text($"{kind}Value");
}
