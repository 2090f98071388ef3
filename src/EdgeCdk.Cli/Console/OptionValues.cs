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
    public static string? Fault(CommandResult given) => Said(given, (option, value) => option.Fault(value)).FirstOrDefault();

    /// <summary>What may be wrong with values that are taken all the same.</summary>
    public static IEnumerable<string> Doubts(CommandResult given) => Said(given, (option, value) => option.Doubt(value));

    private static IEnumerable<string> Said(CommandResult given, Func<ICheckedOption, string, string?> what) =>
        from one in given.Children.OfType<OptionResult>()
        where one.Option is ICheckedOption
        from token in one.Tokens
        let said = what((ICheckedOption)one.Option, token.Value)
        where said is not null
        select said;
}
