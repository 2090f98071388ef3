using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>Writes an edge file: takes what is given, asks for what is missing.</summary>
internal static class InitCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new FleetOptions();
        var from = new CheckedOption<string?>(
            "--from", OptionRules.FileOrDirectory(context, "name the file with the onboarding values, or the vendor's bundle"))
        {
            Description = "File with the onboarding values: blocks account, vpc and s3, and whatever else an edge file may have; or the "
                + "vendor's bundle, or its terraform.tfvars.json",
        };
        var example = new CheckedOption<string?>("--example", OptionRules.OneOf(EdgeExamples.Names))
        {
            Description = $"Begin with an example, and ask only for the name of the edge: {string.Join(", ", EdgeExamples.Names)}",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A value: edge.name=acme-prod; items of a list separated by commas",
            DefaultValueFactory = _ => [],
        };
        var quiet = new Option<bool>("--non-interactive") { Description = "Ask nothing. List what is missing, and write nothing then" };
        var command = new Command("init", "Writes a complete, commented edge file") { from, example, set, quiet };
        files.AddTo(command);
        command.SetAction(given => new NewEdge(context, files.Of(given, context), given.GetValue(example))
            .Write(given.GetValue(from), given.GetValue(set)!, asks: !given.GetValue(quiet)));
        return command;
    }
}
