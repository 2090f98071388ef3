using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Compares templates with their reviewed copies in the folder snapshots, and documents with what generates them. <c>UPDATE_SNAPSHOTS=1</c> rewrites the files,
/// for review; never in CI.
/// </summary>
public static partial class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether reviewed copies are being rewritten.</summary>
    public static bool IsUpdating => System.Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && System.Environment.GetEnvironmentVariable("CI") is null;

    /// <summary>Returns null when they are equal, and else the first line that differs and what to do.</summary>
    public static string? Compare(string name, SynthesizedTemplate template) => Compare(Render(template), "tests", "snapshots", name);

    /// <summary>The same for a text that is generated into a file of the repository.</summary>
    public static string? Compare(string actual, params string[] path)
    {
        var file = Repository.Path(path);
        if (IsUpdating)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual == expected)
            return null;
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(index => left.ElementAtOrDefault(index) != right.ElementAtOrDefault(index));
        return $"{string.Join('/', path)} differs at line {line + 1}:\n  reviewed: {left.ElementAtOrDefault(line)}\n  now:      {right.ElementAtOrDefault(line)}\n"
            + "if the change is meant, run the tests with UPDATE_SNAPSHOTS=1 and review the file's diff";
    }

    private static string Render(SynthesizedTemplate template) => Masked(template).ToJsonString(Indented) + "\n";

    // The Python sources are reviewed where they are written, and a hash says nothing to a reviewer.
    internal static JsonNode Masked(SynthesizedTemplate template)
    {
        var json = template.Json.DeepClone();
        foreach (var code in Resource.Walk(json).OfType<JsonObject>().Where(node => node.ContainsKey("ZipFile")))
            code["ZipFile"] = "(inline source)";
        return JsonNode.Parse(Sha256().Replace(json.ToJsonString(Indented), "(sha256)"))!;
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();
}
