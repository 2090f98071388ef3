using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Fuzzing;

/// <summary>A file of the workspace, and what to put in it.</summary>
internal sealed record FileCase(string File, byte[] Content)
{
    public override string ToString() => $"{File}:\n{Encoding.UTF8.GetString(Content)}";
}

/// <summary>Valid files with changes that people, editors and enemies make.</summary>
internal static partial class Mutations
{
    /// <summary>What means something to a reader of YAML, or looks as if it did.</summary>
    public static readonly string[] Pieces =
    [
        "\0", "\t", "\r", "\n", "\r\n", "\u001b[31m", "\u0085", "\u00a0", "\u2028", "\u2029", "\uFEFF", "\uFFFF", "\"", "'", "\\",
        "\"\\ud800\"", "\"\\UFFFFFFFF\"", "\"\\x0\"", "[", "]", "{", "}", ",", ":", ": ", "? ",
        "- ", "- - ", "#", " #", "&a ", "*a", "*a: b", "&a [*a]", "!", "!!str ", "!!binary ", "!<x> ", "<<: *a\n", "<<: {}\n", "%",
        "%YAML 9.9\n---\n", "%TAG ! \n", "---\n", "...\n", "|\n", ">-\n", "|9\n", ">+1\n", "@", "`", "a: b: c",
        "a.b[0]: c\n", "\"\": c\n", "~: c\n", "null: c\n", "  ", "\n  ", "\n\n", "[[[[[[[[[[[[[[[[[[[[",
        "{a: {a: {a: {a: {a: {a: {a: {a: {a: ", "x: y\n", "{x, y}", "[a, b",
        "é", "e\u0301", "😀", "𝔞", "\u200b", "\u202e", "\u2066", "\u00ad", "\u3164", "ß", "İ", "ﬁ", "Ａ", "٣",
    ];

    private static readonly string[] Values =
    [
        .. Pieces, "", "null", "true", "yes", "off", "0", "-1", "007", "1e999", "0x1F", "1_000", ".inf", ".nan", "99999999999999999999",
        "2147483648", "30.0", "2026-02-30", "2026-11-22T00:00:00Z", "12:30:45",
        "''", "\"\"", "\" \"", "'30'", "[]", "{}", "[a]", "[~]", "[[a]]", "{a: b}", "[{a: b}]", "a, b", "\n    - a\n    - b", "\n  - a",
        "\n- a", "\n    a: b", "\n      a:\n        - b: c", "|\n    a\n    b", ">-\n      a",
        "arn:aws:iam::123456789011:role/x", "arn:aws:sqs:eu-central-1:999988887777:x", "eu-central-1", "cn-north-1", "10.0.0.0/16",
        "10.0.0.1/16", "999.0.0.0/16", "subnet-00000000", "https://x", "../..", "/", "~/x", "a\u0301", new('x', 300), new('9', 5000),
    ];

    private static readonly string[] Comments =
        ["", "a: b", "- a", "[", "\"", "'", "---", "é", "😀", "e\u0301", "\u200b", "\u202e", "&a *a !a", "\ta"];

    private static readonly string[] Names =
    [
        .. Valid().SelectMany(file => KeyPattern().Matches(file.Text)).Select(match => match.Groups["key"].Value).Distinct(),
        .. Pieces.Where(piece => !piece.Contains('\n')),
    ];

    private static readonly string[] Fillings =
    [
        .. Pieces, "a", "a\n", "- a\n", "''", "#\n", "\\u0041", "? - ", "? {0}\n", "a: b\n", "a: b, ", "a{0}: x, ", "nam{0}: x\n",
        "{0}: x\n  ", "a{0}: x\n  ", "a: &a{0} [*a{0}]\n  ", "a\n\n  ",
    ];

    private static readonly string[] Frames =
    [
        "{0}", "tags:\n  {0}", "tags: { {0} }", "edge: [ {0} ]", "edge: \"{0}\"", "edge: '{0}'", "edge: >-\n  {0}", "edge: # {0}",
        "edge: {0}",
    ];

    private static Gen<byte[]> NotUtf8 { get; } =
        Gen.OneOf<byte[]>([0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4], [0xEF, 0xBB, 0xBF]);

    /// <summary>A file with one to four changes, in some encoding.</summary>
    public static Gen<FileCase> Changed { get; } = Gen.Select(
        Gen.OneOf([.. Valid()]), Change().Array[1, 4], Encoded(), (file, changes, encode) =>
        new FileCase(file.Name, encode(changes.Aggregate(file.Text, (text, change) => change(text)))));

    /// <summary>A file with changes that a reader of YAML does not see, in encodings that are allowed.</summary>
    public static Gen<FileCase> Unchanged { get; } = Gen.Select(
        Gen.OneOf([.. Valid()]), Unseen().Array[0, 9], Gen.OneOf("\n", "\r\n", "\r"), Gen.OneOf("", "\uFEFF"), (file, changes, end, mark) =>
        new FileCase(
            file.Name,
            Encoding.UTF8.GetBytes(mark + changes.Aggregate(file.Text, (text, change) => change(text)).ReplaceLineEndings(end))));

