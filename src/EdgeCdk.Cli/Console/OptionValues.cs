using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeCdk.Cli.Console;

/// <summary>Whether the options of a command line have their values.</summary>
internal static class OptionValues
{
    /// <summary>
    /// Checks what the library cannot check, when every option has its value, and each value is right by itself: what is wrong with one is
    /// told first.
    /// </summary>
    public static void Check(this Command command, Action<CommandResult> check) => command.Validators.Add(given =>
    {
        if (Lacking(given) is null && Fault(given) is null)
            check(given);
    });

    /// <summary>The first option without its value; null when there is none.</summary>
    public static Option? Lacking(CommandResult given) => given.Children.OfType<OptionResult>()
        .FirstOrDefault(one => !one.Implicit && one.Tokens.Count < one.Option.Arity.MinimumNumberOfValues)?.Option;

    /// <summary>What is wrong with the value of an option by itself; null when nothing is.</summary>
    public static string? Fault(CommandResult given) => given.Children.OfType<OptionResult>()
        .SelectMany(one => one.Tokens.Select(token => (one.Option as ICheckedOption)?.Fault(token.Value)))
        .FirstOrDefault(fault => fault is not null);
}
