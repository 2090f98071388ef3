using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What <c>edge verify</c> decides by the state of the stack, and by what happened to it.</summary>
public sealed class StackHistoryTests
{
    [Theory]
    [InlineData("UPDATE_COMPLETE", null, "Ok", "Edge-watched is UPDATE_COMPLETE", false)]
    [InlineData(
        "UPDATE_ROLLBACK_COMPLETE", "UPDATE_FAILED", "Warning",
        "Edge-watched is UPDATE_ROLLBACK_COMPLETE: the last update failed and was rolled back: what was deployed before it runs", false)]
    [InlineData(
        "UPDATE_IN_PROGRESS", "UPDATE_FAILED", "Failed", "Edge-watched is UPDATE_IN_PROGRESS: an update is in progress", true)]
    [InlineData(
        "UPDATE_FAILED", "UPDATE_FAILED", "Failed",
        "Edge-watched is UPDATE_FAILED: the last update failed, and was not rolled back; first failure: Part (T) is UPDATE_FAILED: why",
        false)]
    [InlineData(
        "UPDATE_FAILED", null, "Failed",
        "Edge-watched is UPDATE_FAILED: the last update failed, and was not rolled back; of the stack", false)]
    public void The_state_of_the_stack_is_told_with_its_cause_and_whether_waiting_helps(
        string state, string? failure, string outcome, string what, bool waits)
    {
        var finding = Assert.Single(StackChecks.Status(DeployedEdges.Of(
            null, stack => (stack["StackStatus"], stack["StackStatusReason"], stack["DeploymentConfig"]) =
                (state, "of the stack", new JsonObject { ["Mode"] = "STANDARD" }),
            null, Events(failure is null ? [] : [("Part", failure)]))));

        Assert.Equal((outcome, what, waits), ($"{finding.Outcome}", finding.What, finding.WaitingCanHelp));
        Assert.Equal(waits, finding.Remedy?.EndsWith("; --watch waits and checks again", StringComparison.Ordinal) is true);
    }

    [Fact]
    public void A_failure_without_a_reason_ends_with_what_it_means() => Assert.Equal(
        "Edge-watched is UPDATE_FAILED: the last update failed, and was not rolled back",
        Assert.Single(StackChecks.Status(DeployedEdges.Of(null, stack => stack["StackStatus"] = "UPDATE_FAILED", null))).What);

    [Theory]
    [InlineData("UPDATE_COMPLETE", "Lost DELETE_FAILED", "Lost")]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", "Lost DELETE_FAILED", "Lost")]
    [InlineData("UPDATE_COMPLETE", "Lost DELETE_FAILED, More DELETE_FAILED", "Lost More")]
    [InlineData("UPDATE_IN_PROGRESS", "Lost DELETE_FAILED", "")]
    [InlineData("UPDATE_COMPLETE", "Lost DELETE_COMPLETE", "")]
    // CloudFormation tried again.
    [InlineData("UPDATE_COMPLETE", "Lost DELETE_COMPLETE, Lost DELETE_FAILED", "")]
    [InlineData("UPDATE_COMPLETE", "Owned DELETE_FAILED", "")]
    public void What_an_update_could_not_delete_belongs_to_no_stack(string state, string events, string lost)
    {
        var owned = DeployedEdges.Of().Stack.Resources[0].PhysicalId;

        var findings = CleanUpChecks.Deleted(DeployedEdges.Of(
            null, stack => stack["StackStatus"] = state, null,
            Events([.. events.Split(", ").Select(pair => pair.Split(' ')).Select(pair => (pair[0], pair[1]))], owned)));

        Assert.Equal(lost, string.Join(' ', findings.Select(finding => finding.What.Split(' ')[0])));
        Assert.All(findings, finding => Assert.Equal(Outcome.Warning, finding.Outcome));
    }

