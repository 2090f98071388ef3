using Spectre.Console;

namespace EdgeCdk.Cli.Console;

/// <summary>An answer that cannot be taken: the question is asked again.</summary>
internal static class WrongAnswer
{
    public static ValidationResult Because(string message) => ValidationResult.Error($"[red]{Markup.Escape(message)}[/]");
}
