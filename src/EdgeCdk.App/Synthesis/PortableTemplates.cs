using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using EdgeCdk.App.Product;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.App.Synthesis;

/// <summary>Templates that belong to no edge file: they take parameters, and are deployed with the AWS CLI alone.</summary>
public static class PortableTemplates
{
    // As the CDK writes templates, so that they compare well.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Names of all templates, for some releases: <c>edge-</c> and <c>edge-retained-</c> are those of edges,
    /// and with <c>stack-set-</c> for stack sets.
    /// </summary>
    public static IReadOnlyList<string> Names(ReleaseLine releases) => [.. Table(releases).Keys];

    /// <summary>Writes a template to a file.</summary>
    /// <exception cref="ConfigException">There is no template of that name.</exception>
    public static void Write(string name, string file, ReleaseLine releases)
    {
        var table = Table(releases);
        if (!table.TryGetValue(name, out var make))
            throw new ConfigException([new Problem("", $"template {name} is not known", $"use {string.Join(", ", table.Keys)}", "correct the name")]);
        File.WriteAllText(file, make().ToJsonString(Indented));
    }

    /// <summary>The template of a stack.</summary>
    internal static JsonObject Synthesize(Func<Amazon.CDK.App, Stack> create)
    {
        var output = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var template = "";
            EdgeApp.Synthesize(output, app => template = create(app).TemplateFile);
            return JsonNode.Parse(File.ReadAllText(Path.Combine(output, template)))!.AsObject();
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static SortedDictionary<string, Func<JsonObject>> Table(ReleaseLine releases)
    {
        var table = new SortedDictionary<string, Func<JsonObject>>(StringComparer.Ordinal)
        {
            ["portfolio"] = () => Synthesize(app => new EdgePortfolioStack(app, releases)),
            ["prerequisites"] = () => Synthesize(app => new PrerequisitesStack(app)),
        };
        foreach (var release in releases.OldestFirst())
        {
            foreach (var (name, ofStackSet) in new[] { ("edge-", false), ("edge-stack-set-", true) })
            {
                table[$"{name}{release.Version}"] = () => ProductTemplate.Of(release, retainData: false, ofStackSet);
                table[$"{name}retained-{release.Version}"] = () => ProductTemplate.Of(release, retainData: true, ofStackSet);
            }
        }

        return table;
    }
}
