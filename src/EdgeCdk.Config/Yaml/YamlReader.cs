using EdgeCdk.Config.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EdgeCdk.Config.Yaml;

/// <summary>
/// Turns the text of a file into nodes that know their place. Takes the plain part of YAML only: anchors, aliases, tags and
/// second documents are refused, since a file that a security reviewer reads must say what it means where it says it.
/// </summary>
internal static class YamlReader
{
    // Deeper than any key of ours; keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 16;

    /// <summary>Reads the one mapping that the text must hold.</summary>
    /// <exception cref="YamlFault">The text is not YAML, or not of the part of YAML that is taken.</exception>
    public static YamlMapping Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                throw new YamlFault(1, 1, "is empty", "write at least the keys that have no default", "begin with a copy of another file");

            parser.Consume<DocumentStart>();
            var node = ReadNode(parser, 1);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                throw Refused(second, "has a second document", "use one document in a file", "move it to a file of its own");
            return node as YamlMapping
                ?? throw new YamlFault(node.Line, node.Column, $"is {node.Kind}", "use keys and values", "begin with a copy of another file");
        }
        catch (YamlException exception)
        {
            var cause = exception.Message.TrimEnd('.');
            throw new YamlFault(
                (int)exception.Start.Line, (int)exception.Start.Column, $"is not YAML ({cause})", "use spaces to indent and `key: value`", "correct the line or the one before it");
        }
    }

    private static YamlNode ReadNode(IParser parser, int depth)
    {
        if (depth > DeepestNesting)
            throw Refused(parser.Current!, "is nested too deeply", $"use at most {DeepestNesting} levels", "remove the inner levels");
        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw Refused(parser.Current, "has an anchor or alias", "use plain values", "write the value out where it is needed");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            throw Refused(tagged, $"has the tag {tagged.Tag}", "use plain values", "remove the tag");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(scalar.Value, scalar.Style is not ScalarStyle.Plain, LineOf(scalar), ColumnOf(scalar));

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(parser, depth + 1));
            return new YamlSequence(items, LineOf(sequence), ColumnOf(sequence));
        }

        var mapping = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser, depth + 1) as YamlScalar
                ?? throw Refused(parser.Current!, "has a key that is not a single value", "use a name as key", "correct the key");
            entries.Add(new YamlEntry(key.Text, key.Line, key.Column, ReadNode(parser, depth + 1)));
        }

        return new YamlMapping(entries, LineOf(mapping), ColumnOf(mapping));
    }

    private static int LineOf(ParsingEvent at) => (int)at.Start.Line;

    private static int ColumnOf(ParsingEvent at) => (int)at.Start.Column;

    private static YamlFault Refused(ParsingEvent at, string fault, string allowed, string remedy) => new(LineOf(at), ColumnOf(at), fault, allowed, remedy);
}

/// <summary>Why a text was refused as a whole.</summary>
internal sealed class YamlFault(int line, int column, string fault, string allowed, string remedy) : Exception(fault)
{
    public Problem Problem { get; } = new("", fault, allowed, remedy) { Line = line, Column = column };
}
