using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;
using Spectre.Console.Testing;

namespace EdgeCdk.Cli.Tests.Account.Upgrade;

public sealed class UpgradeTests : IDisposable
{
    private const string File = "edges/demo.yaml";
    private readonly Session _session = new Session().Write(File, EdgeFiles.Text(EdgeFiles.Demo).With("16.6.5", "16.6.4"));

    public UpgradeTests() => WriteRelease("16.6.6", "16.6.5");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_edge_whose_alarms_roll_an_upgrade_back_is_deployed_with_them()
    {
        _session.Write(File, $"{_session.Read(File)}\nalarms: {{ create: true, rollbackTriggers: true }}\n");

        Assert.EndsWith(
            "next: `npx cdk diff Edge-demo`, then `npx cdk deploy Edge-demo $(npx edge deploy-options demo)`\n",
            _session.Run("upgrade", "demo", "--yes").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_step_changes_release_and_prefix_and_nothing_else()
    {
        var before = _session.Read(File);

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(before.With("release: 16.6.4 ", "release: 16.6.5 ").With("edge/16.6.4/", "edge/16.6.5/"), _session.Read(File));
        Assert.EndsWith(
            "edges/demo.yaml was changed; next: `npx cdk diff Edge-demo`, then deploy\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changes_is_told_before_it_is_asked_for()
    {
        var before = _session.Read(File);

        var result = _session.Run("upgrade", "demo");

        Assert.Equal(1, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal("16.6.4 → 16.6.5", lines[0]);
        Assert.Contains(lines, line => IsChange(line, "images.dqc.tag", "16.6.4-saas-edge → 16.6.5-saas-edge"));
        Assert.Contains(lines, line => IsChange(line, "artifacts.prefix", "edge/16.6.4/ → edge/16.6.5/"));
        // What is the same in both releases, and what only says which release it is, is no change.
        Assert.All(lines[1..^1], line => Assert.NotEqual(line.Split("  ")[^1].Split(" → ")[0], line.Split(" → ")[^1]));
        Assert.DoesNotContain(
            lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0] is "version" or "released" or "previous");
        Assert.Equal("nothing was written; --yes writes it", lines[^1]);
        Assert.Equal(before, _session.Read(File));
    }

    // The width of the column is that of the longest key.
    private static bool IsChange(string line, string key, string change) =>
        line.StartsWith($"  {key}  ", StringComparison.Ordinal) && line.EndsWith($"  {change}", StringComparison.Ordinal);

    [Theory, InlineData("y", "16.6.5"), InlineData("n", "16.6.4")]
    public void Whoever_sits_there_is_asked(string answer, string release)
    {
        using var console = new TestConsole();
        console.Interactive();
        console.Input.PushTextWithEnter(answer);

        _session.Answer(console, "upgrade", "demo");

        Assert.Contains($"release: {release} ", _session.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_in_quotes_stays_in_quotes()
    {
        _session.Write(File, _session.Read(File).With("release: 16.6.4 ", "release: '16.6.4' "));

        _session.Run("upgrade", "demo", "--yes");

        Assert.Contains("release: '16.6.5' ", _session.Read(File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "edge.release is \"16.6.4\", and 16.6.6 is not the next release; use 16.6.5; deploy 16.6.5, then 16.6.6: no release can be skipped",
        "--to", "16.6.6")]
    [InlineData("edge.release is \"16.6.4\" already; use another release; leave --to out to move to the next one", "--to", "16.6.4")]
    [InlineData(
        "edge.release is \"16.6.4\", and no releases lead from it to 17.0.0; use a release that Edge CDK knows; install a newer version of "
            + "Edge CDK, which brings newer releases, or add its file, if you keep releases of your own",
        "--to", "17.0.0")]
    [InlineData(
        "edge.release is \"16.6.4\", but 16.6.5 is deployed; use 16.6.5; take the newest version of this file", "--deployed", "16.6.5")]
    [InlineData(
        "edge.release is \"16.6.4\", the oldest release that is known; there is no release to go back to; nothing was changed; an older "
            + "release needs a version of Edge CDK that has it, or its file, if you keep releases of your own",
        "--back")]
    public void A_step_that_cannot_be_taken_is_refused_with_the_way_to_go(string message, params string[] arguments)
    {
        var before = _session.Read(File);

        var result = _session.Run(["upgrade", "demo", "--yes", .. arguments]);

        Assert.Equal((1, $"edges/demo.yaml: {message}\n1 problem\n"), (result.ExitCode, result.Output));
        Assert.Equal(before, _session.Read(File));
    }

    [Fact]
    public void A_release_that_is_not_deployed_yet_is_deployed_before_the_next_step()
    {
        _session.Run("upgrade", "demo", "--yes");

        Assert.StartsWith(
            "edges/demo.yaml: edge.release is \"16.6.5\", but 16.6.4 is deployed; deploy 16.6.5 first; then move to the "
                + "next release\n",
            _session.Run("upgrade", "demo", "--deployed", "16.6.4", "--yes").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use --to 16.6.5, or leave --to out; go back one release at a time", "--back", "--to", "16.6.4")]
    [InlineData("but 16.6.4 is deployed; use 16.6.4; take the newest version of this file", "--back", "--deployed", "16.6.4")]
    public void Two_steps_at_once_are_refused_on_the_way_back_too(string message, params string[] arguments)
    {
        _session.Write(File, _session.Read(File).With("16.6.4", "16.6.6"));

        var result = _session.Run(["upgrade", "demo", "--yes", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_is_written_although_the_file_has_a_warning()
    {
        const string secret = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/otlp-AbCdEf";
        _session.Write(File, $"{_session.Read(File)}observability: {{ otlpSecretArn: \"{secret}\" }}\n");

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(": warning: observability.otlpSecretArn ", result.Output, StringComparison.Ordinal);
        Assert.Contains("release: 16.6.5 ", _session.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_back_is_one_step_and_has_to_be_asked_for()
    {
        _session.Run("upgrade", "demo", "--yes");

        Assert.StartsWith(
            "edges/demo.yaml: edge.release is \"16.6.5\", which is newer than 16.6.4; use a later release; or pass --back to "
                + "go back, one release at most\n",
            _session.Run("upgrade", "demo", "--to", "16.6.4", "--yes").Output,
            StringComparison.Ordinal);
        Assert.Equal(0, _session.Run("upgrade", "demo", "--back", "--yes").ExitCode);
        Assert.Contains("release: 16.6.4 ", _session.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_would_have_a_fault_then_stays_as_it_was()
    {
        // The next release needs more time than the queue gives.
        _session.Write("releases/16.6.5.yaml", _session.Read("releases/16.6.5.yaml").With("timeoutSeconds: 300", "timeoutSeconds: 600"));
        _session.Write(
            File, _session.Read(File).With("  eventSources: disabled", "  requestQueueVisibilitySeconds: 500\n  eventSources: disabled"));
        var before = _session.Read(File);

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("controlPlane.requestQueueVisibilitySeconds is 500; use at least 600", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, _session.Read(File));
    }

    [Fact]
    public void An_edge_that_does_not_exist_is_refused_with_those_that_do() => Assert.Equal(
        new CommandResult(1, "", "edge: there is no edge dem in edges; use demo\n"), _session.Run("upgrade", "dem"));

    [Fact]
    public void Json_has_the_changes()
    {
        var answer = _session.Json("upgrade", "demo", "--yes", "--json");

        Assert.True((bool)answer["written"]!);
        Assert.Contains(
            answer["changes"]!.AsArray(),
            change => (string?)change!["key"] == "images.dqc.tag" && (string?)change["to"] == "16.6.5-saas-edge");
        Assert.False((bool)_session.Json("upgrade", "demo", "--json")["written"]!);
    }

    [Theory]
    [InlineData("2026-10-18", null)]
    [InlineData("2026-10-19", "which is supported until 2027-01-17")]
    [InlineData("2027-01-17", "which is supported until 2027-01-17")]
    [InlineData("2027-01-18", "which was supported until 2027-01-17")]
    public void Ninety_days_after_a_newer_release_support_ends(string day, string? because)
    {
        var result = _session.Run("validate", "--as-of", day);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            because is null
                ? "1 edge: no problems\n"
                : $"edges/demo.yaml:6:12: warning: edge.release is \"16.6.4\", {because}; use 16.6.5; upgrade with `npx edge upgrade "
                    + "demo`\n1 "
                    + "edge: no problems; 1 warning\n",
            result.Output);
    }

    [Theory]
    [InlineData("16.6.4", null)]
    [InlineData("16.6.5", "use 16.6.5 or 16.6.6; take the newest version of this file, or pass --back to go back on purpose")]
    [InlineData("16.6.6", "use 16.6.6; take the newest version of this file; the way back is one release at most")]
    public void A_file_that_does_not_follow_what_is_deployed_is_refused(string deployed, string? message)
    {
        var result = _session.Run("validate", "--as-of", "2026-10-18", "--deployed", $"demo={deployed}");

        Assert.Equal(
            message is null
                ? (0, "1 edge: no problems\n")
                : (1, $"edges/demo.yaml:6:12: edge.release is \"16.6.4\", but {deployed} is deployed; {message}\n1 problem\n"),
            (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("upgrade", "demo", "--deployed", "99.1.1")]
    [InlineData("validate", "--deployed", "demo=99.1.1")]
    public void A_deployed_release_that_nobody_knows_is_refused(params string[] arguments) => Assert.Equal(
        new CommandResult(1, "", $"edge: --deployed {arguments[^1]}: there is no release 99.1.1; use 16.6.4, 16.6.5, 16.6.6, or "
            + $"{ReleaseLine.HowToGet}\n"),
        _session.Run(arguments));

    [Fact]
    public void A_file_may_be_one_release_ahead_but_not_two()
    {
        _session.Write(File, _session.Read(File).With("16.6.4", "16.6.6"));

        Assert.Equal(0, _session.Run("validate", "--deployed", "demo=16.6.5").ExitCode);
        Assert.StartsWith(
            "edges/demo.yaml:6:12: edge.release is \"16.6.6\", but 16.6.4 is deployed; use 16.6.5, since no release may be skipped; "
                + "deploy 16.6.5, then 16.6.6\n",
            _session.Run("validate", "--deployed", "demo=16.6.4").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_release_back_is_allowed_when_it_is_asked_for()
    {
        Assert.Equal(0, _session.Run("validate", "--deployed", "demo=16.6.5", "--back").ExitCode);
        Assert.Equal(1, _session.Run("validate", "--deployed", "demo=16.6.6", "--back").ExitCode);
    }

    [Fact]
    public void A_deployed_release_of_an_edge_that_does_not_exist_is_refused() => Assert.Equal(
        new CommandResult(1, "", "edge: --deployed dmo=16.6.4: there is no edge dmo; use demo\n"),
        _session.Run("validate", "--deployed", "dmo=16.6.4"));

    [Fact]
    public void A_value_that_names_no_release_is_refused() =>
        Assert.StartsWith(
            "edge: --deployed 16.6.4 is neither <edge>=<release> nor account\n", _session.Run("validate", "--deployed", "16.6.4").Error,
            StringComparison.Ordinal);

    private void WriteRelease(string version, string previous) => _session.Write(
        $"releases/{version}.yaml",
        _session.Read($"releases/{previous}.yaml")
            .Replace(previous, version, StringComparison.Ordinal)
            .With("previous: 16.6.4", $"previous: {previous}")
            .With("2026-10-19", "2026-11-16"));
}
