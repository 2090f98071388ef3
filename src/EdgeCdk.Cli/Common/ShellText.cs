namespace EdgeCdk.Cli.Common;

/// <summary>Texts in scripts for a shell.</summary>
internal static class ShellText
{
    /// <summary>A text as one word of a shell, whatever is in it.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
