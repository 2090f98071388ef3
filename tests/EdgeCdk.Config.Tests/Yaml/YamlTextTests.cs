using System.Globalization;
using System.Text;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Yaml;

/// <summary>Files that cannot be read into keys at all, and unusual ones that can.</summary>
public sealed class YamlTextTests
{
    private const string NotYamlHelp = "use spaces to indent and `key: value`; correct the line or the one before it";

    [Theory]
    [InlineData("", "edges/acme-prod.yaml: is empty; use at least the keys that have no default; begin with a copy of another file")]
    [InlineData(
        "# nothing yet\n",
        "edges/acme-prod.yaml: is empty; use at least the keys that have no default; begin with a copy of another file")]
    [InlineData("---\n", "edges/acme-prod.yaml: is empty; use at least the keys that have no default; begin with a copy of another file")]
    [InlineData("edge\n", "edges/acme-prod.yaml:1:1: is a single value; use keys and values; begin with a copy of another file")]
    [InlineData("\n- edge\n", "edges/acme-prod.yaml:2:1: is a list; use keys and values; begin with a copy of another file")]
    public void A_file_without_keys_is_refused(string text, string message) => Assert.Equal([message], MessagesOf(text));

    [Theory]
    [InlineData(
        "edge: [a\n",
        "edges/acme-prod.yaml:2:1: is not YAML (while parsing a flow sequence, did not find expected ',' or ']'); " + NotYamlHelp)]
    [InlineData(
        "edge: [a",
        "edges/acme-prod.yaml:1:9: is not YAML (while parsing a flow sequence, did not find expected ',' or ']'); " + NotYamlHelp)]
    [InlineData(
        "tags: { a",
        "edges/acme-prod.yaml:1:10: is not YAML (while parsing a flow mapping, did not find expected ',' or '}'); " + NotYamlHelp)]
    [InlineData("edge:\n\tname: a\n", "edges/acme-prod.yaml:2:1: is indented with a tab; use spaces to indent; replace the tab by spaces")]
    [InlineData(
        "edge: a: b\n",
        "edges/acme-prod.yaml:1:8: is not YAML (while scanning a plain scalar value, found invalid mapping); " + NotYamlHelp)]
    [InlineData(
        "edge: \"a\n",
        "edges/acme-prod.yaml:1:7: is not YAML (while scanning a quoted scalar, found unexpected end of stream); " + NotYamlHelp)]
    [InlineData("edge: \"\\UFFFFFFFF\"\n", "edges/acme-prod.yaml:1:18: is not YAML (the parser cannot go on from here); " + NotYamlHelp)]
    [InlineData("%TAG ! \n---\nedge: a\n", "edges/acme-prod.yaml:1:8: is not YAML (the parser cannot go on from here); " + NotYamlHelp)]
    [InlineData(
        "customerRoleAccounts: [\na]\n", "edges/acme-prod.yaml:2:1: is not YAML (the parser cannot go on from here); " + NotYamlHelp)]
    [InlineData("... edge\n", "edges/acme-prod.yaml:2:1: is not YAML (the parser cannot go on from here); " + NotYamlHelp)]
    public void A_text_that_is_not_yaml_is_refused(string text, string message) => Assert.Equal([message], MessagesOf(text));

    [Theory]
    [InlineData(
        "edge: &name acme\n",
        "edges/acme-prod.yaml:1:7: has an anchor or alias; use plain values; write the value out where it is needed")]
    [InlineData(
        "edge: *name\n", "edges/acme-prod.yaml:1:7: has an anchor or alias; use plain values; write the value out where it is needed")]
    [InlineData("edge: !!str acme\n", "edges/acme-prod.yaml:1:7: has the tag !!str; use plain values; remove the tag")]
    [InlineData("edge: !secret acme\n", "edges/acme-prod.yaml:1:7: has the tag !secret; use plain values; remove the tag")]
    [InlineData(
        "edge: a\n---\nedge: b\n",
        "edges/acme-prod.yaml:2:1: has a second document; use one document in a file; move it to a file of its own")]
    [InlineData("? [a, b]\n: c\n", "edges/acme-prod.yaml:1:3: has a key that is not a name; use `key: value`; correct the key")]
    [InlineData(
        "edge: {name: a, {b: c}: d}\n", "edges/acme-prod.yaml:1:17: has a key that is not a name; use `key: value`; correct the key")]
    [InlineData("edge:\n  : acme\n", "edges/acme-prod.yaml:2:4: has a key that is not a name; use `key: value`; correct the key")]
    [InlineData(
        "edge: [[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]\n",
        "edges/acme-prod.yaml:1:22: is nested too deeply; use at most 16 levels; remove the inner levels")]
    public void Yaml_beyond_plain_keys_and_values_is_refused(string text, string message) => Assert.Equal([message], MessagesOf(text));

