using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// Each operation on each resource fails once, in the first deployment, the upgrade, each change of an edge and its deletion; then what is
/// undone fails as well. The next command that the product documents leads out of it.
/// </summary>
public sealed class FaultTableTests
{
    [Fact]
    public void After_any_failure_the_documented_commands_lead_to_an_edge_that_is_deployed_and_can_be_deleted()
    {
        var rows = FaultTable.Play();

        Assert.NotEmpty(rows);
        Assert.Empty(FaultDocument.Unexplained(rows));
        if (Turn.IsWhole)
            Write(rows);
        Assert.Empty(rows.Where(row => row.Problems.Count > 0).Select(row => row.ToString()));
    }

    // Making the templates alone takes longer than most tests: tests/emulator/tests/test_rollbacks.py shows the same of a small stack.
    [Fact]
    public void An_alarm_at_any_step_of_an_upgrade_ends_in_the_account_of_before()
    {
        Assert.SkipUnless(Turn.IsWhole, "EDGE_CASES=all plays it");
        var rows = FaultTable.PlayAlarms();

        Assert.NotEmpty(rows);
        Replace("alarms", FaultDocument.Alarms(rows));
        Assert.Empty(rows.SelectMany(row => row.Problems.Select(problem => $"{row.Name}, {row.Step}: {problem}")));
    }

    private static void Write(IReadOnlyList<FaultRow> rows)
    {
        Replace("statuses", FaultDocument.Statuses(rows));
        Replace("ways", FaultDocument.Ways(rows));
        Replace("in the way", FaultDocument.InTheWay(rows));
        Replace("left", FaultDocument.Left(rows));
    }

    // Its times differ from run to run: it is written by a run of all rows, and compared with none.
    private static void Replace(string name, IEnumerable<string> lines) =>
        File.WriteAllText(Repository.Path("docs", "faults.md"), GeneratedPart.Replaced(name, lines, "docs", "faults.md"));
}
