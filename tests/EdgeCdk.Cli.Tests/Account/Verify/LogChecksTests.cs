using EdgeCdk.Cli.Account.Verify;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What the components wrote to their logs.</summary>
public sealed class LogChecksTests
{
    [Theory]
    [InlineData(1, "1 error")]
    [InlineData(2, "2 errors")]
    [InlineData(1000, "at least 1000 errors")]
    public void Errors_in_logs_are_counted_and_shown_without_secrets(int count, string words)
    {
        var events = Enumerable.Repeat("""{"message":"Exception: password=hunter2x"}""", count);
        var target = DeployedEdges.Of(("logs filter-log-events", $$"""{"events":[{{string.Join(',', events)}}]}"""));

        var found = LogChecks.Of(target).First().Run();

        DeployedEdges.All(found, "Failed", $"{words} in /ataccama/edge/watched/", "`aws logs tail /ataccama/edge/watched/", true);
        Assert.All(found, finding => Assert.StartsWith(words, finding.What, StringComparison.Ordinal));
        Assert.All(found, finding => Assert.DoesNotContain("hunter2x", finding.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void A_long_line_of_a_log_is_cut(int length, bool isCut)
    {
        var target = DeployedEdges.Of(
            ("logs filter-log-events", $$"""{"events":[{"message":"{{new string('.', length)}}\nsecond"}]}"""));

        var what = Assert.Single(LogChecks.Of(target).First().Run()).What;

        Assert.EndsWith($"first: {new string('.', 200)}{(isCut ? "…" : "")}", what, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_component_of_the_edge_is_asked_and_what_is_silent_is_not_told()
    {
        var checks = LogChecks.Of(DeployedEdges.Of()).ToList();

        // Not Container Insights.
        Assert.Equal(15, checks.Count);
        Assert.All(checks, check => Assert.Empty(check.Run()));
    }

    [Fact]
    public void A_log_group_that_was_deleted_by_hand_is_missed() => DeployedEdges.All(
        LogChecks.Of(DeployedEdges.Of(null, null, new()
        {
            ["logs filter-log-events"] = new("ResourceNotFoundException", "The specified log group does not exist.", "Operation"),
        })).SelectMany(check => check.Run()),
        "Failed", "was deleted by hand", "--revert-drift", false);

    [Theory]
    [InlineData(90, "Ok", "no errors in 15 log groups in the last 1.5 minutes")]
    [InlineData(0, "Skipped", "not searched")]
    public void That_nothing_was_found_is_said_when_it_was_searched(int seconds, string outcome, string what)
    {
        var target = DeployedEdges.Of() with { Back = TimeSpan.FromSeconds(seconds) };

        var finding = LogChecks.Silent(target);

        Assert.Equal((outcome, what), ($"{finding.Outcome}", finding.What));
        Assert.Equal(seconds > 0, LogChecks.Of(target).Any());
    }
}