    [Theory]
    [InlineData(
        "edge: a\nvpc:\0 b\n",
        "edges/acme-prod.yaml:2:5: has the control character U+0000; use printable characters; remove it (most editors can show it)")]
    [InlineData(
        "\u001b[31medge: a\n",
        "edges/acme-prod.yaml:1:1: has the control character U+001B; use printable characters; remove it (most editors can show it)")]
    [InlineData(
        "edge: a\rvpc:\0 b\r",
        "edges/acme-prod.yaml:2:5: has the control character U+0000; use printable characters; remove it (most editors can show it)")]
    [InlineData(
        "edge: a # b\u0085vpc: b\n",
        "edges/acme-prod.yaml:1:12: has the control character U+0085; use printable characters; remove it (most editors can show it)")]
    [InlineData(
        "edge: a # b\u2028vpc: b\n",
        "edges/acme-prod.yaml:1:12: has the control character U+2028; use printable characters; remove it (most editors can show it)")]
    [InlineData(
        "edge: a\u0080\n",
        "edges/acme-prod.yaml:1:8: has the control character U+0080; use printable characters; remove it (most editors can show it)")]
    public void A_control_character_is_refused_since_a_reader_cannot_see_it(string text, string message) =>
        Assert.Equal([message], MessagesOf(text));

    public static TheoryData<string> SomeUnusualSpaces => ["\u00a0", "\u200b", "\u3000", "\U000e0020"];

    /// <summary>
    /// All characters that are spaces or formats to Unicode, but that of ASCII and the line ends, which are control characters here.
    /// </summary>
    public static TheoryData<string> UnusualSpaces =>
    [
        .. Enumerable.Range(0x80, 0x10FFFF - 0x80)
            .Where(Rune.IsValid)
            .Select(code => new Rune(code))
            .Where(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Format)
            .Where((rune, index) => rune.Value < 0x10000 || index % 20 == 0)
            .Select(rune => rune.ToString()),
    ];

