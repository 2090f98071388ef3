using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Split;

/// <summary>Writes one template for each team that creates a part of an edge.</summary>
internal static class SplitCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var output = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
        {
            Description = "Directory to write to. Default: split/<edge>",
        };
        var command = new Command(
            "split", "Writes one template each for the teams that own keys, network and roles, and one for whoever deploys") { output };
        edge.AddTo(command);
        command.SetAction(given =>
        {
            var named = edge.Definition(given, context);
            return new SplitEdge(context, named).Write(context.PathOf(given.GetValue(output), Path.Combine("split", named.Name)));
        });
        return command;
    }
}
