using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Aws.Deployed;

/// <summary>Every status that CloudFormation has for a stack gets its word and its next command, in every command that looks at a
/// stack.</summary>
public sealed class StackStateTests
{
    // The enumeration StackStatus of botocore's data/cloudformation/2010-05-15/service-2.json, version 1.43.11.
    private static readonly string[] OfBotocore =
    [
        "CREATE_IN_PROGRESS", "CREATE_FAILED", "CREATE_COMPLETE", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE",
            "DELETE_IN_PROGRESS", "DELETE_FAILED", "DELETE_COMPLETE",
        "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE", "UPDATE_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS",
            "UPDATE_ROLLBACK_FAILED",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "IMPORT_IN_PROGRESS",
            "IMPORT_COMPLETE", "IMPORT_ROLLBACK_IN_PROGRESS", "IMPORT_ROLLBACK_FAILED",
        "IMPORT_ROLLBACK_COMPLETE",
    ];

    private static readonly string[] Well = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"];

    private static readonly string[] RolledBack = ["UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"];

    // Deleted stacks are not found by name.
    public static TheoryData<string> Statuses => [.. OfBotocore.Where(status => status != "DELETE_COMPLETE")];

    [Fact]
    public void The_table_has_every_status_and_no_other() =>
        Assert.Equal(OfBotocore.Order(), StackState.All.Select(state => state.Status).Order());

    [Fact]
    public void A_status_that_is_newer_than_the_table_is_not_taken_for_a_good_one()
    {
        Assert.Equal(StackPhase.InProgress, StackState.Of("THAW_IN_PROGRESS").Phase);
        Assert.Equal(StackPhase.Failed, StackState.Of("THAWED").Phase);
    }

    [Theory, MemberData(nameof(Statuses))]
    public void Verify_tells_what_it_means_and_what_comes_next(string status)
    {
        var (aws, state) = With(status);

        var finding = Json(aws, "verify", "demo")["findings"]!.AsArray().Single(finding => (string?)finding!["about"] == "stack")!;

        Assert.Equal(Well.Contains(status) ? "ok" : RolledBack.Contains(status) ? "warning" : "failed", (string?)finding["outcome"]);
        Assert.StartsWith($"Edge-demo is {status}", (string?)finding["what"], StringComparison.Ordinal);
        if (!Well.Contains(status))
        {
            Assert.Contains(state.Meaning, (string?)finding["what"], StringComparison.Ordinal);
            Assert.StartsWith(Next(state), (string?)finding["remedy"], StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Statuses))]
    public void Only_a_state_that_ends_by_itself_is_worth_watching(string status)
    {
        var (aws, state) = With(status);
        var round = Verify(aws);

        Assert.Equal(state.Phase is StackPhase.InProgress, round.Findings.Single(finding => finding.About == "stack").WaitingCanHelp);
        Assert.Equal(
            state.Phase is StackPhase.InProgress
                || (state.IsHealthy && round.Findings.Any(finding => finding.WaitingCanHelp)),
            round.WaitingCanHelp);
    }

