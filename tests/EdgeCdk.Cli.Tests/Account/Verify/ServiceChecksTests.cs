using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Account.Verify;

public sealed class ServiceChecksTests
{
    private const string Region = "eu-central-1";
    private const string Completed = """[{"rolloutState":"COMPLETED"}]""";
    private const string Stopped = """
        { "tasks": [
          { "group": "service:plane", "stoppedAt": "2026-11-22T10:00:00Z", "stoppedReason": "an older one" },
          { "group": "service:plane", "stoppedAt": "2026-11-22T11:00:00Z", "stoppedReason": "Task failed to start",
            "containers": [ { "name": "manager", "reason": "CannotPullContainerError: not found" }, { "name": "side", "exitCode": 137 },
              { "name": "init", "exitCode": 0 } ] },
          { "group": "service:other", "stoppedAt": "2026-11-22T12:00:00Z", "stoppedReason": "of another service" } ] }
        """;

    [Theory]
    [InlineData("ACTIVE", 2, 2, Completed, "Ok", "2 of 2 tasks run, and the deployment is complete")]
    [InlineData("ACTIVE", 2, 2, "[{}]", "Ok", "2 of 2 tasks run")]
    [InlineData("INACTIVE", 2, 2, Completed, "Failed", "the service does not exist")]
    [InlineData("DRAINING", 2, 2, Completed, "Failed", "the service is DRAINING: it is being deleted")]
    [InlineData("NEWER", 2, 2, Completed, "Failed", "the service is NEWER, a status that this version of edge does not know")]
    [InlineData("", 2, 2, Completed, "Failed", "AWS does not show the status of the service")]
    [InlineData("ACTIVE", 1, 2, Completed, "Failed", "1 of 2 tasks run; last event: unable to pull", true)]
    [InlineData("ACTIVE", 3, 2, Completed, "Failed", "3 of 2 tasks run", true)]
    [InlineData("ACTIVE", 2, 2, """[{"rolloutState":"IN_PROGRESS"}]""", "Failed", "a deployment is in progress; last event: ", true)]
    [InlineData("ACTIVE", 2, 2, """[{"rolloutState":"COMPLETED"},{"rolloutState":"COMPLETED"}]""", "Failed", "is in progress", true)]
    [InlineData("ACTIVE", 2, 2, "[]", "Failed", "a deployment is in progress", true)]
    [InlineData("ACTIVE", 2, 2, """[{"rolloutState":"NEWER"}]""", "Failed", "a deployment is NEWER, a state that this version of edge")]
    [InlineData(
        "ACTIVE", 1, 2, """[{"rolloutState":"COMPLETED"},{"rolloutState":"FAILED","rolloutStateReason":"circuit breaker"}]""",
        "Failed", "a deployment failed: circuit breaker; last event: unable to pull")]
    [InlineData(
        "ACTIVE", 1, 2, """[{"rolloutState":"FAILED"},{"rolloutState":"IN_PROGRESS"}]""", "Failed", "a deployment failed: ; last", true)]
    public void A_service_has_all_its_tasks_and_one_complete_deployment(
        string status, int running, int desired, string deployments, string outcome, string words, bool waits = false) => DeployedEdges.All(
        ServiceChecks.Steady(DeployedEdges.Of(("ecs describe-services", $$"""
            {"services":[{"status":"{{status}}","runningCount":{{running}},"desiredCount":{{desired}},"deployments":{{deployments}},
              "events":[{"message":"unable to pull"},{"message":"older"}]}]}
            """))),
        outcome, words, outcome == "Ok" ? "" : "see `aws ecs describe-services --cluster watched-management --services ", waits);

    [Fact]
    public void A_service_without_its_tasks_says_why_the_last_one_stopped()
    {
        var finding = Check(Account(running: 0));

        Assert.Equal(Outcome.Failed, finding.Outcome);
        Assert.Equal(
            "0 of 2 tasks run; last stopped task: Task failed to start; container manager: CannotPullContainerError: not found; "
                + "container side ended with exit code 137",
            finding.What);
    }

    [Fact]
    public void A_service_that_runs_is_not_asked_for_its_past() => Assert.Equal(Outcome.Ok, Check(Account(running: 2)).Outcome);

    [Fact]
    public void Without_the_permission_the_state_is_known_all_the_same()
    {
        var aws = Account(running: 1);
        aws.Refused["ecs list-tasks"] = new AwsException("AccessDeniedException", "not authorized", "ListTasks");

        Assert.Equal(
            "1 of 2 tasks run; why its tasks stopped could not be read: AWS refused ListTasks (AccessDeniedException): not authorized",
            Check(aws).What);
    }

