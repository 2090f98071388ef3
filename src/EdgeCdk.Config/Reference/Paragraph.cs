namespace EdgeCdk.Config.Reference;

/// <summary>Text in lines of limited length.</summary>
internal static class Paragraph
{
    /// <summary>The text in lines; a word that is longer than a line has one for itself.</summary>
    /// <param name="text">Words with a space between them.</param>
    /// <param name="width">Most characters in a line.</param>
    public static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
