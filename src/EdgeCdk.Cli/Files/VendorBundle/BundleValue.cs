using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A single value of a bundle, and where it is.</summary>
/// <param name="Document">The file.</param>
/// <param name="Path">The names and positions that lead to it.</param>
/// <param name="Node">The value.</param>
internal sealed record BundleValue(BundleDocument Document, IReadOnlyList<string> Path, JsonValue Node)
{
    /// <summary>File and path, as they are shown and as a mapping file names them.</summary>
    public string Place => PlaceOf(Document, Path);

    /// <summary>The value as a text.</summary>
    public string Text => Node.GetValueKind() is JsonValueKind.String ? Node.GetValue<string>() : Node.ToJsonString();

    /// <summary>Whether it refers to something whose value is not known.</summary>
    public bool IsExpression => TerraformText.IsExpression(Text);

    /// <summary>The name that stands beside it, in a list of names and values. Default: null, there is none.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// The variable of the root module that it was taken from, positions left out; null when it was written in its place.
    /// </summary>
    public string? Origin => Document.Origins.TryGetValue(Node, out var origin) ? WithoutPositions(origin.Split('.')) : null;

    /// <summary>Its path without positions: <c>vpc.privateSubnetIds</c>.</summary>
    public string Variable => WithoutPositions(Path);

    /// <summary>The names in lower case without what separates words, positions left out: <c>vpcprivatesubnetids</c>.</summary>
    public string Words => Plain(string.Concat(Path.Where(part => !IsPosition(part))));

    /// <summary>Its own name, or that of the list that it is an item of.</summary>
    public string Name => Path.Last(part => !IsPosition(part));

    /// <summary>The place of the list that the value is an item of; else its own.</summary>
    public string List => IsPosition(Path[^1]) ? PlaceOf(Document, [.. Path.SkipLast(1)]) : Place;

    /// <summary>Letters and digits alone, in lower case.</summary>
    public static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>File and path of a value or block.</summary>
    public static string PlaceOf(BundleDocument document, IReadOnlyList<string> path) => $"{document.File}: {string.Join('.', path)}";

    /// <summary>All values of a document.</summary>
    public static IEnumerable<BundleValue> Of(BundleDocument document) => Below(document, document.Root, [], null);

    /// <summary>All values of a part of a document.</summary>
    public static IEnumerable<BundleValue> Below(
        BundleDocument document, JsonNode? node, IReadOnlyList<string> path, string? label = null) => node switch
        {
            JsonObject block => block.SelectMany(member => Below(document, member.Value, [.. path, member.Key],
                block["name"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : null)),
            // An empty list says something, too.
            JsonArray { Count: 0 } => [new BundleValue(document, path, JsonValue.Create(""))],
            JsonArray list => BundleList.Items(list).SelectMany(item => Below(document, item.Node, [.. path, item.Name])),
            JsonValue value => [new BundleValue(document, path, value) { Label = label }],
            _ => [],
        };

    private static bool IsPosition(string part) => part.All(char.IsAsciiDigit);

    private static string WithoutPositions(IEnumerable<string> path) => string.Join('.', path.Where(part => !IsPosition(part)));
}
