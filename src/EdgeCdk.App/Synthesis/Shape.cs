using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config;
using EdgeCdk.Lambdas;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// The cloud assembly of all edges that differ in plain values alone: synthesized once with placeholders, and written for each edge
/// with its values. What a template derives from values is derived again for each edge.
/// </summary>
internal sealed class Shape : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
    private readonly List<(ShapeText Source, Func<string, string> Derive)> _derived = [];
    private readonly List<(ShapeText Name, ShapeText Text)> _files = [];

    private Shape()
    {
    }

    /// <summary>
    /// The shape of an edge. Null when it cannot be synthesized: because of the edge, which shows again without its shape, or because
    /// something depends on values in a way that is not known here.
    /// </summary>
    public static Shape? Of(EdgeDefinition edge)
    {
        var shape = new Shape();
        try
        {
            shape.Synthesize(edge);
            return shape;
        }
        catch (Exception)
        {
            shape.Dispose();
            return null;
        }
    }

    /// <summary>What edges of one shape have in common.</summary>
    public static string KeyOf(EdgeDefinition edge) => ShapeKey.Of(DefinitionInputs.Of(edge, new Placeholders().Of));

    /// <summary>Writes the cloud assembly of an edge of this shape.</summary>
    public void Write(EdgeDefinition edge, string output)
    {
        var placeholders = new Placeholders();
        DefinitionInputs.Of(edge, placeholders.Of);
        List<string> values = [.. placeholders.Values];
        foreach (var (source, derive) in _derived)
            values.Add(derive(source.With(values)));
        Directory.CreateDirectory(output);
        foreach (var asset in Directory.EnumerateFiles(_directory).Where(IsAsset))
            File.Copy(asset, Path.Combine(output, Path.GetFileName(asset)));
        foreach (var (name, text) in _files)
            File.WriteAllText(Path.Combine(output, name.With(values)), text.With(values));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Synthesize(EdgeDefinition edge)
    {
        var (placeholders, hashes) = (new Placeholders(), new List<DerivedValue>());
        var inputs = DefinitionInputs.Of(edge, placeholders.Of);
        EdgeApp.Synthesize(edge, inputs with { Edge = inputs.Edge with { HashOf = HashOf } }, _directory);
        var texts = Directory.GetFiles(_directory).Where(file => !IsAsset(file))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        List<DerivedValue> derived = [.. LogicalIds(texts["manifest.json"]), .. hashes, .. Templates(texts)];
        if (derived.Any(value => value.Derive(value.Source) != value.Result))
            throw new InvalidDataException("a value is derived in another way");

        var gaps = Enumerable.Range(0, placeholders.Values.Count).ToDictionary(Placeholders.Name, number => new ShapeGap(number));
        foreach (var value in derived)
            gaps.Add(value.Result, new ShapeGap(gaps.Count));
        foreach (var hash in hashes)
            gaps.Add(hash.Result[..ContentHash.DescribedLength], gaps[hash.Result] with { Length = ContentHash.DescribedLength });
        var pattern = new Regex(string.Join('|', gaps.Keys.OrderByDescending(text => text.Length).Select(Regex.Escape)));
        _derived.AddRange(derived.Select(value => (new ShapeText(value.Source, pattern, gaps), value.Derive)));
        _files.AddRange(texts.Select(
            file => (new ShapeText(file.Key, pattern, gaps), new ShapeText(file.Value, pattern, gaps))));

        string HashOf(string content)
        {
            var hash = ContentHash.Of(content);
            hashes.Add(new DerivedValue(content, hash, ContentHash.Of));
            return hash;
        }
    }

    // Of resources whose id is a value.
    private static IEnumerable<DerivedValue> LogicalIds(string manifest) =>
        from artifact in JsonNode.Parse(manifest)!["artifacts"]!.AsObject()
        from entries in artifact.Value!["metadata"]?.AsObject() ?? []
        let path = string.Join('/', entries.Key.Split('/').Skip(2))
        where path.Contains(Placeholders.Mark, StringComparison.Ordinal)
        from entry in entries.Value!.AsArray()
        where (string?)entry!["type"] == "aws:cdk:logicalId"
        select new DerivedValue(path, (string)entry["data"]!, DerivedValue.LogicalIdOf);

    private static IEnumerable<DerivedValue> Templates(Dictionary<string, string> texts) =>
        from file in texts
        where file.Key.EndsWith(".template.json", StringComparison.Ordinal)
        select new DerivedValue(file.Value, DerivedValue.TemplateHashOf(file.Value), DerivedValue.TemplateHashOf);

    private static bool IsAsset(string file) => Path.GetFileName(file).StartsWith("asset.", StringComparison.Ordinal);
}
