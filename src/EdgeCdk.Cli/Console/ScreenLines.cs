using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Console;

/// <summary>A line of an answer in lines that fit a screen. What a user copies (a command, a text in backticks or braces, a path) stays in
/// one piece: the screen breaks it where it must, and it is copied whole.</summary>
internal static partial class ScreenLines
{
    private const int Indent = 4;

    // What a user types first, and what follows it: quotes and what stands for a value may have spaces in them.
    private const string Program = "(?:[A-Z_]+=[^ ]+ )*(?:aws|npx|npm|sh|git|curl)(?= )";
    private const string Argument = " (?>(?:'[^']*'|\"[^\"]*\"|<[^>]*>|[^ ])+)";

    /// <param name="emphasized">The first part, which may be the first columns of a table.</param>
    /// <param name="rest">The second part; it is the last column of a table when it begins with two spaces.</param>
    /// <param name="width">Columns of the screen; null for a line of any length.</param>
    /// <returns>The parts of each line.</returns>
    public static IEnumerable<(string Bold, string Plain)> Of(string emphasized, string rest, int? width)
    {
        var all = emphasized + rest;
        if (width is not { } columns || all.Length <= columns || all.Contains('\n', StringComparison.Ordinal) || IsCommand(all))
            return [(emphasized, rest)];
        if (rest.Length == 0)
            return [.. Wrapped(emphasized, columns, Hanging(emphasized, columns)).Select(line => (line, ""))];
        var isTable = emphasized.Length > 0 && rest.StartsWith("  ", StringComparison.Ordinal);
        if (isTable && emphasized.Length + 2 > columns / 2)
        {
            var below = Wrapped(new string(' ', Indent) + rest.Trim(), columns, Indent);
            var above = Wrapped(emphasized.TrimEnd(), columns, Hanging(emphasized, columns));
            return [.. above.Select(line => (line, "")), .. below.Select(line => ("", line))];
        }

        var lines = Wrapped(all, columns, isTable ? emphasized.Length + 2 : Hanging(all, columns)).ToList();
        return lines[0].StartsWith(emphasized, StringComparison.Ordinal)
            ? [(emphasized, lines[0][emphasized.Length..]), .. lines.Skip(1).Select(line => ("", line))]
            : lines.Select(line => ("", line));
    }

    // Below the text of its first line; a line that begins far to the right moves to the left on a narrow screen.
    private static int Hanging(string line, int columns)
    {
        var leading = Leading(line);
        return leading > columns / 2 ? Indent : Math.Min(leading + Indent, columns / 2);
    }

    private static IEnumerable<string> Wrapped(string text, int columns, int indent)
    {
        var leading = Leading(text);
        var line = new string(' ', leading > columns / 2 ? indent : leading);
        var isEmpty = true;
        foreach (Match match in Word().Matches(text[leading..]))
        {
            if (!isEmpty && line.Length + match.Length > columns)
            {
                yield return line.TrimEnd();
                line = new string(' ', indent) + match.Value.TrimStart();
            }
            else
            {
                line += match.Value;
            }

            isEmpty = false;
        }

        yield return line.TrimEnd();
    }

    private static int Leading(string text) => text.Length - text.TrimStart(' ').Length;

    private static bool IsCommand(string line) => Command().IsMatch(line);

    // With the spaces before it. One word is what is in backticks or braces, with the key before them, and a command up to the word with
    // which its part of a sentence ends.
    [GeneratedRegex(" *(?:[^ `]*`[^`]*`[^ `]*|(?:[^ `]+: )?\\{[^`}]*\\}[^ `]*|\\(?" + Program + "(?:" + Argument + "(?<![,;:).]))*(?:"
        + Argument + ")?|[^ ]+)")]
    private static partial Regex Word();

    // Has no end of a sentence.
    [GeneratedRegex("^ *(?:\\d+\\. |then: |do: )?" + Program + "(?:[^.]|\\.(?! ))*$")]
    private static partial Regex Command();
}
