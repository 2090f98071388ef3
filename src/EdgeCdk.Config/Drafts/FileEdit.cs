using System.Diagnostics.CodeAnalysis;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>Single values of a file that is otherwise left as it is, comments included.</summary>
internal static class FileEdit
{
    /// <summary>The values of a file by path, as written; a list has an item each, anything else exactly one.</summary>
    /// <param name="text">The text of a file that can be read. Of a key that is there twice, the first counts.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(string text) =>
        YamlReader.Read(text).Leaves().DistinctBy(leaf => leaf.Path).ToDictionary(leaf => leaf.Path, leaf => leaf.Items);

    /// <summary>The text with another value behind a key.</summary>
    /// <param name="text">The text of a file that is known to be sound.</param>
    /// <param name="path">Path of a key that has a single value.</param>
    /// <param name="value">The value, of characters that need no quotes.</param>
    /// <exception cref="InvalidOperationException">The value spans lines or has escapes, so that its place is not known.</exception>
    public static string Replace(string text, string path, string value)
    {
        YamlNode node = YamlReader.Read(text);
        foreach (var name in path.Split('.'))
            node = ((YamlMapping)node).Entries.Single(entry => entry.Key == name).Value;
        var old = (YamlScalar)node;
        var start = OffsetOf(text, (old.Line, old.Column)) + (old.IsQuoted ? 1 : 0);
        return text.AsSpan(start).StartsWith(old.Text, StringComparison.Ordinal)
            ? text[..start] + value + text[(start + old.Text.Length)..]
            : throw new InvalidOperationException($"{path} is not written on one line");
    }

    /// <summary>The text with a value behind a key, which is added with the blocks around it if it is not there.</summary>
    /// <param name="text">The text of a file that can be read, be it sound or not.</param>
    /// <param name="path">Path of a key.</param>
    /// <param name="items">The items of a list, or the one value; of characters that need no quotes.</param>
    /// <param name="isList">Whether it is a list. One that is written on lines keeps the lines of items that stay.</param>
    public static string Set(string text, string path, IReadOnlyList<string> items, bool isList)
    {
        var names = path.Split('.');
        var block = YamlReader.Read(text);
        YamlEntry? Entry(string name) => block.Entries.FirstOrDefault(entry => entry.Key == name);
        while (names.Length > 1 && Entry(names[0])?.Value is YamlMapping inner)
            (block, names) = (inner, names[1..]);
        var value = isList ? $"[{string.Join(", ", items)}]" : items[0];
        if (Entry(names[0]) is not { } entry)
            return Add(text, block, Written(names, value));
        if (names.Length == 1 && isList && IsOnLines(entry.Value, out var lines))
            return ReplaceLines(text, entry.Line, lines, items);
        var written = names.Length == 1 ? value : $"{{ {Written(names[1..], value)} }}";
        // A key without a value: what the reader takes for its place may be lines below.
        var isEmpty = entry.Value is YamlScalar { Text: "", IsQuoted: false };
        var start = isEmpty
            ? OffsetOf(text, (entry.Line, entry.Column)) + entry.Key.Length + 1
            : OffsetOf(text, (entry.Value.Line, entry.Value.Column));
        var end = isEmpty ? start : OffsetOf(text, entry.Value.End);
        return text[..start] + (isEmpty ? " " : "") + written + text[end..];
    }

    // A list of single values, each on a line of its own.
    private static bool IsOnLines(YamlNode value, [NotNullWhen(true)] out YamlSequence? list)
    {
        list = value as YamlSequence;
        return list is { IsFlow: false, Items.Count: > 0 } && list.Items.All(item => item is YamlScalar);
    }

    private static string Written(string[] names, string value) =>
        names.Length == 1 ? $"{names[0]}: {value}" : $"{names[0]}: {{ {Written(names[1..], value)} }}";

    private static string Add(string text, YamlMapping block, string entry)
    {
        if (block.IsFlow)
        {
            var place = block.Entries is [.., var last] ? OffsetOf(text, last.Value.End) : OffsetOf(text, (block.Line, block.Column + 1));
            return text[..place] + (block.Entries.Count > 0 ? $", {entry}" : $" {entry} ") + text[place..];
        }

        var lines = new FileLines(text);
        // Text on lines of its own ends at the beginning of the line behind it.
        lines.Insert(block.End.Column == 1 ? block.End.Line - 1 : block.End.Line, new string(' ', block.Entries[0].Column - 1) + entry);
        return lines.Text;
    }

    private static string ReplaceLines(string text, int first, YamlSequence list, IReadOnlyList<string> items)
    {
        var lines = new FileLines(text);
        lines.Replace(first, list, items);
        return lines.Text;
    }

    private static int OffsetOf(string text, (int Line, int Column) place)
    {
        var start = 0;
        for (var line = place.Line; line > 1; line--)
            start = text.IndexOf('\n', start) + 1;
        return start + place.Column - 1;
    }
}
