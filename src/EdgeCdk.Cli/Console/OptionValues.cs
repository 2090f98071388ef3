using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeCdk.Cli.Console;

/// <summary>Whether the options of a command line have their values.</summary>
internal static class OptionValues
{
    /// <summary>Checks what the library cannot check, when every option has its value: the others cannot be read.</summary>
    public static void Check(this Command command, Action<CommandResult> check) => command.Validators.Add(given =>
    {
        if (Lacking(given) is null)
            check(given);
    });

    /// <summary>The first option without its value; null when there is none.</summary>
    public static Option? Lacking(CommandResult given) => given.Children.OfType<OptionResult>()
        .FirstOrDefault(one => !one.Implicit && one.Tokens.Count < one.Option.Arity.MinimumNumberOfValues)?.Option;
}
