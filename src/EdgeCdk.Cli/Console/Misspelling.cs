using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeCdk.Cli.Console;

/// <summary>Words of a command line that are no command and no option, or are missing, with what they may have been meant to be.</summary>
internal static class Misspelling
{
    /// <summary>What is wrong; null when every word is known, or one too many.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = OptionIn(parsed) ?? parsed.UnmatchedTokens.OrderByDescending(IsOption).FirstOrDefault();
        if ((unknown is null ? OptionValues.Lacking(parsed.CommandResult) : Displaced(unknown, parsed)) is { } lacking)
            return $"{lacking.Name} needs a value{Meant(lacking)}";
        if (unknown is null)
            return Missing(parsed, command) ?? Superfluous(parsed.CommandResult);
        if (IsOption(unknown))
            return $"there is no option {unknown}{DidYouMean(unknown.Split('=')[0], Names(Options(parsed)))}";
        if (command.Subcommands.Count > 0)
            return $"there is no command {unknown}{InsteadOf(unknown, parsed) ?? DidYouMean(unknown, Names(command.Subcommands))}";
        return $"{command.Name} takes no {(command.Arguments.Count > 0 ? "further " : "")}argument: {unknown}";
    }

    /// <summary>The first word that looks like an option and was taken for a name; null when there is none.</summary>
    public static string? OptionIn(ParseResult parsed) => parsed.Tokens.TakeWhile(token => token.Type is not TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type is TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string? Missing(ParseResult parsed, Command command)
    {
        if (command.Subcommands.Count > 0)
            return $"{command.Name} needs a command: {string.Join(", ", Names(command.Subcommands))}";
        return command.Arguments.FirstOrDefault(one => one.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(one)?.Tokens is null or [])
            is { } argument ? $"{command.Name} needs <{argument.Name}>"
            : command.Options.FirstOrDefault(option => option.Required && parsed.GetResult(option) is null or { Implicit: true })
                is { } lacking ? $"{command.Name} needs {lacking.Name}{Meant(lacking)}"
            : null;
    }

    // An option that is there too often.
    private static string? Superfluous(CommandResult given) =>
        given.Children.OfType<OptionResult>().FirstOrDefault(one => one.Tokens.Count > one.Option.Arity.MaximumNumberOfValues) is { } many
            ? $"{many.Option.Name} has {many.Tokens.Count} values, and takes one: {string.Join(", ", many.Tokens)}"
            : null;

    // The option whose value has the name of another option; null when the word is no name of an option.
    private static Option? Displaced(string word, ParseResult parsed)
    {
        if (Options(parsed).All(option => option.Name != word))
            return null;
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        return words.IndexOf(word) is > 0 and var index
            ? Options(parsed).FirstOrDefault(option => option.Name == words[index - 1] || option.Aliases.Contains(words[index - 1]))
            : null;
    }

    // What the CDK CLI does, or what is done in steps; null for any other word.
    private static string? InsteadOf(string word, ParseResult parsed) => (parsed.CommandResult.Parent, word) switch
    {
        (null, "deploy") => "; deploy with `npx cdk deploy Edge-<edge>`",
        (null, "destroy") => "; `npx edge destroy-plan <edge>` shows the steps that remove an edge",
        _ => null,
    };

    /// <summary>What an option is, as a part of a sentence.</summary>
    internal static string Meant(Option option) => option.Description is { Length: > 1 } meant
        ? $" ({(char.IsLower(meant[1]) ? char.ToLowerInvariant(meant[0]) : meant[0])}{meant[1..]})"
        : "";

    // A question with the nearest of some names; empty when none is near.
    private static string DidYouMean(string word, IEnumerable<string> known) =>
        EdgeCdk.Config.Yaml.Names.Closest(word, known) is { } meant ? $"; did you mean {meant}?" : "";

    private static IEnumerable<string> Names(IEnumerable<Symbol> symbols) =>
        symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name);

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        [.. parsed.CommandResult.Command.Options, .. parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)];

    private static bool IsOption(string word) => word.StartsWith('-') && word.Length > 1;
}
