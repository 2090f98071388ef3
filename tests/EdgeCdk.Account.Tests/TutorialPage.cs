using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>
/// The commands of docs/tutorial.md, in order. The page can say of a block of commands that the test leaves it out, in a comment that
/// readers do not see: <c>&lt;!-- not run in the test: the reason --&gt;</c>, in the line above the block.
/// </summary>
internal static partial class TutorialPage
{
    /// <summary>The page.</summary>
    public static string Text { get; } = File.ReadAllText(Repository.Path("docs", "tutorial.md"));

    /// <summary>The commands that the test must run, without the comments behind them.</summary>
    public static IReadOnlyList<string> Commands { get; } = [.. CommandsOf(Text)];

    /// <summary>The commands of a page.</summary>
    public static IEnumerable<string> CommandsOf(string page) =>
        from block in Block().Matches(page)
        where !block.Groups["reason"].Success
        from line in block.Groups["lines"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = Comment().Replace(line, "").Trim()
        where command.Length > 0
        select command;

    [GeneratedRegex(
        @"(?:<!-- not run in the test: (?<reason>\S[^\n]*) -->\n)?```(?:bash|sh|shell|console)\n(?<lines>.*?)\n```",
        RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?:^|\s)#.*$")]
    private static partial Regex Comment();
}
