using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>Writes an edge file: takes what is given, asks for what is missing.</summary>
internal static class InitCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new FleetOptions();
        var from = new Option<string?>("--from")
        {
            Description = "File with the onboarding values: blocks account, vpc and s3, and whatever else an edge file may have",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A value: edge.name=acme-prod; items of a list separated by commas",
            DefaultValueFactory = _ => [],
        };
        var quiet = new Option<bool>("--non-interactive") { Description = "Ask nothing. List what is missing, and write nothing then" };
        var command = new Command("init", "Writes a complete, commented edge file") { from, set, quiet };
        files.AddTo(command);
        command.SetAction(given => new NewEdge(context, files.Of(given, context))
            .Write(given.GetValue(from), given.GetValue(set)!, asks: !given.GetValue(quiet)));
        return command;
    }
}
