using System.Globalization;

namespace EdgeCdk.Config.Validation;

/// <summary>One mistake in a file, in the words of the file.</summary>
/// <param name="Key">Path of the key, such as <c>vpc.privateSubnetIds[1]</c>; empty for the whole file.</param>
/// <param name="Fault">What is wrong, as the end of a sentence that begins with the key: <c>is missing</c>.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Remedy">What to do now.</param>
public sealed record Problem(string Key, string Fault, string Allowed, string Remedy)
{
    private const int LongestShown = 200;

    /// <summary>The value found, as written. Default: none was found.</summary>
    public string? Value { get; init; }

    /// <summary>The file, as the user named it. Default: not known yet.</summary>
    public string File { get; init; } = "";

    /// <summary>Line in the file, from 1. Default: 0, not known.</summary>
    public int Line { get; init; }

    /// <summary>Column in the line, from 1. Default: 0, not known.</summary>
    public int Column { get; init; }

    /// <summary>Whether the files can be used all the same. Default: false.</summary>
    public bool IsWarning { get; init; }

    /// <summary>A value that is of the right type, but not one that is allowed, here or together with another key.</summary>
    /// <param name="key">Path of the key.</param>
    /// <param name="value">The value found.</param>
    /// <param name="allowed">What would be right, to follow the word "use".</param>
    /// <param name="remedy">What to do now.</param>
    /// <param name="because">What follows the value: <c>, but artifacts.bucket is given too</c>. Default: nothing.</param>
    public static Problem Is(string key, object value, string allowed, string remedy, string because = "") =>
        new(key, $"is {Shown(value)}{because}", $"use {allowed}", remedy) { Value = value as string ?? Shown(value) };

    /// <summary>A key that must be there and is not.</summary>
    public static Problem Missing(string key, string allowed, string remedy) => new(key, "is missing", $"use {allowed}", remedy);

    /// <summary>A file that the operating system does not allow to read.</summary>
    public static Problem Unreadable(string key, Exception cause) =>
        new(
            key, $"cannot be read ({cause.Message.TrimEnd('.')})", "use a path that this user may read",
            "check the path and its permissions");

    /// <summary>Problems in the order of files, lines and columns.</summary>
    internal static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
    [
        .. problems.OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column),
    ];

    /// <summary>A file that is not there, or is a directory; another cause is one of permissions.</summary>
    internal static Problem Unreadable(string key, Exception cause, string path) =>
        Directory.Exists(path) ? new(key, "is a directory", "use a file", "name a file in it")
        : cause is FileNotFoundException or DirectoryNotFoundException
            ? new(key, "does not exist", "use a file that is there", "correct the path")
        : Unreadable(key, cause);

    /// <summary>Key, fault, what is allowed, remedy.</summary>
    public string Message => $"{(Key.Length > 0 ? $"{Readable(Key)} " : "")}{Fault}; {Allowed}; {Remedy}";

    /// <summary>The line a user reads: place and message.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}: " : File.Length > 0 ? $"{File}: " : "";
        return $"{place}{(IsWarning ? "warning: " : "")}{Message}";
    }

    /// <summary>
    /// A text in quotes, a number as it is. Of a text the characters of ASCII and letters with accents are shown; of all others the
    /// code, since a letter of another alphabet may look like the right one.
    /// </summary>
    internal static string Shown(object value) => value switch
    {
        string text => $"\"{Written(text, IsDistinct)}\"",
        // As YAML has it.
        bool isTrue => isTrue ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The text on one line of limited length, and nothing in it that a reader cannot see, such as a zero-width space.</summary>
    internal static string Readable(string text) => Written(text, _ => true);

    /// <summary>Whether a reader sees characters that may be mistaken for others.</summary>
    internal static bool HasLettersBeyondAscii(string text) => text.Any(character => !char.IsAscii(character) && IsVisible(character));

    private static string Written(string text, Func<char, bool> isPlain)
    {
        var cut = text.Length <= LongestShown ? text : text[..LongestShown];
        var shown = cut.Select(character => isPlain(character) && IsVisible(character) ? character.ToString() : $"\\u{(int)character:x4}");
        return $"{string.Concat(shown)}{(cut == text ? "" : "…")}";
    }

    private static bool IsDistinct(char character) =>
        char.IsAscii(character) || (character is >= '\u00c0' and <= '\u00ff' && char.IsLetter(character));

    private static bool IsVisible(char character) =>
        character is ' ' || char.IsLetterOrDigit(character) || char.IsPunctuation(character) || char.IsSymbol(character);
}