    [Theory]
    [InlineData("IN_SYNC", "Ok", "none at the last detection; --drift detects it now")]
    [InlineData("NOT_CHECKED", "Skipped", "not detected yet; --drift does, which takes minutes")]
    [InlineData(null, "Skipped", "not detected yet; --drift does, which takes minutes")]
    [InlineData("UNKNOWN", "Unknown", "could not be checked: the drift status of the stack is UNKNOWN")]
    public void Without_the_option_the_last_detection_of_drift_counts(string? last, string outcome, string what)
    {
        var finding = Assert.Single(DriftChecks.Find(DeployedEdges.Of(null, Drift(last), null)));

        Assert.Equal((outcome, what), ($"{finding.Outcome}", finding.What));
    }

    [Theory]
    [InlineData("IN_SYNC", "Ok", "none")]
    [InlineData("NOT_CHECKED", "Unknown", "could not be checked: the drift status of the stack is NOT_CHECKED")]
    [InlineData("", "Unknown", "could not be checked: the drift status of the stack is not shown")]
    public void With_the_option_drift_is_detected_now(string now, string outcome, string what)
    {
        var target = DeployedEdges.Of(null, Drift("DRIFTED"), null, Detection("DETECTION_COMPLETE", now)) with { DetectsDrift = true };

        var finding = Assert.Single(DriftChecks.Find(target));

        Assert.Equal((outcome, what), ($"{finding.Outcome}", finding.What));
    }

    [Theory]
    [InlineData("DETECTION_FAILED", "the drift detection failed: for a test")]
    [InlineData("NEWER", "the drift detection is NEWER, a status that this version of edge does not know")]
    public void A_detection_of_drift_that_does_not_end_well_is_no_answer(string status, string message) => Assert.Equal(
        message,
        Assert.Throws<CommandException>(() => DriftChecks.Find(
            DeployedEdges.Of(Detection(status, "IN_SYNC")) with { DetectsDrift = true }).ToList()).Message);

    [Theory]
    [InlineData("DELETED", "NOT_EQUAL", " was deleted by hand")]
    [InlineData("MODIFIED", "NOT_EQUAL", " was changed by hand: Part is 2 instead of 1")]
    [InlineData("", "ADD", " was changed by hand: Part was added: 2")]
    [InlineData("MODIFIED", "REMOVE", " was changed by hand: Part was removed: 1")]
    [InlineData("NEWER", "ADD", " is NEWER: Part was added: 2")]
    [InlineData("NEWER", "", " is NEWER")]
    public void A_change_by_hand_is_told_with_the_path_of_its_resource(string status, string difference, string what)
    {
        var changed = DeployedEdges.Of().Stack.Resources[1];
        var differences = difference.Length == 0 ? "" : $$"""
            {"PropertyPath":"/Part","DifferenceType":"{{difference}}","ExpectedValue":"1","ActualValue":"2"}
            """;

        var found = DriftChecks.Find(DeployedEdges.Of(null, Drift("DRIFTED"), null, ("cloudformation describe-stack-resource-drifts", $$"""
            {"StackResourceDrifts":[{"LogicalResourceId":"{{changed.Id}}","StackResourceDriftStatus":"{{status}}",
              "PropertyDifferences":[{{differences}}]},{"LogicalResourceId":"Gone","StackResourceDriftStatus":"DELETED"}]}
            """))).ToList();

        Assert.Equal([changed.Path + what, "Gone was deleted by hand"], found.Select(finding => finding.What));
        Assert.All(found, finding => Assert.Equal(Outcome.Failed, finding.Outcome));
    }

    // AWS may give a page without one of the drifts that it filters for, and the AWS CLI does not ask for the next.
    [Theory]
    [InlineData("""{"NextToken":"more","StackResourceDrifts":[]}""", "Failed Gone was deleted by hand")]
    [InlineData("{}", "Unknown could not be checked: the drift status of the stack is DRIFTED")]
    public void A_stack_that_drifted_is_never_well(string first, string found)
    {
        var target = DeployedEdges.Of(null, Drift("DRIFTED"), null);
        var aws = new PagedAws(first, """{"StackResourceDrifts":[{"LogicalResourceId":"Gone","StackResourceDriftStatus":"DELETED"}]}""");

        var finding = Assert.Single(DriftChecks.Find(target with { Aws = new(aws, FakeAccount.Region) }));

        Assert.Equal(found, $"{finding.Outcome} {finding.What}");
    }

