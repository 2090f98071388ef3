using System.Text;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests;

public sealed class RandomFileTests
{
    private static readonly string[] Pieces =
    [
        "\0", "\t", "\r", "\u0085", "\u2028", "\uFEFF", "\uFFFF", "é", "😀", "\"", "'", "\\", "\\UFFFFFFFF", "[", "]", "{", "}", ",", ":", ": ", "? ", "- ", "#", "&a ", "*a", "!", "!!str ", "<<: ", "%", "%TAG ! ",
        "---\n", "...\n", "|\n", ">-\n", "~", "null", "true", "-1", "1e999", "99999999999999999999", "0x1F", "a.b[0]: ", "\"\": ", "  ", "\n", "\n  ", "[[[[[[[[[[[[[[[[[[[[", "{{{{{{{{{{{{{{{{{{{{",
    ];

    [Theory]
    [InlineData(1, Workspace.Edge)]
    [InlineData(2, Workspace.Edge)]
    [InlineData(3, Workspace.Release)]
    public void Whatever_a_file_holds_the_answer_is_edges_or_problems(int seed, string file)
    {
        using var workspace = new Workspace();
        var valid = File.ReadAllBytes(file == Workspace.Edge ? Repository.PathOf("edges/demo.yaml") : workspace.PathOf(file));
        var random = new Random(seed);

        for (var round = 0; round < 800; round++)
        {
            var content = Mutated(valid, random);
            try
            {
                Assert.NotEmpty(workspace.Write(file, content).Load());
            }
            catch (ConfigException exception)
            {
                Assert.NotEmpty(exception.Problems);
                Assert.DoesNotContain(exception.Problems, problem => problem.Fault.Length == 0 || problem.Allowed.Length == 0 || problem.Remedy.Length == 0 || problem.ToString().Contains('\n', StringComparison.Ordinal));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"round {round} of seed {seed} made {exception} with {Encoding.UTF8.GetString(content)}");
            }
        }
    }

    // A few bytes changed, lines lost, doubled or moved, and pieces put in that mean something to YAML.
    private static byte[] Mutated(byte[] valid, Random random)
    {
        var content = valid.ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var place = random.Next(content.Count);
            var lineEnd = content.IndexOf((byte)'\n', place) + 1;
            switch (random.Next(5))
            {
                case 0:
                    content[place] = (byte)random.Next(256);
                    break;
                case 1:
                    content.RemoveRange(place, Math.Min(random.Next(1, 20), content.Count - place));
                    break;
                case 2 when lineEnd > 0:
                    content.InsertRange(random.Next(content.Count), content.GetRange(place, lineEnd - place));
                    break;
                case 3 when lineEnd > 0:
                    content.RemoveRange(place, lineEnd - place);
                    break;
                default:
                    content.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }

            if (content.Count == 0)
                break;
        }

        return [.. content];
    }
}
