using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>A single value of a bundle, and where it is.</summary>
/// <param name="Document">The file.</param>
/// <param name="Path">The names and positions that lead to it.</param>
/// <param name="Node">The value.</param>
internal sealed record BundleValue(BundleDocument Document, IReadOnlyList<string> Path, JsonValue Node)
{
    /// <summary>File and path, as they are shown and as a mapping file names them.</summary>
    public string Place => $"{Document.File}: {string.Join('.', Path)}";

    /// <summary>The value as a text.</summary>
    public string Text { get; init; } = Node.GetValueKind() is JsonValueKind.String ? Node.GetValue<string>() : Node.ToJsonString();

    /// <summary>The names in lower case without what separates words, positions left out: <c>vpcprivatesubnetids</c>.</summary>
    public string Words => Plain(string.Concat(Path.Where(part => !part.All(char.IsDigit))));

    /// <summary>The place of the list that the value is an item of; else its own.</summary>
    public string List => Path[^1].All(char.IsDigit) ? $"{Document.File}: {string.Join('.', Path.SkipLast(1))}" : Place;

    /// <summary>Letters and digits alone, in lower case.</summary>
    public static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>All values of a document.</summary>
    public static IEnumerable<BundleValue> Of(BundleDocument document) => Below(document, document.Root, []);

    private static IEnumerable<BundleValue> Below(BundleDocument document, JsonNode? node, IReadOnlyList<string> path) => node switch
    {
        JsonObject block => block.SelectMany(member => Below(document, member.Value, [.. path, member.Key])),
        // An empty list says something, too.
        JsonArray { Count: 0 } => [new BundleValue(document, path, JsonValue.Create(""))],
        JsonArray list => list.SelectMany((item, index) =>
            Below(document, item, [.. path, index.ToString(System.Globalization.CultureInfo.InvariantCulture)])),
        JsonValue value => [new BundleValue(document, path, value)],
        _ => [],
    };
}
