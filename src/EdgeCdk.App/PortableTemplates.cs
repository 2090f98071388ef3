using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.App.Portable;
using EdgeCdk.App.Stacks;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.App;

/// <summary>Templates that belong to no edge file: they take parameters, and are deployed with the AWS CLI alone.</summary>
internal static class PortableTemplates
{
    private const string Portfolio = "portfolio", OfEdges = "edge-";
    private const string TemplateFile = "template.json";

    // As the CDK writes templates, so that both can be compared.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // More than half of the largest would be spaces, and CloudFormation takes 1 MB.
    private static readonly JsonSerializerOptions InLines = new(Indented) { IndentSize = 0 };

    /// <summary>
    /// Names of all templates, for some releases: <c>edge-</c> and <c>edge-retained-</c> are those of edges,
    /// and with <c>stack-set-</c> for stack sets.
    /// </summary>
    public static IReadOnlyList<string> Names(ReleaseLine releases) => [.. Table(releases).Keys];

    /// <summary>Whether a template can be written only when no release file has a fault: one more release would change it.</summary>
    /// <param name="name">Name of the template.</param>
    /// <param name="sound">The releases without faults.</param>
    public static bool NeedsAllReleases(string name, ReleaseLine sound) => name == Portfolio || !Names(sound).Contains(name);

    /// <summary>Writes a template to a file.</summary>
    /// <param name="name">Name of the template.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="releases">All releases.</param>
    /// <param name="cache">What is known already. Null: nothing, and nothing is kept.</param>
    /// <exception cref="ConfigException">No template has that name.</exception>
    public static void Write(string name, string file, ReleaseLine releases, AssemblyCache? cache)
    {
        var table = Table(releases);
        if (!table.TryGetValue(name, out var make))
        {
            throw new ConfigException(
                [new Problem("", $"template {name} is not known", $"use {string.Join(", ", table.Keys)}", "correct the name")]);
        }

        var input = SynthesisInput.Of(name, releases);
        var scratch = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var template = Path.Combine(scratch, TemplateFile);
            if (cache?.TryRestore(input, scratch) is not true)
            {
                Directory.CreateDirectory(scratch);
                File.WriteAllText(template, make().ToJsonString(name.StartsWith(OfEdges, StringComparison.Ordinal) ? InLines : Indented));
                cache?.Store(input, scratch);
                cache?.Prune();
            }

            File.Copy(template, file, overwrite: true);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static SortedDictionary<string, Func<JsonObject>> Table(ReleaseLine releases)
    {
        var table = new SortedDictionary<string, Func<JsonObject>>(StringComparer.Ordinal)
        {
            [Portfolio] = () => EdgeApp.Template(app => new EdgePortfolioStack(app, releases)),
            ["prerequisites"] = () => EdgeApp.Template(app => new PrerequisitesStack(app)),
        };
        foreach (var release in releases.OldestFirst())
        {
            foreach (var (name, ofStackSet) in new[] { (OfEdges, false), ("edge-stack-set-", true) })
            {
                table[$"{name}{release.Version}"] = () => PortableTemplate.Of(release, retainData: false, ofStackSet);
                table[$"{name}retained-{release.Version}"] = () => PortableTemplate.Of(release, retainData: true, ofStackSet);
            }
        }

        return table;
    }
}
