using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.App.Synthesis;

/// <summary>Cloud assemblies, which the CDK CLI reads: a manifest, and the files that it names.</summary>
internal static class CloudAssembly
{
    private const string Manifest = "manifest.json";

    private static readonly JsonWriterOptions Json = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Merges several assemblies, each of one edge, into one.</summary>
    /// <param name="parts">Their directories.</param>
    /// <param name="output">Where to write. What is there already and has another name stays.</param>
    public static void Merge(IEnumerable<string> parts, string output)
    {
        Directory.CreateDirectory(output);
        var merged = new JsonObject();
        foreach (var part in parts)
        {
            var manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(part, Manifest)))!.AsObject();
            foreach (var (name, value) in manifest)
            {
                if (value is JsonObject artifacts && merged[name] is JsonObject others)
                    artifacts.ToList().ForEach(artifact => others[artifact.Key] = artifact.Value!.DeepClone());
                else
                    merged[name] = value!.DeepClone();
            }

            foreach (var file in Directory.GetFiles(part).Where(file => Path.GetFileName(file) != Manifest))
                File.Copy(file, Path.Combine(output, Path.GetFileName(file)), overwrite: true);
        }

        // Last: with a manifest, the directory is a cloud assembly.
        Write(merged, Path.Combine(output, Manifest));
    }

    /// <summary>Writes one of its files. That of a thousand edges is large: its text is never in memory as a whole.</summary>
    public static void Write(JsonNode content, string file)
    {
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream, Json);
        content.WriteTo(writer);
    }
}
