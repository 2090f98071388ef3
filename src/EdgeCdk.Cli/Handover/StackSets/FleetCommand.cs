using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Many edges at once.</summary>
internal static class FleetCommand
{
    public static Command Create(CommandContext context) => new("fleet", "Many edges at once") { Export(context) };

    private static Command Export(CommandContext context)
    {
        var files = new FleetOptions();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Directory to write; the plan of the last export in it decides which edge is in which stack set. Default: fleet",
        };
        var name = new Option<string>("--name")
        {
            Description = "Beginning of the names of new stack sets",
            DefaultValueFactory = _ => "edges",
        };
        var skip = new Option<bool>("--skip-refused") { Description = "Write the other edges when stack sets cannot deploy some" };
        var command = new Command(
            "export", "Writes stack sets for all edges: parameters, templates, and the commands of the AWS CLI") { output, name, skip };
        files.AddTo(command);
        command.SetAction(given => new FleetExport(context, context.PathOf(given.GetValue(output) ?? "fleet"))
            .Run(files.Of(given, context), given.GetValue(name)!, given.GetValue(skip)));
        return command;
    }
}
