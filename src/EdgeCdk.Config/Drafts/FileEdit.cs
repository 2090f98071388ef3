using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>Single values of a file that is otherwise left as it is, comments included.</summary>
public static class FileEdit
{
    /// <summary>The values of a file by path, as written; a list has an item each, anything else exactly one.</summary>
    /// <param name="text">The text of a file that is known to be sound.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(string text) =>
        YamlReader.Read(text).Leaves().ToDictionary(leaf => leaf.Path, leaf => leaf.Items);

    /// <summary>The text with another value behind a key.</summary>
    /// <param name="text">The text of a file that is known to be sound.</param>
    /// <param name="path">Path of a key that has a single value.</param>
    /// <param name="value">The value, of characters that need no quotes.</param>
    /// <exception cref="InvalidOperationException">The value spans lines or has escapes, so that its place cannot be told.</exception>
    public static string Replace(string text, string path, string value)
    {
        YamlNode node = YamlReader.Read(text);
        foreach (var name in path.Split('.'))
            node = ((YamlMapping)node).Entries.Single(entry => entry.Key == name).Value;
        var old = (YamlScalar)node;
        var start = StartOf(text, old.Line) + old.Column - 1 + (old.IsQuoted ? 1 : 0);
        return text.AsSpan(start).StartsWith(old.Text, StringComparison.Ordinal)
            ? text[..start] + value + text[(start + old.Text.Length)..]
            : throw new InvalidOperationException($"{path} is not written on one line");
    }

    private static int StartOf(string text, int line)
    {
        var start = 0;
        for (; line > 1; line--)
            start = text.IndexOf('\n', start) + 1;
        return start;
    }
}
