using System.Text.RegularExpressions;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Fuzzing;

/// <summary>One mistake in one line, at every key in turn: one message, about that key and that line.</summary>
public sealed partial class EveryKeyTests
{
    private const string Closed = "edges/closed.yaml";

    public static TheoryData<string> Files => [Workspace.Edge, Workspace.Release, Closed];

    /// <summary>A line with a key of its own.</summary>
    private sealed record KeyLine(int Index, string Indent, string Path, string Key, string Value)
    {
        public int Number => Index + 1;

        public bool IsBlock => Value.Length == 0 || Value[0] == '{';

        public bool IsOfTheUser => Path.Split('.') is ["tags", _] or ["components", _, "environment" or "constants", _];

        public string Place(string file, int number) => $"{file}:{number}:{Indent.Length + 1}: {Path} ";
    }

    [Theory, MemberData(nameof(Files))]
    public void A_block_instead_of_a_value_makes_one_message(string file) => AssertEach(file, key => !key.IsBlock, (lines, key) =>
    {
        lines[key.Index] = $"{key.Indent}{key.Key}: {{ zz: {{ zz: zz }} }}";
        return $"{file}:{key.Number}:{key.Indent.Length + key.Key.Length + 3}: {key.Path} is a block of keys; ";
    });

    [Theory, MemberData(nameof(Files))]
    public void A_key_without_value_makes_one_message(string file) => AssertEach(file, key => !key.IsBlock, (lines, key) =>
    {
        lines[key.Index] = $"{key.Indent}{key.Key}:";
        return $"{file}:{key.Number}:{key.Indent.Length + key.Key.Length + 2}: {key.Path} has no value; ";
    });

    [Theory, MemberData(nameof(Files))]
    public void A_key_that_is_there_twice_makes_one_message(string file) => AssertEach(file, key => key.Value.Length > 0, (lines, key) =>
    {
        lines.Insert(key.Index, lines[key.Index]);
        return $"{key.Place(file, key.Number + 1)}is set twice, first in line {key.Number}; ";
    });

    [Theory, MemberData(nameof(Files))]
    public void A_key_that_nobody_knows_makes_one_message(string file) => AssertEach(file, key => !key.IsOfTheUser, (lines, key) =>
    {
        lines.Insert(key.Index, $"{key.Indent}qqqqqqqqqqqqqqq: q");
        return $"{(key with { Path = $"{key.Path[..^key.Key.Length]}qqqqqqqqqqqqqqq" }).Place(file, key.Number)}is not a key here; ";
    });

    [Theory, MemberData(nameof(Files))]
    public void A_misspelt_key_makes_one_message(string file) => AssertEach(file, key => !key.IsOfTheUser, (lines, key) =>
    {
        lines[key.Index] = $"{key.Indent}{key.Key[..^1]}:{key.Value.PadLeft(key.Value.Length + 1)}";
        return $"{(key with { Path = key.Path[..^1] }).Place(file, key.Number)}is not a key here; *; did you mean {key.Key}?";
    });

    [Theory, MemberData(nameof(Files))]
    public void A_key_that_is_not_there_makes_one_message_at_most(string file) =>
        AssertEach(file, key => key.Value.Length > 0, (lines, key) =>
        {
            lines.RemoveAt(key.Index);
            return null;
        });

    [Theory, MemberData(nameof(Files))]
    public void An_anchor_an_alias_or_a_tag_makes_one_message(string file) =>
        Assert.All((string[])["&a ", "*a", "!a "], mark => AssertEach(file, key => key.Value.Length > 0, (lines, key) =>
        {
            lines[key.Index] = $"{key.Indent}{key.Key}: {mark}{(mark == "*a" ? "" : key.Value)}";
            return
                $"{file}:{key.Number}:{key.Indent.Length + key.Key.Length + 3}: has "
                    + $"{(mark == "!a " ? "the tag !a" : "an anchor or alias")}; ";
        }));

    private static void AssertEach(string file, Func<KeyLine, bool> concerns, Func<List<string>, KeyLine, string?> change)
    {
        using var workspace = new Workspace();
        if (file == Closed)
            workspace.Delete(Workspace.Edge);
        var text = Workspace.TextOf(
            file == Workspace.Edge ? "full-edge.yaml" : file == Closed ? "closed-edge.yaml" : "release.yaml");
        // The other keys of a closed edge are those of any.
        var keys = KeysOf(text).Where(key => file != Closed || key.Path.StartsWith("vpc.", StringComparison.Ordinal));

        Assert.All(keys.Where(concerns).Where((_, index) => Turn.Has(index, 4)), key =>
        {
            var lines = text.Split('\n').ToList();
            var expected = change(lines, key)?.Split('*');
            var messages = workspace.Write(file, string.Join('\n', lines)).Messages();

            if (expected is null && messages.Count == 0)
                return;
            var message = Assert.Single(messages);
            Assert.StartsWith(expected?[0] ?? file, message, StringComparison.Ordinal);
            Assert.EndsWith(expected is [_, var end] ? end : "", message, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<KeyLine> KeysOf(string text)
    {
        var blocks = new Stack<KeyLine>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var match = KeyPattern().Match(line);
            if (!match.Success)
                continue;
            var (indent, name) = (match.Groups["indent"].Value, match.Groups["key"].Value);
            while (blocks.TryPeek(out var block) && block.Indent.Length >= indent.Length)
                blocks.Pop();
            var key = new KeyLine(
                index, indent, blocks.TryPeek(out var outer) ? $"{outer.Path}.{name}" : name, name, match.Groups["value"].Value);
            blocks.Push(key);
            yield return key;
        }
    }

    [GeneratedRegex(@"^(?<indent> *)(?<key>[\w-]+): *(?<value>[^#]*?)(?: +#.*)?$")]
    private static partial Regex KeyPattern();
}
