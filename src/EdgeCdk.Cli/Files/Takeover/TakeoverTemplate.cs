using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The template of the stack that an edge becomes.</summary>
/// <param name="context">The repository.</param>
internal sealed class TakeoverTemplate(CommandContext context)
{
    /// <summary>Reads it from a file.</summary>
    /// <param name="edge">Name of the edge.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="CommandException">It is no template, or that of something else.</exception>
    public StackTemplate Read(string edge, string file)
    {
        var template = Parsed(file);
        if (template["Parameters"]?[DeploymentMethod.Parameter]?["Default"]?.ToString() == DeploymentMethod.Portable)
        {
            throw new CommandException(
                $"{context.Shown(file)} is the portable template. Its resources have other ids, and an edge stays with the way of its "
                    + "first deployment: name the template that `npx cdk synth` writes, or leave --template out. The portable template "
                    + $"can be used with --way beside alone: its plan deploys the second edge, then with `npx edge template {edge}`");
        }

        return template["Outputs"]?["EdgeName"]?["Value"] is JsonValue name && name.ToString() != edge
            ? throw new CommandException($"{context.Shown(file)} is the template of the edge {name}, not of {edge}: correct --template")
            : new StackTemplate(new EdgeNames(edge).Stack, template);
    }

    /// <summary>Synthesizes it.</summary>
    public StackTemplate Synthesize(NamedEdge edge) =>
        new(new EdgeNames(edge.Name).Stack, JsonNode.Parse(TemplateSynthesis.Make(context, edge))!.AsObject());

    private JsonObject Parsed(string file)
    {
        var root = InputFile.Json(file, context.Shown(file));
        return root["Resources"] is JsonObject ? root
            : throw new CommandException($"{context.Shown(file)} is not a template: use what `npx cdk synth` writes");
    }
}
