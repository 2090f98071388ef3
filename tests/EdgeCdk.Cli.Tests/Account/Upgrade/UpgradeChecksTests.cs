using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Upgrade;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Tests.Account.Verify;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Upgrade;

/// <summary>What an upgrade meets in the account is shown before it is written, and stops nobody.</summary>
public sealed class UpgradeChecksTests
{
    private const string Asked = "upgrade demo --deployed account --yes";

    [Fact]
    public void Jobs_in_flight_are_counted_by_their_kind_without_the_tasks_of_services()
    {
        var target = DeployedEdges.Of();
        var tasks = new Tasks("JobCluster", """
            {"tasks":[
              {"group":"family:watched-dqc","taskDefinitionArn":"arn:aws:ecs:eu-central-1:1:task-definition/watched-dqc:7"},
              {"group":"family:watched-dqc","taskDefinitionArn":"arn:aws:ecs:eu-central-1:1:task-definition/watched-dqc:8"},
              {"group":"service:other","taskDefinitionArn":"arn:aws:ecs:eu-central-1:1:task-definition/watched-plane-manager:8"},
              {"group":"batch","taskDefinitionArn":"arn:aws:ecs:eu-central-1:1:task-definition/of-somebody:8"}]}
            """);

        var finding = Assert.Single(RunningTaskChecks.Find(target with { Aws = new(tasks, FakeAccount.Region) }));

        Assert.Equal((Outcome.Ok, "jobs"), (finding.Outcome, finding.About));
        Assert.StartsWith("3 tasks running: 2 dqc, 1 of-somebody; an upgrade does not stop them", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_jobs_there_is_nothing_to_wait_for() =>
        DeployedEdges.All(RunningTaskChecks.Find(DeployedEdges.Of()), "Ok", "no task runs");

    // As ECS rounds: the number of tasks that must run, up.
    [Theory]
    [InlineData(2, 50, "Ok", "at least 1 of 2 tasks run")]
    [InlineData(3, 50, "Ok", "at least 2 of 3 tasks run")]
    [InlineData(1, 50, "Ok", "at least 1 of 1 tasks run")]
    [InlineData(1, 0, "Warning", "interrupted: its tasks are stopped before new ones are started")]
    [InlineData(0, 50, "Ok", "has no tasks")]
    public void A_service_whose_tasks_may_all_be_stopped_is_interrupted(int desired, int minimum, string outcome, string words)
    {
        var findings = InterruptionChecks.Services(DeployedEdges.Of(("ecs describe-services", $$"""
            {"services":[{"deploymentConfiguration":{"minimumHealthyPercent":{{minimum}} },"desiredCount":{{desired}} }]}
            """))).ToList();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(outcome, finding.Outcome.ToString()));
        Assert.All(findings, finding => Assert.Contains(words, finding.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"services":[{"status":"INACTIVE","desiredCount":0}]}""")]
    [InlineData("""{"services":[{"status":"DRAINING","desiredCount":2}]}""")]
    public void A_service_that_was_deleted_by_hand_is_not_one_without_tasks(string answer) => DeployedEdges.All(
        InterruptionChecks.Services(DeployedEdges.Of(("ecs describe-services", answer))),
        "Failed", "the service was deleted by hand", "--revert-drift");

    [Fact]
    public void It_takes_as_long_as_the_last_upgrade_step_by_step_and_not_as_a_smaller_update() => Assert.Equal(
        "the last upgrade, of 2026-10-01, took 17 min: Jobs 2 min, PlaneManager 9 min",
        Duration(
            Event("10:00", "stack", "UPDATE_COMPLETE"), Event("09:58", "stack", "UPDATE_IN_PROGRESS"),
            Event("09:17", "stack", "UPDATE_COMPLETE"), Event("09:16", "Jobs/Dqc/TaskDefinition", "DELETE_COMPLETE"),
            Event("09:13", "PlaneManager/Service", "UPDATE_COMPLETE"), Event("09:04", "PlaneManager/Service", "UPDATE_IN_PROGRESS"),
            Event("09:03", "Jobs/Dqc/TaskDefinition", "UPDATE_COMPLETE"), Event("09:01", "Jobs/Dqc/TaskDefinition", "UPDATE_IN_PROGRESS"),
            Event("09:00", "stack", "UPDATE_IN_PROGRESS"),
            Event("08:00", "stack", "CREATE_COMPLETE"), Event("07:00", "stack", "CREATE_IN_PROGRESS")));

    // The newest upgrade; one with a new service alone is none.
    [Fact]
    public void A_part_that_takes_no_minute_is_not_told_and_one_that_takes_one_is() => Assert.Equal(
        "the last upgrade, of 2026-10-01, took 10 min: Jobs 1 min",
        Duration(
            Event("12:50", "stack", "UPDATE_COMPLETE"), Event("12:40", "Observability/Service", "CREATE_COMPLETE"),
            Event("12:00", "stack", "UPDATE_IN_PROGRESS"),
            Event("11:10", "stack", "UPDATE_COMPLETE"), Event("11:04", "PlaneManager/Service", "UPDATE_COMPLETE"),
            Event("11:03", "Jobs/Dqc/TaskDefinition", "UPDATE_COMPLETE"), Event("11:02", "Jobs/Dqc/TaskDefinition", "UPDATE_IN_PROGRESS"),
            Event("11:00", "stack", "UPDATE_IN_PROGRESS"),
            Event("10:30", "stack", "UPDATE_COMPLETE"), Event("10:20", "PlaneManager/Service", "UPDATE_COMPLETE"),
            Event("10:00", "stack", "UPDATE_IN_PROGRESS")));

    [Fact]
    public void Without_functions_nothing_is_said_of_them() =>
        Assert.Empty(InterruptionChecks.Functions(DeployedEdges.Of(DeployedEdges.Stack("{}"))));

    [Theory]
    [InlineData(true, "stack Unknown")]
    [InlineData(false, "jobs Ok, PlaneManager Warning, functions Ok, drift Ok, time Skipped")]
    public void What_is_well_stays_well_and_a_stack_that_cannot_be_asked_for_is_said(bool isRefused, string found)
    {
        var account = DeployedDemo.Account();
        var stack = Drifted(account);
        stack["DriftInformation"]!["StackDriftStatus"] = "IN_SYNC";
        account.Answers["cloudformation describe-stacks"] = new() { ["Stacks"] = new JsonArray(stack) };
        if (isRefused)
            account.Refused.Add("cloudformation describe-stacks");
        var context = new CommandContext(TextWriter.Null, TextWriter.Null, "/") { Aws = account };

        var findings = UpgradeChecks.Of(context, account, DeployedEdges.Of().Edge with { Name = "demo" }, false)
            .Where(finding => finding.About != "roles");

        Assert.Equal(found, string.Join(", ", findings.Select(finding => $"{finding.About} {finding.Outcome}")));
    }

    [Fact]
    public void An_upgrade_that_was_rolled_back_says_nothing_about_the_next_one() => Assert.Equal(
        "there was no upgrade yet; the first deployment, of 2026-10-01, took 60 min",
        Duration(
            Event("09:17", "stack", "UPDATE_ROLLBACK_COMPLETE"), Event("09:13", "PlaneManager/Service", "UPDATE_COMPLETE"),
            Event("09:00", "stack", "UPDATE_IN_PROGRESS"),
            Event("08:00", "stack", "CREATE_COMPLETE"), Event("07:00", "stack", "CREATE_IN_PROGRESS")));

    [Fact]
    public void Without_events_the_time_is_not_known() =>
        Assert.StartsWith("not known: ", Duration(), StringComparison.Ordinal);

    [Fact]
    public void Alarms_that_roll_back_watch_an_upgrade_for_their_time() => Assert.EndsWith(
        "; the alarms watch each upgrade for 15 min when everything is deployed",
        Assert.Single(DurationChecks.Find(DeployedEdges.Of(
            text => text.With("create: true", "create: true, rollbackTriggers: true"), null, null,
            Events(Event("08:00", "stack", "CREATE_COMPLETE"), Event("07:00", "stack", "CREATE_IN_PROGRESS"))))).What,
        StringComparison.Ordinal);

    [Fact]
    public void All_of_it_is_shown_before_the_file_is_written_and_drift_is_only_a_warning()
    {
        var aws = DeployedDemo.Account();
        aws.Answers["cloudformation describe-stack-resource-drifts"] = new()
        {
            ["StackResourceDrifts"] = new JsonArray(
                new JsonObject { ["LogicalResourceId"] = "Other", ["StackResourceDriftStatus"] = "DELETED" }),
        };
        aws.Answers["cloudformation describe-stacks"] = new() { ["Stacks"] = new JsonArray(Drifted(aws)) };

        var result = Run(aws, Asked);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var lines = result.Output.Split('\n').ToList();
        string[] expected =
        [
            "16.6.4 → 16.6.5", "warning  drift ", "do: npx cdk deploy Edge-demo --revert-drift", "ok       jobs ",
            "ok       functions ", "0 failed, ", "edges/demo.yaml was changed; next: ",
        ];
        Assert.All(expected, words => Assert.Contains(lines, line => line.Contains(words, StringComparison.Ordinal)));
        Assert.True(lines.FindIndex(line => line.StartsWith("0 failed", StringComparison.Ordinal))
            < lines.FindIndex(line => line.StartsWith("edges/demo.yaml was changed", StringComparison.Ordinal)));
    }

    [Fact]
    public void Json_has_it() => Assert.Contains(
        JsonNode.Parse(Run(DeployedDemo.Account(), $"{Asked} --json").Output)!["findings"]!.AsArray(),
        finding => (string?)finding!["about"] == "functions");

    [Fact]
    public void An_edge_that_is_not_deployed_has_nothing_to_show() =>
        Assert.DoesNotContain("failed,", Run(new FakeAccount(), Asked).Output, StringComparison.Ordinal);

    [Fact]
    public void Drift_is_looked_for_in_the_account_alone() => Assert.Contains(
        "--drift goes with --deployed account", Run(new FakeAccount(), "upgrade demo --drift").Error, StringComparison.Ordinal);

    private static JsonObject Drifted(FakeAccount aws)
    {
        var stack = aws.Ask(FakeAccount.Region, "cloudformation", "describe-stacks", "--stack-name", "Edge-demo")["Stacks"]![0]!.AsObject();
        stack["DriftInformation"] = new JsonObject { ["StackDriftStatus"] = "DRIFTED" };
        return stack.DeepClone().AsObject();
    }

    private static CommandResult Run(IAws aws, string line)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("16.6.5", "16.6.4"));
        return session.Run(aws, line.Split(' '));
    }

    private static string Duration(params (string Time, string Path, string Status)[] events) =>
        Assert.Single(DurationChecks.Find(DeployedEdges.Of(Events(events)))).What;

    private static (string Time, string Path, string Status) Event(string time, string path, string status) => (time, path, status);

    private static (string Operation, string Json) Events(params (string Time, string Path, string Status)[] events)
    {
        var ids = DeployedEdges.Of().Stack.Resources.ToDictionary(resource => resource.Path, resource => (resource.Id, resource.Type));
        return ("cloudformation describe-stack-events", new JsonObject
        {
            ["StackEvents"] = new JsonArray([.. events.Select(happened => new JsonObject
            {
                ["Timestamp"] = $"2026-10-01T{happened.Time}:00Z",
                ["StackId"] = "stack",
                ["PhysicalResourceId"] = happened.Path == "stack" ? "stack" : "another",
                ["LogicalResourceId"] = happened.Path == "stack" ? "Edge-watched" : ids[happened.Path].Id,
                ["ResourceType"] = happened.Path == "stack" ? "AWS::CloudFormation::Stack" : ids[happened.Path].Type,
                ["ResourceStatus"] = happened.Status,
            })]),
        }.ToJsonString());
    }

    // Tasks run on one cluster alone.
    private sealed class Tasks(string cluster, string described) : IAws
    {
        public JsonObject Ask(string region, params IReadOnlyList<string> arguments) => arguments[1] switch
        {
            "list-tasks" when arguments.Any(argument => argument.StartsWith(cluster, StringComparison.Ordinal)) =>
                new() { ["taskArns"] = new JsonArray("a", "b", "c", "d") },
            "describe-tasks" => JsonNode.Parse(described)!.AsObject(),
            _ => [],
        };
    }
}
