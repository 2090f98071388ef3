using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>Writes the portable template; for an edge also the values of its parameters, and the commands that deploy it.</summary>
internal static class TemplateCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var release = new CheckedOption<string?>("--release", OptionRules.Key("edge.release"))
        {
            Description = "Release of the template, without an edge. Default: the newest",
        };
        var output = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
        {
            Description = "Directory to write to. Default: portable",
        };
        var sync = new Option<bool>("--git-sync") { Description = "Also write the stack deployment file for CloudFormation's Git sync" };
        var command = new Command("template", "Writes one CloudFormation template for all edges, to deploy them with the AWS CLI alone")
        {
            release,
            output,
            sync,
        };
        edge.AddTo(command, withoutEdge: "the template alone is written");
        command.Check(given =>
        {
            if (edge.IsNamed(given) && given.GetValue(release) is not null)
                given.AddError("--release goes without an edge, whose file names the release");
            if (!edge.IsNamed(given) && given.GetValue(sync))
                given.AddError("--git-sync goes with an edge");
        });
        command.SetAction(given =>
        {
            var files = new TemplateFiles(context, context.PathOf(given.GetValue(output), "portable"));
            return edge.Name(given) is null
                ? files.WriteTemplates(given.GetValue(release), edge.Directories(given, context).Releases)
                : files.WriteEdge(edge.Definition(given, context), given.GetValue(sync));
        });
        return command;
    }
}
