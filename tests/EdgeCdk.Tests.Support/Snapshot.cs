using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Compares templates with their reviewed copies in the folder snapshots, and documents with what generates them.
/// <c>UPDATE_SNAPSHOTS=1</c> rewrites the files, for review; never in CI.
/// </summary>
public static partial class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether reviewed copies are being rewritten.</summary>
    public static bool IsUpdating =>
        Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    /// <summary>Compares a template with its reviewed copy.</summary>
    /// <returns>Null if they are equal, otherwise the first line that differs and what to do.</returns>
    public static string? Compare(string name, SynthesizedTemplate template) => Compare(Render(template), "tests", "snapshots", name);

    /// <summary>The same for a text that is generated into a file of the repository.</summary>
    public static string? Compare(string actual, params string[] path)
    {
        var file = Repository.Path(path);
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        return actual == expected ? null : Difference(string.Join('/', path), expected.Split('\n'), actual.Split('\n'));
    }

    private static string Difference(string file, string[] reviewed, string[] now)
    {
        var lines = Enumerable.Range(0, Math.Max(reviewed.Length, now.Length));
        var line = lines.First(index => reviewed.ElementAtOrDefault(index) != now.ElementAtOrDefault(index));
        return $"""
            {file} differs at line {line + 1}:
              reviewed: {reviewed.ElementAtOrDefault(line)}
              now:      {now.ElementAtOrDefault(line)}
            if the change is intended, run the tests with UPDATE_SNAPSHOTS=1 and review the file's diff
            """;
    }

    private static string Render(SynthesizedTemplate template) => Masked(template).ToJsonString(Indented) + "\n";

    // The Python sources are reviewed in their own files, and a hash says nothing to a reviewer.
    internal static JsonNode Masked(SynthesizedTemplate template)
    {
        var json = template.Json.DeepClone();
        // A new version of the product is no change of a template.
        if (json["Metadata"]?.AsObject() is { } metadata && metadata.Remove(Product.Name) && metadata.Count == 0)
            json.AsObject().Remove("Metadata");
        foreach (var code in Resource.Walk(json).OfType<JsonObject>().Where(node => node.ContainsKey("ZipFile")))
            code["ZipFile"] = "(inline source)";
        return JsonNode.Parse(Sha256().Replace(json.ToJsonString(Indented), "(sha256)"))!;
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();
}
