using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>The definitions of one directory, before anything is replaced in them.</summary>
internal sealed class TerraformModule
{
    public TerraformModule(string folder, IEnumerable<BundleDocument> documents)
    {
        (Folder, Documents) = (folder, [.. documents]);
        foreach (var (name, block) in Documents.SelectMany(document => Named(document.Root["variable"])))
            Defaults[name] = block["default"];
        foreach (var (name, block) in Documents.SelectMany(document => Named(document.Root["output"])))
            Outputs[name] = block["value"];
        foreach (var (name, value) in Documents.SelectMany(document => Blocks(document.Root["locals"])).SelectMany(block => block))
            Locals[name] = value;
        foreach (var (name, block) in Documents.SelectMany(document => Named(document.Root["module"])))
            Calls[name] = block;
    }

    /// <summary>Its directory in the bundle.</summary>
    public string Folder { get; }

    public IReadOnlyList<BundleDocument> Documents { get; }

    /// <summary>Variables with their defaults; null for none.</summary>
    public Dictionary<string, JsonNode?> Defaults { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonNode?> Outputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonNode?> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>The modules that it uses, with their arguments.</summary>
    public Dictionary<string, JsonObject> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>A block may be alone, or in a list.</summary>
    public static IEnumerable<JsonObject> Blocks(JsonNode? node) => node switch
    {
        JsonObject block => [block],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>Blocks with one label.</summary>
    public static IEnumerable<(string Name, JsonObject Block)> Named(JsonNode? node) =>
        Blocks(node).SelectMany(block => block).SelectMany(member => Blocks(member.Value).Select(block => (member.Key, block)));

    /// <summary>The directory of a module that is called; null when it is not in the bundle.</summary>
    public string? FolderOf(JsonObject call)
    {
        if (call["source"] is not JsonValue value || !value.TryGetValue<string>(out var source) || !source.StartsWith('.'))
            return null;
        var parts = new List<string>(Folder.Length == 0 ? [] : Folder.Split('/'));
        foreach (var part in source.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }
}