    /// <summary>A file as large as it may be with one thing, over and over.</summary>
    public static Gen<FileCase> Full { get; } = Gen.Select(Gen.OneOf(Frames), Gen.OneOf(Fillings), (frame, filling) =>
    {
        var text = new StringBuilder();
        for (var number = 0; text.Length <= 65_536; number++)
            text.Append(filling.Replace("{0}", $"{number}", StringComparison.Ordinal));
        var full = Encoding.UTF8.GetBytes(text.ToString());
        var parts = frame.Split("{0}").Select(Encoding.UTF8.GetBytes).ToArray();
        // Cut where a character ends.
        var length = 65_536 - parts.Sum(part => part.Length);
        while ((full[length] & 0xC0) == 0x80)
            length--;
        return new FileCase(Workspace.Edge, [.. parts[0], .. full[..length], .. parts[1]]);
    });

    /// <summary>The valid files, with the name that they have in the workspace.</summary>
    public static IEnumerable<(string Name, string Text)> Valid() =>
    [
        (Workspace.Edge, File.ReadAllText(EdgeExamples.PathOf(EdgeExamples.Smallest))),
        (Workspace.Edge, Workspace.TextOf("full-edge.yaml")),
        .. Directory.GetFiles(Repository.Path("releases"), "*.yaml")
            .Select(path => ($"releases/{Path.GetFileName(path)}", File.ReadAllText(path))),
    ];

    private static Gen<Func<string, string>> Change() => Gen.OneOf(
        Lines((lines, at, _) => lines.RemoveAt(at)),
        Lines((lines, at, to) => lines.Insert(to % lines.Count, lines[at])),
        Lines((lines, at, to) => (lines[at], lines[to % lines.Count]) = (lines[to % lines.Count], lines[at])),
        Lines((lines, at, to) => lines[at] = lines[at].TrimStart().PadLeft(lines[at].TrimStart().Length + (to % 9))),
        Lines(
            (lines, at, to) => lines[at] = KeyPattern()
                .Replace(lines[at], match => $"{match.Groups["before"]}{Names[to % Names.Length]}:")),
        Lines(
            (lines, at, to) => lines[at] = KeyPattern().Replace(
                lines[at], match => $"{match.Groups["before"]}{match.Groups["key"].Value.Remove(to % match.Groups["key"].Length, 1)}:")),
        Lines(
            (lines, at, to) => lines[at] = ValuePattern()
                .Replace(lines[at], match => $"{match.Groups["key"]} {Values[to % Values.Length]}")),
        Lines((lines, at, to) => lines.Insert(at, Values[to % Values.Length])),
        Anywhere((text, at, to) => text.Insert(at, Pieces[to % Pieces.Length])),
        Anywhere((text, at, to) => text.Remove(at, Math.Min(to % 40, text.Length - at))),
        Anywhere((text, at, to) => text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[to % Pieces.Length], 1 << (to % 12))))));

    private static Gen<Func<string, string>> Unseen() => Gen.OneOf(
        Lines((lines, at, to) => lines.Insert(at, new string(' ', to % 9))),
        Lines((lines, at, to) => lines.Insert(at, $"{new string(' ', to % 9)}# {Comments[to % Comments.Length]}")),
        Lines((lines, at, to) => lines[at] += new string(' ', to % 9)),
        Lines((lines, at, to) => lines[at] += $" # {Comments[to % Comments.Length]}"),
        Lines((lines, at, _) => lines[at] = PlainTextPattern().Replace(lines[at], ": \"${text}\"")),
        Anywhere((text, _, _) => text.TrimEnd()));

    private static Gen<Func<string, byte[]>> Encoded() => Gen.Frequency(
        (12, Gen.Const<Func<string, byte[]>>(Encoding.UTF8.GetBytes)),
        (
            1,
            Gen.OneOf("\r\n", "\r", "\n\r")
                .Select(end => (Func<string, byte[]>)(text => Encoding.UTF8.GetBytes(text.ReplaceLineEndings(end))))),
        (1, Gen.OneOf(Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1)
            .Select(encoding => (Func<string, byte[]>)(text => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]))),
        (1, NotUtf8.Select(Gen.Int[0, 99_999], (bytes, place) =>
            (Func<string, byte[]>)(text => Inserted(Encoding.UTF8.GetBytes(text), bytes, place)))),
        (1, Gen.Byte.Array[0, 200].Select(bytes => (Func<string, byte[]>)(_ => bytes))));

    private static Gen<Func<string, string>> Lines(Action<List<string>, int, int> change) =>
        Gen.Select(Gen.Int[0, 99_999], Gen.Int[0, 99_999], (at, to) => (Func<string, string>)(text =>
        {
            var lines = text.Split('\n').ToList();
            change(lines, at % lines.Count, to);
            return string.Join('\n', lines);
        }));

    private static Gen<Func<string, string>> Anywhere(Func<string, int, int, string> change) =>
        Gen.Select(
            Gen.Int[0, 99_999], Gen.Int[0, 99_999], (at, to) => (Func<string, string>)(text => change(text, at % (text.Length + 1), to)));

    private static byte[] Inserted(byte[] content, byte[] bytes, int place)
    {
        var at = place % (content.Length + 1);
        return [.. content[..at], .. bytes, .. content[at..]];
    }

    [GeneratedRegex(@"(?<before>^[ ]*|[{,] )(?<key>[A-Za-z0-9-]+):", RegexOptions.Multiline)]
    private static partial Regex KeyPattern();

    // A plain value that stays a text in quotes.
    [GeneratedRegex(@": (?<text>(?!true|false)[a-z][a-z0-9/:-]*)$")]
    private static partial Regex PlainTextPattern();

    [GeneratedRegex(@"(?<key>^[^:]+:).*$")]
    private static partial Regex ValuePattern();
}
