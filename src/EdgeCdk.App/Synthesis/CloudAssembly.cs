using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.App.Synthesis;

/// <summary>Cloud assemblies, which the CDK CLI reads: a manifest, and the files that it names.</summary>
internal static class CloudAssembly
{
    private const string Manifest = "manifest.json";
    private const string Artifacts = "artifacts";

    private static readonly JsonWriterOptions Json = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Merges several assemblies, each of one edge, into one.</summary>
    /// <param name="parts">Their directories, one at least. Each has artifacts of its own, and all else is the same in all of them.</param>
    /// <param name="output">Where to write. What is there already and has another name stays.</param>
    public static void Merge(IReadOnlyList<string> parts, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var file in parts.SelectMany(Directory.GetFiles).Where(file => Path.GetFileName(file) != Manifest))
            File.Copy(file, Path.Combine(output, Path.GetFileName(file)), overwrite: true);
        // Last and as a whole: with a manifest, the directory is a cloud assembly.
        var unfinished = Path.Combine(output, $"{Manifest}.unfinished");
        WriteManifest(parts, unfinished);
        File.Move(unfinished, Path.Combine(output, Manifest), overwrite: true);
    }

    /// <summary>Writes one of its files.</summary>
    public static void Write(JsonNode content, string file)
    {
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream, Json);
        content.WriteTo(writer);
    }

    // That of a thousand edges is large: it is never in memory as a whole.
    private static void WriteManifest(IReadOnlyList<string> parts, string file)
    {
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream, Json);
        writer.WriteStartObject();
        foreach (var (name, value) in ManifestOf(parts[0]))
        {
            writer.WritePropertyName(name);
            if (name == Artifacts)
                WriteArtifacts(writer, parts);
            else
                value!.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteArtifacts(Utf8JsonWriter writer, IEnumerable<string> parts)
    {
        writer.WriteStartObject();
        foreach (var (name, artifact) in parts.SelectMany(part => ManifestOf(part)[Artifacts]!.AsObject()))
        {
            writer.WritePropertyName(name);
            artifact!.WriteTo(writer);
            writer.Flush();
        }

        writer.WriteEndObject();
    }

    private static JsonObject ManifestOf(string part) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(part, Manifest)))!.AsObject();
}
