using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.Split;

/// <summary>The templates of an edge for each team, with a page that says who applies them, in which order and with which values.</summary>
internal sealed class SplitEdge(CommandContext context, NamedEdge edge)
{
    private const string Page = "README.md";

    /// <summary>Writes the files, and answers.</summary>
    /// <param name="directory">The directory to write to.</param>
    /// <returns>The exit code.</returns>
    public int Write(string directory)
    {
        context.MustBeOwn(Path.Combine(directory, Page), $"# Edge {edge.Name}, release ");
        using var scratch = new ScratchDirectory();
        TemplateSynthesis.Split(context, edge, scratch.Path);
        var wider = JsonSerializer.Deserialize<List<WiderStatement>>(
            File.ReadAllText(Path.Combine(scratch.Path, "wider.json")), JsonSerializerOptions.Web)!;
        var files = SplitStep.Teams.ToDictionary(step => step.File, step => File.ReadAllText(Path.Combine(scratch.Path, step.File)));
        var missing = Missing(edge.Definition.Config);
        var own = missing.Count == 0 ? TemplateSynthesis.Make(context, edge) : null;
        foreach (var rights in (string[])[DeployerTemplates.Teams, DeployerTemplates.Edge])
            files[rights] = File.ReadAllText(DeployerTemplates.PathOf(context.Installation, rights));
        if (own is not null)
            files[SplitStep.Edge.File] = own;
        files[Page] = new SplitReadme(
            edge.Definition, wider, missing, Template(files[SplitStep.Network.File]), own is null ? null : Template(own),
            context.Shown(directory)).Text();
        foreach (var (name, text) in files)
            context.WriteFile(Path.Combine(directory, name), text);
        // What an earlier call wrote for a file that named everything is not that of this one.
        if (own is null)
            File.Delete(Path.Combine(directory, SplitStep.Edge.File));
        return Answer(directory, [.. files.Keys], wider, missing);
    }

    /// <summary>Keys of the edge file that still have to name what the teams create.</summary>
    internal static IReadOnlyList<string> Missing(EdgeConfig config) =>
    [
        .. config.Kms.GeneralKeyArn is null ? (string[])["kms.generalKeyArn"] : [],
        .. config.Kms.DataQualityKeyArn is null ? (string[])["kms.dataQualityKeyArn"] : [],
        .. config.Vpc.SecurityGroups is null ? (string[])["vpc.securityGroups"] : [],
        .. config.Iam.Roles is ResourceMode.Create ? (string[])["iam.roles"] : [],
    ];

    private static JsonObject Template(string text) => JsonNode.Parse(text)!.AsObject();

    private int Answer(string directory, IReadOnlyList<string> files, List<WiderStatement> wider, IReadOnlyList<string> missing)
    {
        var paths = files.Select(file => context.Shown(Path.Combine(directory, file))).ToList();
        return context.Answer(new { Files = paths, Wider = wider, Missing = missing }, () =>
        {
            context.WriteLine(string.Join("\n", paths));
            context.WriteLine("", $"were written. {Page} says who applies them, in which order and with which values");
            if (missing.Count > 0)
            {
                context.WriteLine(
                    "", $"The edge file has no {string.Join(", ", missing)} yet. Add what the teams created, and run this again: then "
                        + $"{SplitStep.Edge.File} is written, too");
            }
        });
    }
}
