using System.Buffers;
using System.Globalization;
using System.Text;
using EdgeCdk.Config.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Tokens = YamlDotNet.Core.Tokens;

namespace EdgeCdk.Config.Yaml;

/// <summary>
/// Turns the text of a file into nodes that know their place. Takes the plain part of YAML only: anchors, aliases, tags and
/// second documents are refused, since a file that a security reviewer reads must say what it means where it says it.
/// </summary>
internal static class YamlReader
{
    // Deeper than any key of ours; keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 16;

    // With the line ends that only some programs take for one: an editor would count other lines than the messages do.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl).Except(['\t', '\n', '\r']), '\u2028', '\u2029']);

    /// <summary>Reads the one mapping that the text must hold.</summary>
    /// <exception cref="YamlFault">The text is not YAML, or not of the part of YAML that is taken.</exception>
    public static YamlMapping Read(string text)
    {
        RefuseControlCharacters(text);
        RefuseUnusualSpaces(text);
        var scanner = new Scanner(new StringReader(text));
        try
        {
            return ReadDocument(new Parser(scanner));
        }
        catch (YamlException exception)
        {
            throw TabAfter(text, (int)exception.Start.Line) ?? NotYaml(text, exception.Start, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // The library refuses some texts, such as a character beyond Unicode, without saying where or in words for users.
            throw NotYaml(text, scanner.CurrentPosition, "the parser cannot go on from here");
        }
    }

    private static YamlMapping ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        var isEmpty = parser.Accept<StreamEnd>(out _);
        if (!isEmpty)
            parser.Consume<DocumentStart>();
        if (isEmpty || parser.Accept<Scalar>(out var scalar) && scalar is { IsKey: false, Style: ScalarStyle.Plain, Value: "" })
            throw new YamlFault(0, 0, "is empty", "use at least the keys that have no default", "begin with a copy of another file");

        var node = ReadNode(parser, 1);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            throw Refused(second, "has a second document", "use one document in a file", "move it to a file of its own");
        return node as YamlMapping
            ?? throw new YamlFault(node.Line, node.Column, $"is {node.Kind}", "use keys and values", "begin with a copy of another file");
    }

    // The parser takes a NUL for the end of the text, and would silently leave out what follows.
    private static void RefuseControlCharacters(string text)
    {
        var index = text.AsSpan().IndexOfAny(Unprintable);
        if (index < 0)
            return;
        var (line, column) = EndOf(text[..index]);
        throw new YamlFault(
            line, column, $"has the control character U+{(int)text[index]:X4}", "use printable characters",
            "remove it (most editors can show it)");
    }

    // As copied from a wiki: it looks like a space or like nothing, and the parser takes it for a letter. In comments and quotes it does
    // no harm. They are found in the text as it looks, up to where that is not YAML either.
    private static void RefuseUnusualSpaces(string text)
    {
        var places = UnusualSpaces(text).ToList();
        if (places.Count == 0)
            return;
        var seen = text.ToCharArray();
        places.ForEach(place => seen.AsSpan(place.Index, place.Character.Utf16SequenceLength).Fill(' '));
        var (harmless, end) = CommentsAndQuotes(new string(seen));
        var part = 0;
        foreach (var (index, character) in places.TakeWhile(place => place.Index < end))
        {
            while (part < harmless.Count && harmless[part].End <= index)
                part++;
            if (part < harmless.Count && harmless[part].Start <= index)
                continue;
            var (line, column) = EndOf(text[..index]);
            throw Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator
                ? new YamlFault(line, column, $"has the character U+{character.Value:X4}, which only looks like a space",
                    "use spaces", "replace it by a space (most editors can show it)")
                : new YamlFault(line, column, $"has the invisible character U+{character.Value:X4}",
                    "use printable characters", "remove it (most editors can show it)");
        }
    }

    private static IEnumerable<(int Index, Rune Character)> UnusualSpaces(string text)
    {
        var index = 0;
        foreach (var character in text.EnumerateRunes())
        {
            if (character.Value != ' ' && Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Format)
                yield return (index, character);
            index += character.Utf16SequenceLength;
        }
    }

