using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// JSON for readers: what fits into a line is in one. With a line for each text, the template for who deploys would be larger than what
/// CloudFormation takes in a call.
/// </summary>
public static class JsonLines
{
    private const int Width = 140, Indents = 4;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text.</summary>
    public static string Of(JsonNode node) => Of(node, 0);

    private static string Of(JsonNode? node, int indent)
    {
        // What is deeper is a statement of a policy: it stands by itself.
        var inner = new string(' ', Math.Min(indent + 1, Indents));
        var parts = node switch
        {
            JsonObject map => map.Select(pair => $"{Text(pair.Key)}: {Of(pair.Value, indent + 1)}").ToList(),
            JsonArray list => [.. list.Select(item => Of(item, indent + 1))],
            _ => null,
        };
        if (parts is null)
            return node!.ToJsonString(Plain);
        var (open, close) = node is JsonObject ? ("{ ", " }") : ("[", "]");
        var line = $"{open}{string.Join(", ", parts)}{close}";
        if (parts.Count == 0)
            return $"{open.Trim()}{close.Trim()}";
        if (!line.Contains('\n') && indent + line.Length < Width)
            return line;
        var outer = new string(' ', Math.Min(indent, Indents));
        return $"{open.Trim()}\n{inner}{string.Join($",\n{inner}", Filled(parts, Width - inner.Length))}\n{outer}{close.Trim()}";
    }

    // Short items share a line.
    private static IEnumerable<string> Filled(IEnumerable<string> items, int width)
    {
        var line = "";
        foreach (var item in items)
        {
            if (line.Length > 0 && (line.Length + item.Length + 3 > width || item.Contains('\n') || line.Contains('\n')))
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? $", {item}" : item;
        }

        yield return line;
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Plain);
}