    [Fact]
    public void Why_tasks_stopped_is_not_asked_for_a_service_that_does_not_exist()
    {
        var refused = new Dictionary<string, AwsException> { ["ecs list-tasks"] = new("AccessDenied", "for a test", "Operation") };

        DeployedEdges.All(
            ServiceChecks.Steady(DeployedEdges.Of(null, null, refused)), "Failed", "the service does not exist", "see `aws ecs", false);
        Assert.All(
            ServiceChecks.Steady(DeployedEdges.Of(null, null, refused)),
            finding => Assert.Equal("the service does not exist", finding.What));
    }

    [Fact]
    public void A_connection_that_ends_leaves_the_state_known_and_a_bug_is_one()
    {
        Assert.Equal(
            "1 of 2 tasks run; why its tasks stopped could not be read: timed out",
            Check(Refused(new CommandException("timed out"))).What);
        Assert.Throws<InvalidCastException>(() => Check(Refused(new InvalidCastException())));

        static WatchedAws Refused(Exception exception) =>
            new(Account(running: 1), (_, operation) => operation == "list-tasks" ? exception : null);
    }

    [Theory]
    [InlineData("[ ]")]
    [InlineData("""[ { "group": "service:other", "stoppedAt": "2026-11-22T12:00:00Z", "stoppedReason": "of another service" } ]""")]
    public void Without_a_stopped_task_of_the_service_nothing_is_said_of_it(string tasks) =>
        Assert.Equal("0 of 2 tasks run", Check(Account(running: 0, tasks: $$"""{ "tasks": {{tasks}} }""")).What);

    [Fact]
    public void A_task_whose_time_is_not_told_is_not_the_last_one() => Assert.EndsWith(
        "; last stopped task: later", Check(Account(running: 0, tasks: """
            { "tasks": [ { "group": "service:plane", "stoppedAt": "2026-11-22T10:00:00Z", "stoppedReason": "later" },
              { "group": "service:plane", "stoppedReason": "it never ran" } ] }
            """)).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("2", 0, "its desired count was changed by hand: it is 0, and 2 in the template")]
    [InlineData("""{ "Ref": "Replicas" }""", 2, "its desired count was changed by hand: it is 2, and 3 in the template")]
    [InlineData("""{ "Ref": "Replicas" }""", 3, null)]
    [InlineData("0", 0, null)]
    [InlineData("2", 3, null)]
    [InlineData("2", 0, null, "UPDATE_IN_PROGRESS")]
    public void A_service_that_is_to_run_fewer_tasks_than_in_the_template_was_changed_by_hand(
        string written, int desired, string? what, string status = "UPDATE_COMPLETE")
    {
        var finding = Check(Account(running: desired, desired: desired, written: written), status);

        Assert.Equal(what ?? $"{desired} of {desired} tasks run, and the deployment is complete", finding.What);
        DeployedEdges.All([finding], what is null ? "Ok" : "Failed", "", what is null ? "" : "--revert-drift", false);
    }

    private static FakeAws Account(int running, int desired = 2, string written = "2", string tasks = Stopped) => new(
        ("cloudformation get-template", $$$"""
            { "TemplateBody": { "Resources": { "S": { "Type": "AWS::ECS::Service", "Properties": { "DesiredCount": {{{written}}} } } } } }
            """),
        ("cloudformation list-stack-resources",
            """
            { "StackResourceSummaries": [ { "LogicalResourceId": "S", "PhysicalResourceId": "arn:aws:ecs:x:1:service/demo/plane" } ] }
            """),
        ("ecs describe-services", $$"""
            { "services": [ { "status": "ACTIVE", "runningCount": {{running}}, "desiredCount": {{desired}},
              "deployments": [ { "rolloutState": "COMPLETED" } ] } ] }
            """),
        ("ecs list-tasks", """{ "taskArns": [ "one", "two", "three" ] }"""),
        ("ecs describe-tasks", tasks));

    private static Finding Check(IAws aws, string status = "UPDATE_COMPLETE")
    {
        var json = new JsonObject
        {
            ["StackName"] = "Edge-demo",
            ["StackId"] = "arn:stack",
            ["StackStatus"] = status,
            ["Parameters"] = new JsonArray(FakeAccount.Pair("Parameter", "Replicas", "3")),
        };
        var target = new VerifyTarget(
            new RegionalAws(aws, Region), new EdgePlace("demo", Region), DeployedStack.Of(aws, Region, json), TimeSpan.Zero);
        return Assert.Single(ServiceChecks.Steady(target));
    }
}
