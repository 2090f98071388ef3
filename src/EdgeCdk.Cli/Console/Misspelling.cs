using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeCdk.Cli.Console;

/// <summary>Words of a command line that are no command and no option, with what they may have been meant to be.</summary>
internal static class Misspelling
{
    /// <summary>What is wrong; null when every word is known, or one too many.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = OptionIn(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault(word => IsOption(word) || command.Subcommands.Count > 0);
        if (unknown is null && command.Subcommands.Count > 0)
            return $"{command.Name} needs a command: {string.Join(", ", Names(command.Subcommands))}";
        if (unknown is null)
            return null;
        return IsOption(unknown)
            ? $"there is no option {unknown}{DidYouMean(unknown.Split('=')[0], Names(Options(parsed)))}"
            : $"there is no command {unknown}{DidYouMean(unknown, Names(command.Subcommands))}";
    }

    /// <summary>The first word that looks like an option and was taken for a name; null when there is none.</summary>
    public static string? OptionIn(ParseResult parsed) => parsed.Tokens.TakeWhile(token => token.Type is not TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type is TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    // A question with the nearest of some names; empty when none is near.
    private static string DidYouMean(string word, IEnumerable<string> known) =>
        EdgeCdk.Config.Yaml.Names.Closest(word, known) is { } meant ? $"; did you mean {meant}?" : "";

    private static IEnumerable<string> Names(IEnumerable<Symbol> symbols) =>
        symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name);

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        [.. parsed.CommandResult.Command.Options, .. parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)];

    private static bool IsOption(string word) => word.StartsWith('-') && word.Length > 1;
}
