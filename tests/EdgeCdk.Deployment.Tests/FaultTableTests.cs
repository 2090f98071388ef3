using System.Globalization;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// Each operation on each resource fails once, in the first deployment, the upgrade, each change of an edge and its deletion; then what is
/// undone fails as well. The next command that the product documents leads out of it.
/// </summary>
public sealed class FaultTableTests
{
    private static readonly string[] Columns = ["edge", "deployment", "failures", "failures in a rollback", "not recovered", "CPU seconds"];

    [Fact]
    public void After_any_failure_the_documented_commands_lead_to_an_edge_that_is_deployed_and_can_be_deleted()
    {
        var rows = FaultTable.Play();

        Assert.NotEmpty(rows);
        if (FaultTable.IsWhole)
            Write(rows);
        Assert.Empty(rows.Where(row => row.Problems.Count > 0).Select(row => row.ToString()));
    }

    private static void Write(IReadOnlyList<FaultRow> rows)
    {
        var table = GeneratedPart.Table(Columns,
            [.. rows.GroupBy(row => (row.Stack, row.Change)).Select(group => Line(group.Key.Stack, group.Key.Change, [.. group])), Line("all", "", rows)]);
        var ways = GeneratedPart.Table(["way", "how often"],
            rows.CountBy(row => string.Join(" > ", row.Way)).OrderByDescending(way => way.Value).ThenBy(way => way.Key, StringComparer.Ordinal)
                .Select(way => (IReadOnlyList<string>)[way.Key, Number(way.Value)]));
        Replace("rows", table);
        Replace("ways", ways);
    }

    private static IReadOnlyList<string> Line(string stack, string change, IReadOnlyList<FaultRow> rows) =>
    [
        stack, change, Number(rows.Count(row => row.Failures.Count == 1)), Number(rows.Count(row => row.Failures.Count > 1)),
        Number(rows.Count(row => row.Problems.Count > 0)), Number((int)rows.Sum(row => row.Cpu)),
    ];

    // Its times differ from run to run: it is written by a run of all rows, and compared with none.
    private static void Replace(string name, IEnumerable<string> lines)
    {
        var path = Repository.Path("docs", "faults.md");
        var text = File.ReadAllText(path);
        var begin = text.IndexOf('\n', text.IndexOf($"<!-- {name} -->", StringComparison.Ordinal)) + 1;
        var end = text.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        File.WriteAllText(path, text[..begin] + string.Concat(lines.Select(line => $"{line}\n")) + text[end..]);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
