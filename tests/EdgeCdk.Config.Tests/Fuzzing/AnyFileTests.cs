using System.Text;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Fuzzing;

/// <summary>
/// Whatever is in a file, the answer is edges or messages: with little effort, always the same, and in the words of the file.
/// </summary>
public sealed partial class AnyFileTests : IDisposable
{
    // What may be allocated to answer: for the other files, and for each byte of this one. No clock: memory is the same on any machine.
    private const long Fixed = 8_000_000;
    private const long PerByte = 16_000;

    private readonly Workspace _workspace = new();
    private readonly Dictionary<string, string> _valid = Mutations.Valid().DistinctBy(file => file.Name).ToDictionary(
        file => file.Name, file => file.Text);

    public AnyFileTests()
    {
        foreach (var (name, text) in _valid)
            _workspace.Write(name, text);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_file_with_changes_is_answered() => Property.Holds(Mutations.Changed, 600, AssertAnswered);

    [Fact]
    public void A_file_that_is_full_of_one_thing_is_answered() => Property.Holds(Mutations.Full, 40, AssertAnswered);

    [Fact]
    public void A_file_with_changes_that_mean_nothing_is_valid() =>
        Property.Holds(Mutations.Unchanged, 150, file => Assert.Empty(Answer(file).Problems));

    private void AssertAnswered(FileCase file)
    {
        var (problems, first) = Answer(file);
        var (again, second) = Answer(file);

        Assert.Equal(problems.Select(problem => problem.ToString()), again.Select(problem => problem.ToString()));
        Assert.InRange(Math.Min(first, second), 0, Fixed + PerByte * file.Content.Length);
        var lines = Encoding.UTF8.GetString(file.Content).ReplaceLineEndings("\n").Split('\n');
        foreach (var problem in problems)
        {
            Assert.Contains(problem.File, (string[])[_workspace.PathOf(file.File), _workspace.PathOf(Workspace.Edge)]);
            Assert.True(
                problem.Fault.Length > 0 && problem.Allowed.StartsWith("use ", StringComparison.Ordinal) && problem.Remedy.Length > 0,
                $"{problem}");
            Assert.DoesNotMatch(Hidden(), problem.ToString());
            Assert.DoesNotMatch(InnerWords(), problem.Fault);
            if (problem.File == _workspace.PathOf(file.File))
            {
                Assert.True(problem.Line >= 0 && problem.Line <= lines.Length, $"{problem} is beyond the {lines.Length} lines");
                Assert.True(problem.Line == 0 || problem.Column <= lines[problem.Line - 1].Length + 1, $"{problem} is beyond the line");
            }
        }
    }

    private (IReadOnlyList<Problem> Problems, long Allocated) Answer(FileCase file)
    {
        _workspace.Write(file.File, file.Content);
        try
        {
            IReadOnlyList<Problem> problems = [];
            var allocated = Effort.Allocated(() => problems = Problems());
            return (problems, allocated);
        }
        finally
        {
            _workspace.Write(file.File, _valid[file.File]);
        }
    }

    private IReadOnlyList<Problem> Problems()
    {
        try
        {
            Assert.NotEmpty(_workspace.Load());
            return [];
        }
        catch (ConfigException exception)
        {
            Assert.NotEmpty(exception.Problems);
            return exception.Problems;
        }
    }

    // Control and format characters, line ends, halves of characters.
    [GeneratedRegex(@"[\p{C}\p{Zl}\p{Zp}]")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"Exception|System\.|YamlDotNet|Int32|Nullable|IReadOnly|Parameter '")]
    private static partial Regex InnerWords();
}