    [Theory]
    [MemberData(nameof(UnusualSpaces))]
    public void Every_space_that_is_not_one_is_told_by_its_code(string space)
    {
        var character = space.EnumerateRunes().Single();
        var kind = Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator ? "" : "invisible ";

        Assert.StartsWith(
            $"edges/acme-prod.yaml:2:1: has the {kind}character U+{character.Value:X4}",
            Assert.Single(MessagesOf($"edge:\n{space}name: a\n")),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SomeUnusualSpaces))]
    public void A_space_that_is_not_one_and_an_invisible_character_are_told_at_their_place(string space)
    {
        var character = space.EnumerateRunes().Single();
        var isSpace = Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator;
        var message = isSpace
            ? $"has the character U+{character.Value:X4}, which only looks like a space; "
                + "use spaces; replace it by a space (most editors can show it)"
            : $"has the invisible character U+{character.Value:X4}; "
                + "use printable characters; remove it (most editors can show it)";
        var valid = Workspace.TextOf("edge.yaml");

        Assert.All(
            new (string From, string To, string Place)[]
            {
                ("  name: acme-prod", $"{space} name: acme-prod", "2:1"),
                ("  name: acme-prod", $" {space}name: acme-prod", "2:2"),
                ("  name: acme-prod", $"  name:{space}acme-prod", "2:8"),
                ("  name: acme-prod", $"  name{space}: acme-prod", "2:7"),
                ("  name: acme-prod", $"  name: acme-prod{space}", "2:18"),
                ("  name: acme-prod", $"  name: acme-prod{space}# a comment", "2:18"),
                ("  name: acme-prod", $"  name: ac{space}me", "2:11"),
                ("edge:", $"{space}edge:", "1:1"),
                ("edge:", $"edge:{space}", "1:6"),
                ("[10.0.0.0/16]", $"[10.0.0.0/16,{space}10.1.0.0/16]", "11:28"),
                ("[10.0.0.0/16]", $"[{space}10.0.0.0/16]", "11:16"),
                ("[10.0.0.0/16]", $"\n    -{space}10.0.0.0/16", "12:6"),
                ("edge:", $"# {space}\n\"tags\": {{ 'a{space}b': c }}{space}\nedge:", $"2:{20 + space.Length}"),
            },
            one => Assert.Equal([$"edges/acme-prod.yaml:{one.Place}: {message}"], MessagesOf(ReplacedFirst(valid, one.From, one.To))));
    }

    [Theory]
    [MemberData(nameof(SomeUnusualSpaces))]
    public void In_comments_and_quotes_they_do_no_harm(string space)
    {
        var text = Workspace.TextOf("edge.yaml");

        Assert.Empty(MessagesOf($"# {space}it's{space}\n{ReplacedFirst(text, "name: acme-prod", $"name: acme-prod # {space}\"{space}")}"));
        // Where quotes end and what is in them, the value says.
        Assert.Contains(
            "tags.a is \"b",
            Assert.Single(MessagesOf($"tags: {{ a: 'b{space}''\n  #{space}c' }}\n{text}")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_yaml_before_them_is_told_first() => Assert.StartsWith(
        "edges/acme-prod.yaml:1:8: is not YAML",
        Assert.Single(MessagesOf("edge: a: b\nvpc:\u00a0c\n")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0xE4 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 })]
    public void A_file_in_another_encoding_than_utf8_is_refused(byte[] content)
    {
        using var workspace = new Workspace();

        var messages = workspace.Write(Workspace.Edge, content).Messages();

        Assert.Equal(["edges/acme-prod.yaml: is not text in UTF-8; use UTF-8; save the file in that encoding"], messages);
    }

    [Fact]
    public void A_file_of_more_than_64_kib_is_refused()
    {
        var text = Workspace.TextOf("edge.yaml");
        var filled = text + new string('#', 65536 - text.Length);

        Assert.Empty(MessagesOf(filled));
        Assert.Equal(
            ["edges/acme-prod.yaml: is larger than 64 KiB; use a file of a few kilobytes; check that it is the right file"],
            MessagesOf(filled + "#"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_like_any_other()
    {
        using var workspace = new Workspace();
        File.CreateSymbolicLink(workspace.PathOf("edges/gone.yaml"), workspace.PathOf("nowhere"));

        Assert.Equal(
            [
                "edges/gone.yaml: does not exist; use a file that is there; correct the path",
            ],
            workspace.Messages());
    }

    [Fact]
    public void Line_ends_of_windows_do_not_change_the_place_in_a_message() => Assert.StartsWith(
        "edges/acme-prod.yaml:5:11: ",
        Assert.Single(
            MessagesOf(
                Workspace.Edited(Workspace.TextOf("edge.yaml"), ("region: eu-central-1\n  acc", "region: eu\n  acc"))
                    .ReplaceLineEndings("\r\n"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_document_that_says_where_it_begins_and_ends_is_no_fault() =>
        Assert.Empty(MessagesOf($"%YAML 1.2\n---\n{Workspace.TextOf("edge.yaml")}...\n"));

    private static string ReplacedFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.NotEqual(-1, at);
        return text[..at] + to + text[(at + from.Length)..];
    }

    private static IReadOnlyList<string> MessagesOf(string text)
    {
        using var workspace = new Workspace();
        return workspace.Write(Workspace.Edge, Encoding.UTF8.GetBytes(text)).Messages();
    }
}
