using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.App.Split;

/// <summary>The templates of the teams as files, with the list of what they widen.</summary>
internal static class SplitFiles
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <c>keys</c>, <c>network</c> and <c>identity.template.json</c>, and <c>wider.json</c>.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="directory">Directory that exists.</param>
    public static void Write(EdgeDefinition edge, string directory)
    {
        var templates = new TeamTemplates(edge);
        foreach (var (team, template) in templates.All)
            Write(Path.Combine(directory, $"{team.ToString().ToLowerInvariant()}.template.json"), template);
        Write(Path.Combine(directory, "wider.json"), JsonSerializer.SerializeToNode(templates.Widenings, JsonSerializerOptions.Web)!);
    }

    private static void Write(string file, JsonNode content) => File.WriteAllText(file, content.ToJsonString(Indented));
}