    [Theory]
    [InlineData("UPDATE_COMPLETE", "Ok", "The deployment completed without errors: the stack Edge-watched is UPDATE_COMPLETE, "
        + "its services are steady, and their logs show no errors.")]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", "Skipped", "The last update was rolled back, and what was deployed before it runs: the stack "
        + "Edge-watched is UPDATE_ROLLBACK_COMPLETE, and its services are steady.")]
    public void Only_what_was_checked_is_confirmed_to_the_vendor(string state, string logs, string confirmation)
    {
        var target = DeployedEdges.Of(null, stack =>
        {
            stack["StackStatus"] = state;
            foreach (var name in (string[])["EdgeName", "AccountId", "Region", "SecondRoleArn", "FirstRoleArn"])
                stack["Outputs"]!.AsArray().Add(FakeAccount.Pair("Output", name, $"the {name}"));
        }, null);
        Finding[] findings = [Finding.Ok("stack", "well"), new(Enum.Parse<Outcome>(logs), "logs") { What = "" }];

        var registration = Registration.Of(new Verification(target.Edge, target.Stack, findings));

        Assert.Equal(confirmation, registration.Confirmation);
        Assert.Equal(["the FirstRoleArn", "the SecondRoleArn"], registration.Roles.Values);
    }

    [Theory]
    [InlineData("UPDATE_COMPLETE", "Failed", true, true)]
    [InlineData("UPDATE_COMPLETE", "Unknown", true, true)]
    [InlineData("UPDATE_COMPLETE", "Failed", false, false)]
    [InlineData("UPDATE_COMPLETE", "Warning", true, false)]
    [InlineData("UPDATE_IN_PROGRESS", "Failed", false, true)]
    [InlineData("UPDATE_FAILED", "Failed", true, false)]
    [InlineData("ROLLBACK_COMPLETE", "Failed", true, false)]
    public void Waiting_helps_while_something_bad_may_end_without_an_action(string state, string outcome, bool mayEnd, bool helps)
    {
        var target = DeployedEdges.Of(null, stack => stack["StackStatus"] = state, null);
        var finding = new Finding(Enum.Parse<Outcome>(outcome), "it") { What = "", WaitingCanHelp = mayEnd };
        var round = new Verification(target.Edge, target.Stack, [finding]);

        Assert.Equal(helps, round.WaitingCanHelp);
        Assert.Equal(outcome == "Warning", round.IsHealthy);
        Assert.Equal(outcome == "Warning" ? [] : ["it"], round.NotHealthy);
    }

    private static Action<JsonObject> Drift(string? status) => stack => stack["DriftInformation"] =
        status is null ? null : new JsonObject { ["StackDriftStatus"] = status };

    private static (string Operation, string Json)[] Detection(string status, string drift) =>
    [
        ("cloudformation detect-stack-drift", """{"StackDriftDetectionId":"1"}"""),
        ("cloudformation describe-stack-drift-detection-status", $$"""
            {"DetectionStatus":"{{status}}","StackDriftStatus":"{{drift}}","DetectionStatusReason":"for a test"}
            """),
    ];

    // The newest first; one of Owned has the id of a resource of the stack.
    private static (string Operation, string Json) Events((string Name, string Status)[] events, string owned = "") =>
        ("cloudformation describe-stack-events", new JsonObject
        {
            ["StackEvents"] = new JsonArray([.. events.Select(happened => new JsonObject
            {
                ["StackId"] = "stack",
                ["PhysicalResourceId"] = happened.Name == "Owned" ? owned : happened.Name,
                ["LogicalResourceId"] = happened.Name,
                ["ResourceType"] = "T",
                ["ResourceStatus"] = happened.Status,
                ["ResourceStatusReason"] = "why",
            })]),
        }.ToJsonString());
}
