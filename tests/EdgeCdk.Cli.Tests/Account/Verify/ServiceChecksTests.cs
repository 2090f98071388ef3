using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Tests.Account.Verify;

public sealed class ServiceChecksTests
{
    private const string Region = "eu-central-1";
    private const string Stopped = """
        { "tasks": [
          { "group": "service:plane", "stoppedAt": "2026-11-22T10:00:00Z", "stoppedReason": "an older one" },
          { "group": "service:plane", "stoppedAt": "2026-11-22T11:00:00Z", "stoppedReason": "Task failed to start",
            "containers": [ { "name": "manager", "reason": "CannotPullContainerError: not found" }, { "name": "side", "exitCode": 137 },
              { "name": "init", "exitCode": 0 } ] },
          { "group": "service:other", "stoppedAt": "2026-11-22T12:00:00Z", "stoppedReason": "of another service" } ] }
        """;

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

    private static FakeAws Account(int running) => new(
        ("cloudformation get-template", """{ "TemplateBody": { "Resources": { "S": { "Type": "AWS::ECS::Service" } } } }"""),
        ("cloudformation list-stack-resources",
            """
            { "StackResourceSummaries": [ { "LogicalResourceId": "S", "PhysicalResourceId": "arn:aws:ecs:x:1:service/demo/plane" } ] }
            """),
        ("ecs describe-services", $$"""
            { "services": [ { "status": "ACTIVE", "runningCount": {{running}}, "desiredCount": 2,
              "deployments": [ { "rolloutState": "COMPLETED" } ] } ] }
            """),
        ("ecs list-tasks", """{ "taskArns": [ "one", "two", "three" ] }"""),
        ("ecs describe-tasks", Stopped));

    private static Finding Check(FakeAws aws)
    {
        var json = new JsonObject { ["StackName"] = "Edge-demo", ["StackId"] = "arn:stack", ["StackStatus"] = "UPDATE_COMPLETE" };
        var target = new VerifyTarget(
            new RegionalAws(aws, Region), new EdgePlace("demo", Region), DeployedStack.Of(aws, Region, json), TimeSpan.Zero);
        return Assert.Single(ServiceChecks.Steady(target));
    }
}