    [Theory]
    [InlineData("REVIEW_IN_PROGRESS")]
    [InlineData("UPDATE_ROLLBACK_FAILED")]
    [InlineData("")]
    public void Watching_ends_at_once_when_somebody_has_to_act(string status)
    {
        var aws = status.Length == 0 ? new FakeAccount() : With(status).Aws;

        var result = Run(aws, "verify", "demo", "--watch");

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("do: ", result.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Statuses))]
    public void Preflight_says_what_a_deployment_meets(string status)
    {
        var (aws, state) = With(status);

        var found = Json(aws, "preflight", "demo")["findings"]!.AsArray().Where(finding => (string?)finding!["about"] == "Edge-demo")
            .ToList();

        if (state.IsHealthy)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found)!;
        Assert.StartsWith($"is in {status}: {state.Meaning}", (string?)finding["what"], StringComparison.Ordinal);
        Assert.Equal(status is "REVIEW_IN_PROGRESS" or "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" ? "warning" : "failed",
            (string?)finding["outcome"]);
        Assert.NotEmpty((string)finding["remedy"]!);
    }

    [Theory, MemberData(nameof(Statuses))]
    public void Destroy_plan_says_what_state_the_stack_is_in_and_how_it_is_deleted(string status)
    {
        var (aws, state) = With(status);

        var output = Run(aws, "destroy-plan", "demo").Output;

        Assert.StartsWith($"Edge-demo is {status}: {state.Meaning}. Nothing was changed.\n", output, StringComparison.Ordinal);
        Assert.Contains("delete-stack --region eu-central-1 --stack-name Edge-demo", output, StringComparison.Ordinal);
        Assert.Equal(state.Phase is StackPhase.InProgress, output.Contains("wait until it is done", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE_ROLLBACK_FAILED", "continue-update-rollback")]
    [InlineData("CREATE_FAILED", "--no-rollback; or delete the stack and deploy again: npx cdk destroy Edge-demo")]
    [InlineData("UPDATE_FAILED", "rollback-stack")]
    [InlineData("DELETE_FAILED", "then delete it again: npx cdk destroy Edge-demo")]
    [InlineData("ROLLBACK_COMPLETE", "delete the stack, then deploy again")]
    [InlineData("ROLLBACK_FAILED", "delete the stack, then deploy again")]
    [InlineData("REVIEW_IN_PROGRESS", "or delete the empty stack: aws cloudformation delete-stack")]
    public void A_state_that_does_not_end_by_itself_has_a_command_that_ends_it(string status, string command) =>
        Assert.Contains(command, Next(StackState.Of(status)), StringComparison.Ordinal);

    [Fact]
    public void The_first_failure_is_told_with_its_reason_and_not_its_consequences()
    {
        var aws = new FakeAccount
        {
            Events =
            [
                Event("Edge-demo", "UPDATE_ROLLBACK_FAILED", "failed"), Event("Reader", "UPDATE_FAILED", "Resource update cancelled"),
                    Event("Queue", "UPDATE_FAILED", "the first cause"),
                Event("Edge-demo", "UPDATE_IN_PROGRESS", "User Initiated"), Event("Old", "CREATE_FAILED", "another operation"),
            ],
        };
        aws.Stack("Edge-demo", "UPDATE_ROLLBACK_FAILED");

        Assert.Contains("; first failure: Queue (AWS::SQS::Queue) is UPDATE_FAILED: the first cause\n",
            Run(aws, "verify", "demo").Output, StringComparison.Ordinal);
        Assert.Contains("; first failure: Queue (AWS::SQS::Queue) is UPDATE_FAILED: the first cause\n",
            Run(aws, "preflight", "demo").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE_COMPLETE", "DELETE_FAILED", true)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", "DELETE_FAILED", true)]
    [InlineData("UPDATE_COMPLETE", "DELETE_COMPLETE", false)]
    [InlineData("DELETE_FAILED", "DELETE_FAILED", false)]
    public void What_an_update_could_not_delete_is_noted_unless_it_was_deleted_in_the_end(string stack, string last, bool isNoted)
    {
        var aws = new FakeAccount
        {
            Events =
            [
                Event("Edge-demo", stack, ""), Event("Old", last, "still in use"), Event("Old", "DELETE_FAILED", "in use"),
                Event("Edge-demo", "UPDATE_IN_PROGRESS", "User Initiated"), Event("Older", "DELETE_FAILED", "another operation"),
            ],
        };
        aws.Stack("Edge-demo", stack);

        var noted = Json(aws, "verify", "demo")["findings"]!.AsArray().Where(finding => (string?)finding!["about"] == "clean-up").ToList();

        Assert.Equal(
            isNoted ? [("warning", "Old (AWS::SQS::Queue) could not be deleted, and no stack owns it now: Old: still in use")] : [],
            noted.Select(finding => ((string?)finding!["outcome"], (string?)finding["what"])));
    }

    [Fact]
    public void A_state_is_told_though_its_cause_could_not_be_read()
    {
        var aws = With("UPDATE_ROLLBACK_FAILED").Aws;
        aws.Refused.Add("cloudformation describe-stack-events");

        Assert.Contains("FAILED   stack", Run(aws, "verify", "demo").Output, StringComparison.Ordinal);
        Assert.Contains(
            "the first failure could not be read: AWS refused cloudformation describe-stack-events (", Run(aws, "preflight", "demo").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EXPRESS", 1)]
    [InlineData("STANDARD", 0)]
    public void A_deployment_in_express_mode_is_noted(string mode, int notes)
    {
        var aws = new FakeAccount();
        aws.Stack("Edge-demo")["DeploymentConfig"] = new JsonObject { ["Mode"] = mode };

        Assert.Equal(notes,
            Json(aws, "verify",
            "demo")["findings"]!.AsArray().Count(finding => (string?)finding!["about"] == "express mode"
            && (string?)finding["outcome"] == "warning"));
    }

    private static JsonObject Event(string id, string status, string reason) => new()
    {
        ["StackId"] = "arn:stack",
        ["LogicalResourceId"] = id,
        ["PhysicalResourceId"] = id == "Edge-demo" ? "arn:stack" : id,
        ["ResourceType"] = "AWS::SQS::Queue",
        ["ResourceStatus"] = status,
        ["ResourceStatusReason"] = reason,
        ["Timestamp"] = "2026-11-22T10:00:00Z",
    };

    private static (FakeAccount Aws, StackState State) With(string status)
    {
        var aws = new FakeAccount();
        aws.Stack("Edge-demo", status);
        return (aws, StackState.Of(status));
    }

    private static string Next(StackState state) =>
        state.Next(Deployer.Of(new EdgePlace("demo", FakeAccount.Region) { Account = FakeAccount.Account },
        new JsonObject { ["StackName"] = "Edge-demo" }));

    private static Verification Verify(FakeAccount aws)
    {
        var definition = Config.Fleet.Load(Config.EdgeExamples.PathOf(Config.EdgeExamples.Smallest), Repository.Releases).Single();
        var edge = new EdgePlace("demo", FakeAccount.Region) { Definition = definition, Account = FakeAccount.Account };
        return Verification.Of(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root) { Aws = aws }, edge,
            TimeSpan.Zero, detectsDrift: false);
    }

    private static JsonNode Json(FakeAccount aws, params string[] arguments) => JsonNode.Parse(Run(aws, [.. arguments, "--json"]).Output)!;

    private static CommandResult Run(FakeAccount aws, params string[] arguments)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var result = session.Run(aws, arguments);
        Assert.True(result.ExitCode < 2, result.Error);
        return result;
    }
}
