using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>What the pipelines in docs/ci run is there, with the options that they use.</summary>
public sealed partial class PipelineTests
{
    private static readonly ConcurrentDictionary<string, string> Help = new();

    public static TheoryData<string, string> EdgeCommands => Commands("edge");

    // And what edge deploy-options prints.
    public static TheoryData<string, string> CdkCommands => Commands(
        "cdk", ("deploy-options", "deploy x --rollback-trigger-alarm-arns x --monitoring-time-minutes 15"));

    [Theory, MemberData(nameof(EdgeCommands))]
    public void Edge_takes_the_command_of_a_pipeline(string file, string command)
    {
        Assert.NotEmpty(file);
        Assert.Empty(Cli.EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root)).Parse(command).Errors);
    }

    [Theory, MemberData(nameof(CdkCommands))]
    public void The_cdk_cli_has_the_options_of_a_pipeline(string file, string command)
    {
        Assert.NotEmpty(file);
        var help = Help.GetOrAdd(command.Split(' ')[0], HelpOf);

        Assert.All(Option().Matches(command), option => Assert.Matches($"{option.Value}[ ,\n]", help));
    }

    // The statuses of botocore 1.43.11; those of CreateChangeSet that end in FAILED differ in their reasons.
    [Theory]
    [InlineData("CREATE_COMPLETE None", 0, "true")]
    [InlineData("FAILED The submitted information didn't contain changes. Submit different information to create one.", 0, "false")]
    [InlineData("FAILED No updates are to be performed.", 0, "false")]
    [InlineData("FAILED The stack is in a state that cannot be updated", 1, "")]
    [InlineData("FAILED The following hook(s) failed: [Some::Company::Hook]", 1, "")]
    [InlineData("CREATE_PENDING None", 1, "")]
    [InlineData("CREATE_IN_PROGRESS None", 1, "")]
    [InlineData("DELETE_PENDING None", 1, "")]
    [InlineData("DELETE_IN_PROGRESS None", 1, "")]
    [InlineData("DELETE_COMPLETE None", 1, "")]
    [InlineData("DELETE_FAILED None", 1, "")]
    [InlineData("BRAND_NEW None", 1, "")]
    [InlineData("!An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: does not exist", 0, "false")]
    [InlineData("!An error occurred (AccessDenied) when calling the DescribeChangeSet operation: not authorized", 1, "")]
    [InlineData("!An error occurred (ExpiredToken) when calling the DescribeChangeSet operation: expired", 1, "")]
    public void Only_what_AWS_itself_says_means_that_nothing_changes(string answer, int exitCode, string changes) => Assert.All(
        PipelineJob.Run("prepare", ("aws cloudformation describe-change-set*StatusReason*", answer)),
        run =>
        {
            Assert.Equal(exitCode, run.ExitCode);
            Assert.Equal(changes, run.Changes);
        });

    // A change set that another run made obsolete, that was deleted, or that is executed already.
    [Theory]
    [InlineData("UNAVAILABLE")]
    [InlineData("EXECUTE_IN_PROGRESS")]
    [InlineData("EXECUTE_COMPLETE")]
    [InlineData("EXECUTE_FAILED")]
    [InlineData("OBSOLETE")]
    [InlineData("BRAND_NEW")]
    [InlineData("!An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: does not exist")]
    [InlineData("!An error occurred (ExpiredToken) when calling the DescribeChangeSet operation: expired")]
    public void A_change_set_that_cannot_be_executed_is_not_a_success(string answer) => Assert.All(
        PipelineJob.Run("execute", ("aws cloudformation describe-change-set*ExecutionStatus*", answer)),
        run =>
        {
            Assert.NotEqual(0, run.ExitCode);
            Assert.DoesNotContain(run.Calls, call => call.Contains("execute-change-set", StringComparison.Ordinal));
        });

    // How many times the AWS CLI stops waiting, and what the stack is then; ! is an error.
    [Theory]
    [InlineData(0, "UPDATE_COMPLETE", 0)]
    [InlineData(1, "UPDATE_COMPLETE", 0)]
    [InlineData(2, "UPDATE_IN_PROGRESS", 0)]
    [InlineData(1, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 0)]
    [InlineData(1, "UPDATE_ROLLBACK_IN_PROGRESS", 1)]
    [InlineData(1, "UPDATE_ROLLBACK_COMPLETE", 1)]
    [InlineData(1, "UPDATE_ROLLBACK_FAILED", 1)]
    [InlineData(1, "UPDATE_FAILED", 1)]
    [InlineData(1, "!ExpiredToken", 254)]
    public void An_upgrade_is_a_success_only_when_it_is_complete_however_long_it_takes(int waits, string status, int exitCode)
    {
        // After a rollback the waiter fails again, and the stack is what it says then.
        var later = status == "UPDATE_ROLLBACK_IN_PROGRESS" ? "UPDATE_ROLLBACK_COMPLETE" : status;
        var runs = PipelineJob.Run(
            "execute",
            ("aws cloudformation wait*", later == status ? $"?{waits}" : "!"),
            ("aws cloudformation describe-stacks*", later == status ? status : $"{status}|{later}"));

        Assert.All(runs, run =>
        {
            Assert.Equal(exitCode, run.ExitCode);
            Assert.Equal(exitCode == 0, run.Calls.Any(call => call.Contains("--compare", StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("aws cloudformation execute-change-set*", "!An error occurred (InvalidChangeSetStatus): cannot be executed")]
    [InlineData("aws cloudformation execute-change-set*", "!An error occurred (ExpiredToken): expired")]
    [InlineData("npx edge verify*", "!FAILED")]
    public void An_edge_that_was_not_deployed_or_is_not_healthy_is_not_a_success(string call, string answer) =>
        Assert.All(PipelineJob.Run("execute", (call, answer)), run => Assert.NotEqual(0, run.ExitCode));

    public static TheoryData<string, string> Jobs => [.. PipelineJob.All().Select(job => (job.File, job.Name))];

    [Theory, MemberData(nameof(Jobs))]
    public void Each_job_is_green_when_all_goes_well_and_red_when_any_call_fails(string file, string name)
    {
        var job = PipelineJob.All(name).Single(job => job.File == file);
        var usual = PipelineJob.Run([(job, [])]).Single();
        Assert.True(usual.ExitCode == 0, usual.Printed);
        Assert.NotEmpty(usual.Calls);

        var calls = usual.Calls.Distinct().Where(call => !MayFail(call)).ToList();
        foreach (var (call, failed) in calls.Zip(PipelineJob.Run([.. calls.Select(call => (job, Failing(call)))])))
        {
            Assert.True(failed.ExitCode != 0, $"green although this failed: {call}");
            // Nothing is deployed after a failure.
            Assert.DoesNotContain(
                failed.Calls.SkipWhile(made => made != call).Skip(1),
                made => made.Contains("execute-change-set", StringComparison.Ordinal));
        }
    }

    private static string HelpOf(string command)
    {
        TestPackages.InstallNode();
        return ChildProcess.Run(Repository.Path("node_modules", ".bin", "cdk"), [command, "--help"]).Output;
    }

    private static (string Call, string Answer)[] Failing(string call) => [(call, "!An error occurred (ExpiredToken): expired")];

    [Theory]
    [InlineData("0 failed, 0 warnings, 0 could not be checked", "nothing")]
    [InlineData("warning  release  is supported until 2027-01-17|0 failed, 1 warning, 0 could not be checked", "made")]
    [InlineData("!FAILED   drift  Queue was changed by hand|1 failed, 0 warnings, 0 could not be checked", "made")]
    [InlineData("!unknown  drift  could not be checked: AccessDenied|0 failed, 0 warnings, 1 could not be checked", "made")]
    [InlineData("!edge: the credentials have expired", "red")]
    [InlineData("", "red")]
    public void What_the_scheduled_check_finds_becomes_an_issue_or_a_message(string report, string outcome)
    {
        Assert.All(PipelineJob.Run("look", ("npx edge verify*", report.Replace("|", "\n", StringComparison.Ordinal))), run =>
        {
            Assert.Equal(outcome == "red" ? 1 : 0, run.ExitCode);
            Assert.Equal(outcome == "made" ? 1 : 0, run.Calls.Count(IsMessage));
        });

        static bool IsMessage(string call) => call.StartsWith("gh issue create", StringComparison.Ordinal)
            || call.Contains("--request POST", StringComparison.Ordinal) || call.StartsWith("aws sns publish", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gh issue list*", "7", "gh issue edit 7 ")]
    [InlineData("curl*--get*", """[{"id":99,"iid":7,"milestone":{"iid":3}}]""", "--request PUT")]
    public void An_issue_that_is_open_is_changed(string call, string answer, string change) => Assert.Single(
        PipelineJob.Run("look", (call, answer), ("npx edge verify*", "!1 failed, 0 warnings, 0 could not be checked")),
        run => run.Calls.Any(made => made.Contains(change, StringComparison.Ordinal)));

    // The part of a pipeline that is no shell: nobody deploys without an approval, and not two runs at once.
    [Theory]
    [InlineData(
        "github-actions.yml", "environment: production", "concurrency: { group: ", "needs: execute", "if: needs.prepare.outputs.changes")]
    [InlineData("gitlab-ci.yml", "when: manual", "resource_group: $STACK", "needs: [prepare, execute]", "if [ \"$CHANGES\" = false ]")]
    [InlineData(
        "aws-pipeline.template.yaml", "Category: Approval, Owner: AWS, Provider: Manual", "ExecutionMode: QUEUED", "RunOrder: 2",
        "Result: SKIP")]
    public void A_deployment_waits_for_an_approval_and_for_the_run_before_it(string file, params string[] lines)
    {
        var text = File.ReadAllText(Repository.Path("docs", "ci", file));

        Assert.All(lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    // What is only to be read; and the AWS CLI that stops waiting.
    private static bool MayFail(string call) => call.EndsWith("--html", StringComparison.Ordinal)
        || call.Contains("edge verify", StringComparison.Ordinal) && call.EndsWith("--json", StringComparison.Ordinal)
        || call.Contains("wait stack-update-complete", StringComparison.Ordinal);

    private static TheoryData<string, string> Commands(string program, params (string, string)[] more)
    {
        var found =
            from file in Directory.GetFiles(Repository.Path("docs", "ci")).Append(Repository.Path(".github", "workflows", "ci.yml"))
            from line in File.ReadLines(file)
            from Match match in Regex.Matches(line, $@"npx {program} (?<command>[^>|&]+)")
            select (
                Path.GetFileName(file),
                Variable().Replace(match.Groups["command"].Value, "x").Replace("\"", "", StringComparison.Ordinal).Trim());
        return [.. found, .. more];
    }

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\w+")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
