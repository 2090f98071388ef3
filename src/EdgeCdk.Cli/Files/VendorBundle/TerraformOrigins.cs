using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Which variable of the root module a value was taken from, through all copies.</summary>
internal sealed class TerraformOrigins
{
    private const int MostNodes = 1_000_000, MostReferences = 200;

    private readonly Dictionary<JsonNode, string> _paths = new(ReferenceEqualityComparer.Instance);
    private int _count, _depth;

    /// <summary>Path of the variable, by the value.</summary>
    public IReadOnlyDictionary<JsonNode, string> Paths => _paths;

    /// <summary>Notes that a value is that of a variable.</summary>
    public void Set(JsonNode node, string path) => _paths[node] = path;

    /// <summary>A copy that came from the same place.</summary>
    public JsonNode? Copy(JsonNode? node)
    {
        Count();
        switch (node)
        {
            case JsonObject block:
                return new JsonObject(block.Select(member => KeyValuePair.Create(member.Key, Copy(member.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Copy)]);
            case null:
                return null;
            default:
                var copy = node.DeepClone();
                if (_paths.TryGetValue(node, out var path))
                    _paths[copy] = path;
                return copy;
        }
    }

    /// <summary>A text that was made of the items of a list: from where the list came.</summary>
    public JsonNode Joined(string text, JsonArray items)
    {
        var joined = JsonValue.Create(text);
        var lists = items.Select(item => _paths.GetValueOrDefault(item!)).Select(path =>
            path?.LastIndexOf('.') is { } end and > 0 ? path[..end] : null);
        if (lists.Distinct().ToList() is [{ } list])
            _paths[joined] = list;
        return joined;
    }

    /// <summary>Follows a reference, until what it returns is disposed of.</summary>
    /// <exception cref="CommandException">Too many references lead to each other.</exception>
    public IDisposable Deeper() => ++_depth > MostReferences
        ? throw new CommandException($"more than {MostReferences} references lead to each other: this is not a bundle of the vendor")
        : new Step(this);

    /// <summary>Counts a step of the work: definitions that refer to each other can become as large as one likes.</summary>
    /// <exception cref="CommandException">There are too many.</exception>
    public void Count()
    {
        if (++_count > MostNodes)
            throw new CommandException("the definitions become larger than 1,000,000 values: this is not a bundle of the vendor");
    }

    private sealed class Step(TerraformOrigins origins) : IDisposable
    {
        public void Dispose() => origins._depth--;
    }
}
