using System.Text.RegularExpressions;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>
/// An edge that is written from the shape of another one is, byte for byte, what its own synthesis writes. A hundred more random edges
/// are tried with EDGE_SHAPES, which chooses the hundred.
/// </summary>
public sealed partial class ShapeTests(SynthesizedEdges edges) : IDisposable
{
    private const int Hundred = 100;

    private readonly TemporaryDirectory _directory = new();

    private static IEnumerable<string> RandomTexts =>
        int.TryParse(Environment.GetEnvironmentVariable("EDGE_SHAPES"), out var number)
            ? RandomEdge.First((number + 1) * Hundred).Skip(number * Hundred).Select(file => file.Text)
            : RandomEdge.First(1).Select(file => file.Text);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_edge_is_written_from_the_shape_of_another_one_as_it_is_synthesized()
    {
        string[] texts = [EdgeFiles.Text(EdgeFiles.Full), EdgeFiles.ClosedWithEverything, .. RandomTexts];
        var ofOneShape = 0;
        foreach (var (number, text) in texts.Index())
        {
            var (edge, other) = (edges.Definition(text), edges.Definition(WithOtherValues(text)));
            Assert.NotEqual(edge.Config.Edge.Name, other.Config.Edge.Name);
            // The account may be in a value that is not plain, such as the ARN of a secret with a plus sign in its name.
            if (Shape.KeyOf(edge) == Shape.KeyOf(other))
                ofOneShape++;
            else
                other = edge;

            // Directories of their own: the library remembers which it has copied an asset to.
            EdgeApp.Synthesize(other, Output("synthesized", number));
            using var shape = Shape.Of(edge);
            Assert.NotNull(shape);
            shape.Write(other, Output("written", number));

            var names = Names(Output("synthesized", number));
            Assert.Equal(names, Names(Output("written", number)));
            Assert.All(names, name => Assert.Equal(
                File.ReadAllText(Path.Combine(Output("synthesized", number), name)),
                File.ReadAllText(Path.Combine(Output("written", number), name))));
        }

        Assert.InRange(ofOneShape, texts.Length / 2, texts.Length);
    }

    [Theory]
    [InlineData("eventSources: disabled", "eventSources: enabled")]
    [InlineData("s3: create", "s3: existing")]
    [InlineData("cidrBlocks: [10.0.0.0/16]", "cidrBlocks: [10.0.0.0/16, 10.1.0.0/16]")]
    [InlineData("s3:\n", "planeManager: { replicas: 3 }\ns3:\n")]
    [InlineData("s3:\n", "tags: { team: a }\ns3:\n")]
    public void Edges_that_differ_in_more_than_plain_values_differ_in_shape(string text, string replacement)
    {
        var demo = EdgeFiles.Text(EdgeFiles.Demo);

        Assert.NotEqual(Shape.KeyOf(edges.Definition(demo)), Shape.KeyOf(edges.Definition(demo.With(text, replacement))));
    }

    [Fact]
    public void A_value_that_JSON_would_write_in_another_way_is_no_plain_value()
    {
        var placeholders = new Placeholders();
        string[] texts = ["a+b", "Ä", "\"", "\\", "${a}", "<", "a\n", "", Placeholders.Name(0)];

        Assert.Equal(texts, texts.Select(placeholders.Of));
        Assert.Empty(placeholders.Values);
    }

    [Fact]
    public void Equal_values_have_one_placeholder()
    {
        var placeholders = new Placeholders();

        Assert.Equal(
            [Placeholders.Name(0), Placeholders.Name(1), Placeholders.Name(0)], ((string[])["a", "b", "a"]).Select(placeholders.Of));
        Assert.Equal(["a", "b"], placeholders.Values);
    }

    [Fact]
    public void A_part_of_a_placeholder_in_a_text_is_refused()
    {
        var gaps = new Dictionary<string, ShapeGap> { [Placeholders.Name(0)] = new(0) };
        var pattern = new Regex(Placeholders.Name(0));

        Assert.Equal("<value>", new ShapeText($"<{Placeholders.Name(0)}>", pattern, gaps).With(["value"]));
        Assert.Throws<InvalidDataException>(() => new ShapeText(Placeholders.Name(0)[..^1], pattern, gaps));
        Assert.Throws<InvalidDataException>(() => new ShapeText(Placeholders.Name(0).ToUpperInvariant(), pattern, gaps));
    }

    [Fact]
    public void A_key_is_made_from_everything_to_the_last_private_field()
    {
        Assert.Equal(ShapeKey.Of(new Derived("a", 1)), ShapeKey.Of(new Derived("a", 1)));
        Assert.NotEqual(ShapeKey.Of(new Derived("a", 1)), ShapeKey.Of(new Derived("b", 1)));
        Assert.NotEqual(ShapeKey.Of(new Derived("a", 1)), ShapeKey.Of(new Derived("a", 2)));
        Assert.NotEqual(ShapeKey.Of((string[])["ab", "c"]), ShapeKey.Of((string[])["a", "bc"]));
        Assert.NotEqual(ShapeKey.Of((object[])["1"]), ShapeKey.Of((object[])[1]));
        Assert.NotEqual(ShapeKey.Of((object?[])[null]), ShapeKey.Of((object[])[""]));
        Assert.NotEqual(ShapeKey.Of((object[])[1]), ShapeKey.Of((object[])[1.0]));
        Assert.Throws<NotSupportedException>(() => ShapeKey.Of((Func<int>)(() => 1)));
    }

    private string Output(string kind, int number) => Path.Combine(_directory.Path, kind, $"{number}");

    private static string[] Names(string directory) =>
        [.. Directory.GetFiles(directory).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    // The same edge with another name, account, network and subnets, which may come in another order.
    private static string WithOtherValues(string text)
    {
        var name = EdgeName().Match(text).Value;
        var renamed = Regex.Replace(text, $"(?<=name: \"?|:){name}(?=[\",\\s_-])", Rotated(name));
        return Id().Replace(renamed, id => Rotated(id.Value));
    }

    private static string Rotated(string text) => string.Concat(text.Select(character => character switch
    {
        >= '0' and <= '9' => (char)('0' + ((character - '0' + 3) % 10)),
        >= 'a' and <= 'f' => (char)('a' + ((character - 'a' + 1) % 6)),
        >= 'g' and <= 'z' => (char)('g' + ((character - 'g' + 1) % 20)),
        _ => character,
    }));

    [GeneratedRegex("""(?<=^edge:\s+(\{ )?name: "?)[a-z0-9-]+""", RegexOptions.Multiline)]
    private static partial Regex EdgeName();

    [GeneratedRegex(@"(?<=(vpc|subnet|rtb|sg)-)[0-9a-f]{8,17}|(?<![0-9a-f])[0-9]{12}(?![0-9a-f])")]
    private static partial Regex Id();

    private abstract class Base(string hidden)
    {
        private readonly string _hidden = hidden;

        public override string ToString() => _hidden;
    }

    private sealed class Derived(string hidden, int number) : Base(hidden)
    {
        public int Number { get; } = number;
    }
}
