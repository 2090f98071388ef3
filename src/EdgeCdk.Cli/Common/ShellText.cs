namespace EdgeCdk.Cli.Common;

/// <summary>Texts in scripts for a shell.</summary>
internal static class ShellText
{
    /// <summary>A text as one word of a shell, in quotes only where it needs them.</summary>
    public static string Word(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-') ? text : Quoted(text);

    /// <summary>A text as one word of a shell, whatever is in it.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