    private static (List<(long Start, long End)> Parts, long End) CommentsAndQuotes(string text)
    {
        var parts = new List<(long, long)>();
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        try
        {
            while (scanner.MoveNext())
            {
                // The scanner would go on with the same for ever.
                if (scanner.Current is Tokens.Error or Tokens.StreamEnd)
                    return (parts, scanner.Current.Start.Index);
                if (scanner.Current is Tokens.Comment or Tokens.Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted })
                    parts.Add((scanner.Current.Start.Index, scanner.Current.End.Index));
            }

            return (parts, text.Length);
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException)
        {
            return (parts, scanner.CurrentPosition.Index);
        }
    }

    // The parser stumbles over a tab where the block around it begins, and speaks of something else.
    private static YamlFault? TabAfter(string text, int line)
    {
        var found = text.ReplaceLineEndings("\n").Split('\n').Index().Skip(line - 1)
            .Select(
                entry => (
                    Line: entry.Index + 1,
                    Column: entry.Item.IndexOf('\t') + 1,
                    Indentation: entry.Item.Length - entry.Item.TrimStart().Length))
            .FirstOrDefault(entry => entry.Column > 0 && entry.Column <= entry.Indentation);
        return found.Column == 0
            ? null
            : new YamlFault(found.Line, found.Column, "is indented with a tab", "use spaces to indent", "replace the tab by spaces");
    }

    private static YamlNode ReadNode(IParser parser, int depth)
    {
        if (depth > DeepestNesting)
            throw Refused(parser.Current!, "is nested too deeply", $"use at most {DeepestNesting} levels", "remove the inner levels");
        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw Refused(parser.Current, "has an anchor or alias", "use plain values", "write the value out where it is needed");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            var tag = tagged.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);
            throw Refused(tagged, $"has the tag {Problem.Readable(tag)}", "use plain values", "remove the tag");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isQuoted = scalar.Style is not ScalarStyle.Plain;
            return new YamlScalar(scalar.Value, isQuoted, LineOf(scalar), ColumnOf(scalar)) { End = PlaceOf(scalar.End) };
        }

        return parser.TryConsume<SequenceStart>(out var sequence) ? ReadSequence(parser, sequence, depth) : ReadMapping(parser, depth);
    }

    private static YamlSequence ReadSequence(IParser parser, SequenceStart sequence, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.Accept<SequenceEnd>(out _))
            items.Add(ReadNode(parser, depth + 1));
        var end = parser.Consume<SequenceEnd>();
        var isFlow = sequence.Style is SequenceStyle.Flow;
        return new YamlSequence(items, LineOf(sequence), ColumnOf(sequence))
        {
            IsFlow = isFlow,
            End = EndOf(isFlow, end, items.LastOrDefault()),
        };
    }

    private static YamlMapping ReadMapping(IParser parser, int depth)
    {
        var mapping = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!parser.Accept<MappingEnd>(out _))
        {
            var key = ReadNode(parser, depth + 1);
            if (key is not YamlScalar { Text: { Length: > 0 } name })
                throw new YamlFault(key.Line, key.Column, "has a key that is not a name", "use `key: value`", "correct the key");
            entries.Add(new YamlEntry(name, key.Line, key.Column, ReadNode(parser, depth + 1)));
        }

        var last = parser.Consume<MappingEnd>();
        var isInBraces = mapping.Style is MappingStyle.Flow;
        return new YamlMapping(entries, LineOf(mapping), ColumnOf(mapping))
        {
            IsFlow = isInBraces,
            End = EndOf(isInBraces, last, entries.LastOrDefault()?.Value),
        };
    }

    // For the parser a bracket ends where it begins, and what stands on lines of its own ends where something else begins.
    private static (int Line, int Column) EndOf(bool isFlow, ParsingEvent end, YamlNode? lastChild) =>
        isFlow || lastChild is null ? (LineOf(end), ColumnOf(end) + 1) : lastChild.End;

    private static (int Line, int Column) PlaceOf(Mark mark) => ((int)mark.Line, (int)mark.Column);

    private static int LineOf(ParsingEvent at) => (int)at.Start.Line;

    private static int ColumnOf(ParsingEvent at) => (int)at.Start.Column;

    private static YamlFault NotYaml(string text, Mark at, string cause)
    {
        var fault = $"is not YAML ({Names.Key(cause.TrimEnd('.').Replace("  ", " ", StringComparison.Ordinal))})";

        // The library believes that a text ends with a line end, and is one line further when it does not.
        var end = EndOf(text);
        var (line, column) = at.Line > end.Line ? end : ((int)at.Line, (int)at.Column);
        return new(line, column, fault, "use spaces to indent and `key: value`", "correct the line or the one before it");
    }

    private static (int Line, int Column) EndOf(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return (lines.Length, lines[^1].Length + 1);
    }

    private static YamlFault Refused(ParsingEvent at, string fault, string allowed, string remedy) =>
        new(LineOf(at), ColumnOf(at), fault, allowed, remedy);
}

/// <summary>Why a text was refused as a whole.</summary>
internal sealed class YamlFault(int line, int column, string fault, string allowed, string remedy) : Exception(fault)
{
    public Problem Problem { get; } = new("", fault, allowed, remedy) { Line = line, Column = column };
}
