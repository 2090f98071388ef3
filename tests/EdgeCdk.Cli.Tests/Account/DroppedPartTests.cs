using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>
/// A release without a job and a function that the one before has. With dataRetention retain, their log groups stay in the account.
/// </summary>
public sealed class DroppedPartTests : IDisposable
{
    private const string File = "edges/demo.yaml";
    private const string Next = "16.6.6";

    private readonly Session _session = new Session().Write(File, EdgeFiles.Text(EdgeFiles.Demo));

    public DroppedPartTests()
    {
        _session.Write($"releases/{Next}.yaml", string.Join('\n', Kept(_session.Read("releases/16.6.5.yaml").Split('\n')))
            .Replace("16.6.5", Next, StringComparison.Ordinal)
            .Replace("previous: 16.6.4", "previous: 16.6.5", StringComparison.Ordinal));
    }

    public static TheoryData<string> LogGroups => ["/ataccama/edge/demo/create-table", "/ataccama/edge/demo/dq-results-reader"];

    public static TheoryData<string> Roles => ["demo-job-create-table", "demo-dq-results-reader"];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_upgrade_shows_what_goes()
    {
        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Matches(@"jobs\.create-table\.cpu +1024 → \(none\)\n", result.Output);
        Assert.Matches(@"functions\.dqResultsReader\.handler +com\..* → \(none\)\n", result.Output);
    }

    [Fact]
    public void A_step_back_shows_what_comes_again()
    {
        Move();

        Assert.Matches(@"jobs\.create-table\.cpu +\(none\) → 1024\n", _session.Run("upgrade", "demo", "--back").Output);
    }

    [Theory]
    [InlineData("jobs: { create-table: { cpu: 512 } }", "jobs.create-table")]
    [InlineData("functions: { dqResultsReader: { timeoutSeconds: 9 } }", "functions.dqResultsReader")]
    public void An_upgrade_is_not_written_while_the_file_changes_what_goes(string line, string key)
    {
        _session.Write(File, $"{EdgeFiles.Text(EdgeFiles.Demo)}{line}\n");

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{key} is not in release {Next}; ", result.Output, StringComparison.Ordinal);
        Assert.Contains("release: 16.6.5 ", _session.Read(File), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LogGroups))]
    public void What_the_release_left_is_not_called_a_name_that_it_needs(string name)
    {
        var aws = new FakeAccount { LogGroups = { name } };

        Assert.Contains("log groups", About(aws));
        Move();
        Assert.DoesNotContain("log groups", About(aws));
        aws.Stack("Edge-demo");
        Assert.DoesNotContain("log groups", About(aws));
    }

    [Theory]
    [MemberData(nameof(LogGroups))]
    public void What_the_release_left_is_a_name_that_a_step_back_needs(string name)
    {
        var aws = new FakeAccount { LogGroups = { name } };
        aws.Stack("Edge-demo");

        Assert.Contains("log groups", About(aws));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void A_role_conflicts_only_with_a_release_that_has_its_part(string role)
    {
        var aws = new FakeAccount { Roles = { role } };

        Assert.Contains(role, About(aws));
        Move();
        Assert.DoesNotContain(role, About(aws));
    }

    [Theory]
    [MemberData(nameof(LogGroups))]
    [MemberData(nameof(Roles))]
    public void After_the_stack_is_deleted_it_is_listed_whatever_the_release(string name)
    {
        var aws = name.StartsWith('/') ? new FakeAccount { LogGroups = { name } } : new FakeAccount { Roles = { name } };
        Move();

        var result = _session.Run(aws, "destroy-plan", "demo", "--after");

        Assert.Contains($"{name}: still exists, and no stack owns it", result.Output, StringComparison.Ordinal);
    }

    private void Move() => _session.Write(File, EdgeFiles.Text(EdgeFiles.Demo).Replace("16.6.5", Next, StringComparison.Ordinal));

    private IReadOnlyList<string> About(FakeAccount aws)
    {
        var result = _session.Run(aws, "preflight", "demo", "--json");
        Assert.True(result.Output.Length > 0, result.Error);
        return [.. JsonNode.Parse(result.Output)!["findings"]!.AsArray().Select(finding => (string)finding!["about"]!)];
    }

    // Without the blocks of both parts, and without the variable that carries the job.
    private static IEnumerable<string> Kept(IEnumerable<string> lines)
    {
        var isDropped = false;
        foreach (var line in lines)
        {
            if (!line.StartsWith("   ", StringComparison.Ordinal))
                isDropped = line.TrimStart().Split(':')[0] is "create-table" or "dqResultsReader";
            if (!isDropped && !line.Contains("task-definition-create-table", StringComparison.Ordinal))
                yield return line;
        }
    }
}
