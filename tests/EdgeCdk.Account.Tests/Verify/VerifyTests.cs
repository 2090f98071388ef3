using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Tests.Support;
using AwsException = EdgeCdk.Cli.Aws.AwsException;

namespace EdgeCdk.Account.Tests.Verify;

/// <summary>An edge that is well, and one whose state is not known.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class VerifyTests(DeployedEdge edge)
{
    [Fact]
    public void An_edge_that_is_well_is_ready_to_be_registered()
    {
        var result = edge.Run("verify", DeployedEdge.Name, "--registration");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.DoesNotContain("FAILED", result.Output, StringComparison.Ordinal);
        const string Completed = "The deployment completed without errors: "
            + "the stack Edge-after is CREATE_COMPLETE, its services are steady, and their logs show no errors.";
        Assert.EndsWith(
            $"""
            The edge is healthy. Send this to the vendor:

              Edge name:   after
              AWS account: {Places.Account}
              Region:      {Places.Region}
              Release:     {CustomerSite.Release}
              Roles:
                arn:aws:iam::{Places.Account}:role/after-dq-results-reader
                arn:aws:iam::{Places.Account}:role/after-job-anomaly-detection
                arn:aws:iam::{Places.Account}:role/after-job-anomaly-detection-auxiliary
                arn:aws:iam::{Places.Account}:role/after-job-create-table
                arn:aws:iam::{Places.Account}:role/after-job-dqc
                arn:aws:iam::{Places.Account}:role/after-job-metadata-import
                arn:aws:iam::{Places.Account}:role/after-job-snowflake-pushdown
                arn:aws:iam::{Places.Account}:role/after-metadata-browsing
                arn:aws:iam::{Places.Account}:role/after-plane-manager
              {Completed}

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_is_registered_is_not_registered_again()
    {
        var result = edge.Run("verify", DeployedEdge.Name);

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("\nThe edge is healthy.\n", result.Output, StringComparison.Ordinal);
        Assert.Null(edge.Json("verify", DeployedEdge.Name)["registration"]);
    }

    [Fact]
    public void An_update_that_was_rolled_back_is_a_warning_while_everything_runs()
    {
        var aws = new OtherAnswers(edge.Aws, (_, answer) => Change(answer, "StackStatus", "UPDATE_ROLLBACK_COMPLETE"));

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.StartsWith("warning  stack             Edge-after is UPDATE_ROLLBACK_COMPLETE: the last update failed and was rolled "
            + "back: what was deployed before it runs\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FailedInvocations", "m0 m2", "see the dead-letter queue of the rule")]
    [InlineData("InvocationsFailedToBeSentToDlq", "m1 m3", "so they are lost")]
    public void Events_that_were_not_delivered_are_in_the_way(string metric, string ofBothRules, string words)
    {
        var aws = new OtherAnswers(edge.Aws, (operation, answer) =>
        {
            foreach (var result in operation == "cloudwatch get-metric-data" ? answer["MetricDataResults"]!.AsArray() : [])
            {
                if (ofBothRules.Split(' ').Contains((string)result!["Id"]!))
                    result["Values"] = new JsonArray(2.0, 1.0);
            }
        });

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"JobStatus/Rule: {metric} is 3 since ", result.Output, StringComparison.Ordinal);
        Assert.Contains(words, result.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n2 failed, 0 warnings, 0 could not be checked\nThe edge is not healthy: event rules. Waiting does not help.\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_that_were_not_searched_are_not_confirmed()
    {
        edge.Log("dqc", "ERROR that is known");

        var result = edge.Run("verify", DeployedEdge.Name, "--since", "0s", "--registration");

        edge.ForgetLog("dqc");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("skipped  logs              not searched\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("the stack Edge-after is CREATE_COMPLETE, and its services are steady.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_aws_does_not_tell_is_in_the_way()
    {
        var aws = new OtherAnswers(edge.Aws, (operation, _) =>
        {
            if (operation == "logs filter-log-events")
                throw new AwsException("AccessDeniedException", "not authorized to perform: logs:FilterLogEvents");
        });

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "unknown  logs              could not be checked: "
                + "AWS refused the call (AccessDeniedException): not authorized to perform: logs:FilterLogEvents\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("\nThe edge is not healthy: logs. Waiting does not help.\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StackStatus", "UPDATE_IN_PROGRESS", "wait until it is done")]
    [InlineData("ResourceStatus", "UPDATE_FAILED", "DeploymentSupport/ConnectorsAnnounced is UPDATE_FAILED: the task ended with 1")]
    [InlineData("LifeCycleState", "deleting", " is deleting\n")]
    [InlineData("rolloutState", "FAILED", "a deployment failed: tasks failed to start")]
    [InlineData("rolloutState", "IN_PROGRESS", "a deployment is in progress")]
    [InlineData(
        "LastProcessingResult",
        "PROBLEM: Lambda does not have permissions",
        "reads after-requests with a problem: PROBLEM: Lambda does not have permissions")]
    [InlineData("Status", "FAILED", "provisioned concurrency is FAILED")]
    public void A_state_that_is_not_well_is_in_the_way(string name, string value, string told)
    {
        var aws = new OtherAnswers(edge.Aws, (_, answer) => Change(answer, name, value));

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Send this", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_is_not_deployed_is_told_how_it_is()
    {
        edge.Site.Write("not-yet", "existing");

        var result = edge.Run("verify", "not-yet");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            "FAILED   stack  there is no stack Edge-not-yet in eu-central-1\n                do: `npx cdk deploy Edge-not-yet`\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_of_another_account_are_not_taken_for_an_edge_that_is_gone()
    {
        var aws = new OtherAnswers(
            edge.Aws,
            (operation, answer) => answer["Account"] = operation == "sts get-caller-identity" ? "111122223333" : null);

        Assert.Equal(
            new CommandResult(
                1,
                "",
                $"edge: the credentials belong to account 111122223333, the edge is in {Places.Account}; "
                    + $"use those of {Places.Account}, for example with AWS_PROFILE\n"),
            edge.RunAgainst(aws, "verify", DeployedEdge.Name));
    }

    [Fact]
    public void An_edge_without_a_file_is_answered_with_those_that_have_one() =>
        Assert.Matches("^edge: there is no edge nobody in edges; use .*\\bafter\\b", edge.Run("verify", "nobody").Error);

    [Fact]
    public void Watching_ends_when_all_is_well()
    {
        var looks = 0;
        var aws = new OtherAnswers(edge.Aws, (operation, answer) =>
        {
            if (operation == "cloudformation describe-stacks" && ++looks == 1)
                answer["Stacks"]![0]!["StackStatus"] = "UPDATE_IN_PROGRESS";
        });

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name, "--watch", "--interval", "1s");

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(2, looks);
        Assert.Equal("edge: not healthy yet: stack; checking again in 1 s\n", result.Error);
    }

    [Fact]
    public void Watching_gives_up_in_time()
    {
        var aws = new OtherAnswers(edge.Aws, (_, answer) => Change(answer, "StackStatus", "UPDATE_IN_PROGRESS"));

        var result = edge.RunAgainst(aws, "verify", DeployedEdge.Name, "--watch", "--interval", "2s", "--timeout", "1s");

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("15")]
    [InlineData("-1m")]
    public void A_duration_that_is_none_is_refused(string time)
    {
        var result = edge.Run("verify", DeployedEdge.Name, "--since", time);

        Assert.Contains($"--since {time} is not a duration; use a number with s, m or h", result.Error, StringComparison.Ordinal);
    }

    private static void Change(JsonNode? node, string name, string value)
    {
        if (node is JsonArray list)
            list.ToList().ForEach(item => Change(item, name, value));
        if (node is not JsonObject map)
            return;
        // Of all resources one is enough: the stack is not broken, but a part of it.
        var isPart = name != "ResourceStatus" || (string?)map["ResourceType"] == "Custom::EdgeAnnounce";
        var isMapping = name == "LastProcessingResult" && map.ContainsKey("EventSourceArn");
        if (map.ContainsKey(name) && isPart || isMapping)
        {
            map[name] = value;
            if (name == "rolloutState")
                map["rolloutStateReason"] = "tasks failed to start";
            else
                map[$"{name}Reason"] = "the task ended with 1";
        }

        map.Select(pair => pair.Value).ToList().ForEach(item => Change(item, name, value));
    }
}
