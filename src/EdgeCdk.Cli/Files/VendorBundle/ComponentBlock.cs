using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A block that may be about a component, or those members of one whose names begin with the same component.</summary>
/// <param name="Node">The block.</param>
/// <param name="Path">The names and positions that lead to it.</param>
/// <param name="Keys">Names of its members, by what they are without what separates words, and without the component.</param>
/// <param name="Prefix">The component that the names begin with. Null: they begin with none, and are all members of the block.</param>
internal sealed record ComponentBlock(
    JsonObject Node, IReadOnlyList<string> Path, IReadOnlyDictionary<string, string> Keys, string? Prefix)
{
    // What a name such as dqc_image_tag may end with.
    private static readonly string[] Ends =
    [
        "image", "imageuri", "containerimage", "repository", "imagerepository", "imagename", "tag", "imagetag", "imageversion", "digest",
        "imagedigest", "cpu", "memory", "memorymib", "memorymb", "memorysize", "ephemeralstorage", "ephemeralstoragegib", "environment",
        "env", "environmentvariables", "envvars", "command", "entrypoint", "handler", "runtime", "timeout", "timeoutseconds", "batchsize",
        "batchwindowseconds", "maximumconcurrency",
    ];

    /// <summary>The names of its members.</summary>
    public IReadOnlySet<string> Own { get; } = Prefix is null ? Node.Select(member => member.Key).ToHashSet() : Keys.Values.ToHashSet();

    /// <summary>All blocks in a node, what is inside of others first.</summary>
    public static IEnumerable<ComponentBlock> In(JsonNode? node) => Below(node, []);

    private static IEnumerable<ComponentBlock> Below(JsonNode? node, IReadOnlyList<string> path) => node switch
    {
        // A variable may have the name and the value of an image: it is one for the code that reads it.
        JsonObject block => block.Where(member => !ComponentPart.IsEnvironment(BundleValue.Plain(member.Key)))
            .SelectMany(member => Below(member.Value, [.. path, member.Key])).Concat(Of(block, path)),
        JsonArray list => BundleList.Items(list).SelectMany(item => Below(item.Node, [.. path, item.Name])),
        _ => [],
    };

    private static IEnumerable<ComponentBlock> Of(JsonObject block, IReadOnlyList<string> path)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var prefixed = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var name in block.Select(member => member.Key))
        {
            var plain = BundleValue.Plain(name);
            keys.TryAdd(plain, name);
            var ends = Ends.Where(end => plain.Length > end.Length && plain.EndsWith(end, StringComparison.Ordinal));
            if (ends.MaxBy(end => end.Length) is { } end && ComponentWords.Find(plain[..^end.Length]) is { } component)
            {
                if (!prefixed.TryGetValue(component, out var members))
                    prefixed[component] = members = new(StringComparer.Ordinal);
                members.TryAdd(end, name);
            }
        }

        yield return new ComponentBlock(block, path, keys, null);
        foreach (var (component, members) in prefixed)
            yield return new ComponentBlock(block, path, members, component);
    }
}
