using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Templates of two edges as each release generated them, in the folder golden. Those of older releases are what users have deployed,
/// and are never written again; those of the newest release are rewritten like a snapshot.
/// </summary>
public static partial class GoldenTemplates
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The smallest edge, and the one with the most in it.</summary>
    public static IReadOnlyList<string> Edges { get; } = [EdgeFiles.Demo, EdgeFiles.Watched];

    /// <summary>The releases, the oldest first.</summary>
    public static IReadOnlyList<string> Releases { get; } =
        [.. Directory.GetFiles(Repository.Releases, "*.yaml").Select(NameOf).OrderBy(Version.Parse)];

    public static string[] PathOf(string release, string edge) => ["tests", "golden", release, $"Edge-{edge}.template.json"];

    /// <summary>The text of an edge file for another release than its own.</summary>
    public static string EdgeText(string edge, string release)
    {
        var text = EdgeFiles.Text(edge);
        return WithQueues(text.With(OwnRelease().Match(text).Groups[1].Value, release), release);
    }

    /// <summary>A template with a line for each resource: a program compares the files, and people read only the differences.</summary>
    public static string Render(SynthesizedTemplate template)
    {
        var sections = Snapshot.Masked(template).AsObject().Select(section => $"{Line(section.Key)}: {Section(section.Value)}");
        return $"{{\n{string.Join(",\n", sections)}\n}}\n";
    }

    // Those of functions that the release has and that of the file has not.
    private static string WithQueues(string text, string release)
    {
        if (Fleet.LoadReleases(Repository.Releases).Find(release) is not { } manifest)
            return text;
        var missing = manifest.Functions.Keys.Select(FunctionTraitsAttribute.Of)
            .Where(function => !text.Contains($"  {Names.Key(function.QueueArn)}:", StringComparison.Ordinal))
            .Select(function => $"  {Names.Key(function.QueueArn)}: arn:aws:sqs:eu-central-1:999988887777:{function.Package}\n");
        return text.Replace("  eventSources:", $"{string.Concat(missing)}  eventSources:", StringComparison.Ordinal);
    }

    [GeneratedRegex("^  release: ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex OwnRelease();

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static string Section(JsonNode? node)
    {
        if (node is not JsonObject map)
            return Line(node);
        var entries = map.Select(pair => $"  {Line(pair.Key)}: {Line(pair.Value)}");
        return $"{{\n{string.Join(",\n", entries)}\n}}";
    }

    private static string Line(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";
}
