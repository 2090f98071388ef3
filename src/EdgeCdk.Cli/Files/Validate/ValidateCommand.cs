using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Checks edge and release files. Needs neither AWS nor the network, unless it is asked for what is deployed.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("validate", "Shows everything that is wrong with the files, and how to correct it");
        var options = new ValidateOptions();
        options.AddTo(command);
        command.SetAction(given => Validation.Run(context, given, options));
        return command;
    }
}
