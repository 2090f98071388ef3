using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Config.Tests.Drafts;

/// <summary>A value is changed, and everything around it stays.</summary>
public sealed class FileEditTests
{
    [Theory]
    [InlineData("a: [x, y]   # why\nb: 1\n", "a: [y, z]   # why\nb: 1\n")]
    [InlineData("a: [\n  x, # one\n  y\n]\nb: 1\n", "a: [y, z]\nb: 1\n")]
    [InlineData("a: []\n", "a: [y, z]\n")]
    [InlineData("a: \"x\" # a text\n", "a: [y, z] # a text\n")]
    [InlineData("a:\nb: 1\n", "a: [y, z]\nb: 1\n")]
    [InlineData("a: # nothing yet\nb: 1\n", "a: [y, z] # nothing yet\nb: 1\n")]
    [InlineData("b: 1\n\n# the end\n", "b: 1\na: [y, z]\n\n# the end\n")]
    [InlineData("b: 1", "b: 1\na: [y, z]\n")]
    [InlineData("b: 1 # one\r\nc: 2\r\n", "b: 1 # one\r\nc: 2\r\na: [y, z]\r\n")]
    [InlineData("b:\n  - c: |\n      text\n      more\n", "b:\n  - c: |\n      text\n      more\na: [y, z]\n")]
    public void A_list_is_written_where_it_was_or_at_the_end_of_its_block(string text, string expected) =>
        Assert.Equal(expected, FileEdit.Set(text, "a", ["y", "z"], isList: true));

    [Theory]
    [InlineData("a:\n  - x # one\n  - y # two\nb: 1\n", "a:\n  - y # two\n  - z\nb: 1\n")]
    [InlineData("a:\n# about x\n- x\n# about y\n- 'y'\n", "a:\n# about y\n- 'y'\n- z\n")]
    [InlineData("a:\r\n  - y\r\n", "a:\r\n  - y\r\n  - z\r\n")]
    [InlineData("a:\n  - y", "a:\n  - y\n  - z\n")]
    public void Of_a_list_on_lines_those_that_stay_keep_their_comments(string text, string expected) =>
        Assert.Equal(expected, FileEdit.Set(text, "a", ["y", "z"], isList: true));

    [Theory]
    [InlineData("a:\n  b: { d: 1 } # why\n  e: 2\n", "a:\n  b: { d: 1, c: x } # why\n  e: 2\n")]
    [InlineData("a: { b: { d: [1, 2] } }\n", "a: { b: { d: [1, 2], c: x } }\n")]
    [InlineData("a:\n  b:\n    c: y # old\n", "a:\n  b:\n    c: x # old\n")]
    [InlineData("a:\n  b: {}\n", "a:\n  b: { c: x }\n")]
    [InlineData("a:\n    e: 2\nf: 3\n", "a:\n    e: 2\n    b: { c: x }\nf: 3\n")]
    [InlineData("f: 3\n", "f: 3\na: { b: { c: x } }\n")]
    [InlineData("a:\nf: 3\n", "a: { b: { c: x } }\nf: 3\n")]
    [InlineData("a: { b: { c: 'y' } }\n", "a: { b: { c: x } }\n")]
    public void A_value_is_written_with_the_blocks_that_it_needs(string text, string expected) =>
        Assert.Equal(expected, FileEdit.Set(text, "a.b.c", ["x"], isList: false));
}
