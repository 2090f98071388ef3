using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>A round of checks after an upgrade is compared with the one before it.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly Session _session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Nothing_is_different_when_nothing_has_changed()
    {
        Before(DeployedDemo.Account());

        Assert.Contains("\nAs before.\n", After(DeployedDemo.Account()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_new_and_what_is_over_is_named_and_what_stays_is_not()
    {
        var before = DeployedDemo.Account();
        before.Answers["efs describe-mount-targets"] = [];
        Before(before);
        var after = DeployedDemo.Account();
        after.Answers["ecs describe-services"] = [];

        var answer = After(after);

        Assert.Contains("\nDifferent from before:\n  new: PlaneManager: the service does not exist\n", answer, StringComparison.Ordinal);
        Assert.Contains("\n  over: file system: ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("new: release", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_gone_is_not_silently_well()
    {
        _session.Write("before.json", """
            {"edge":"demo","findings":[{"about":"ObservabilityService","outcome":"ok","what":"1 of 1 tasks run"}]}
            """);

        Assert.Contains("\n  not checked any more: ObservabilityService\n", After(DeployedDemo.Account()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", "", "")]
    [InlineData("", "over", "")]
    [InlineData("", "", "missing")]
    public void One_difference_is_a_difference(string added, string over, string missing)
    {
        var comparison = new Comparison(
            [.. added.Split(' ', StringSplitOptions.RemoveEmptyEntries)], [.. over.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            [.. missing.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal("Different from before:", comparison.Lines().First());
        Assert.Equal(3, comparison.Lines().Count());
    }

    [Fact]
    public void Json_has_the_comparison()
    {
        Before(DeployedDemo.Account());

        Assert.Contains("\"missing\": []", After(DeployedDemo.Account(), "--json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "--compare before.json does not exist: ")]
    [InlineData("{", "before.json is not JSON (line 1, byte 2)")]
    [InlineData("", "before.json is empty")]
    [InlineData("[]", "before.json is not a JSON object")]
    [InlineData("{}", "before.json is no answer of `npx edge verify demo --json`")]
    [InlineData("""{"edge":"other","findings":[]}""", "before.json is about the edge other")]
    public void What_is_no_earlier_round_of_the_edge_is_refused(string? text, string message)
    {
        if (text is not null)
            _session.Write("before.json", text);

        var result = _session.Run(DeployedDemo.Account(), "verify", "demo", "--compare", "before.json");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"edge: {message}", result.Error, StringComparison.Ordinal);
    }

    private void Before(FakeAccount aws) => _session.Write("before.json", _session.Run(aws, "verify", "demo", "--json").Output);

    private string After(FakeAccount aws, params string[] options) =>
        _session.Run(aws, ["verify", "demo", "--compare", "before.json", .. options]).Output;
}
