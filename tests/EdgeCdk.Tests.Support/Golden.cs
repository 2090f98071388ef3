using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Templates of two edges as each release made them, in the folder golden. Those of older releases are what users have deployed,
/// and are never written again; that of the newest release is rewritten like a snapshot.
/// </summary>
public static partial class Golden
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The smallest edge, and the one with the most in it.</summary>
    public static IReadOnlyList<string> Edges { get; } = [EdgeFiles.Demo, EdgeFiles.Watched];

    /// <summary>The releases, the oldest first.</summary>
    public static IReadOnlyList<string> Releases { get; } =
        [.. Directory.GetFiles(Repository.Releases, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).OrderBy(Version.Parse)];

    public static string[] PathOf(string release, string edge) => ["tests", "golden", release, $"Edge-{edge}.template.json"];

    /// <summary>The text of an edge file for another release than its own.</summary>
    public static string EdgeText(string edge, string release)
    {
        var text = EdgeFiles.Text(edge);
        return text.With(OwnRelease().Match(text).Groups[1].Value, release);
    }

    /// <summary>A template with a line for each resource: many files that are read by a program, and by people only where they differ.</summary>
    public static string Render(SynthesizedTemplate template)
    {
        var text = new StringBuilder("{\n");
        var sections = Snapshot.Masked(template).AsObject();
        foreach (var (section, index) in sections.Select((section, index) => (section, index)))
        {
            text.Append($"{(index == 0 ? "" : ",\n")}{Line(section.Key)}: ");
            text.Append(section.Value is JsonObject map ? $"{{\n{string.Join(",\n", map.Select(pair => $"  {Line(pair.Key)}: {Line(pair.Value)}"))}\n}}" : Line(section.Value));
        }

        return text.Append("\n}\n").ToString();
    }

    [GeneratedRegex("^  release: ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex OwnRelease();

    private static string Line(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";
}
