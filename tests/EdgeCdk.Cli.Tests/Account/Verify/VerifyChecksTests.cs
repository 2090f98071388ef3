using System.Globalization;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What each check of <c>edge verify</c> decides by what AWS answers.</summary>
public sealed class VerifyChecksTests
{
    [Theory]
    [InlineData(0, 0, "Ok", "none in ")]
    [InlineData(1, 0, "Failed", "1 message in ")]
    [InlineData(0, 1, "Failed", "1 message in ")]
    [InlineData(1, 2, "Failed", "3 messages in ")]
    public void Dead_letter_queues_are_empty(int visible, int received, string outcome, string words) => DeployedEdges.All(
        QueueChecks.DeadLetters(DeployedEdges.Of(("sqs get-queue-attributes", $$$"""
            {"Attributes":{"ApproximateNumberOfMessages":"{{{visible}}}","ApproximateNumberOfMessagesNotVisible":"{{{received}}}"}}
            """))),
        outcome, words, outcome == "Ok" ? "" : "; then `aws sqs purge-queue --queue-url ", false);

    [Fact]
    public void Dead_letter_queues_are_those_that_others_name_as_theirs() => DeployedEdges.All(
        QueueChecks.DeadLetters(DeployedEdges.Of(DeployedEdges.Stack("""
            {"OfQueue":{"Type":"AWS::SQS::Queue"},"OfFunction":{"Type":"AWS::SQS::Queue"},"Topic":{"Type":"AWS::SNS::Topic"},
             "Queue":{"Type":"AWS::SQS::Queue",
               "Properties":{"RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["OfQueue","Arn"]},"maxReceiveCount":3}}},
             "Reader":{"Type":"AWS::Lambda::Function","Properties":{"DeadLetterConfig":{"TargetArn":{"Fn::GetAtt":["OfFunction","Arn"]}},
               "Environment":{"Variables":{"QUEUE":{"Ref":"Queue"}}}}},
             "Writer":{"Type":"AWS::Lambda::Function","Properties":{"DeadLetterConfig":{"TargetArn":{"Ref":"OfFunction"}}}},
             "Teller":{"Type":"AWS::Lambda::Function","Properties":{"DeadLetterConfig":{"TargetArn":{"Ref":"Topic"}}}}}
            """))),
        "Ok", "none in 2 queues");

    [Theory]
    [InlineData("m0", "0", "Ok", "and every event was delivered", null)]
    [InlineData("m0", "2, 1", "Failed", ": FailedInvocations is 3 since ", "usually because a permission is missing")]
    [InlineData("m1", "1", "Failed", ": InvocationsFailedToBeSentToDlq is 1 since ", "so they are lost")]
    public void Events_are_delivered(string id, string values, string outcome, string words, string? remedy)
    {
        var findings = RuleChecks.Delivered(DeployedEdges.Of(
            ("cloudwatch get-metric-data", $$"""{"MetricDataResults":[{"Id":"{{id}}","Values":[{{values}}]}]}"""))).ToList();

        DeployedEdges.All(findings, outcome, words, remedy ?? "", false);
    }

    [Fact]
    public void A_sum_that_AWS_tells_in_parts_is_one() => DeployedEdges.All(
        RuleChecks.Delivered(DeployedEdges.Of(("cloudwatch get-metric-data", """
            {"MetricDataResults":[{"Id":"m0","Values":[2]},{"Id":"m0","Values":[0.5]}]}
            """))),
        "Failed", ": FailedInvocations is 2.5 since ");

    [Theory]
    [InlineData("ENABLED", "ENABLED", "Ok", "1 rules, and every event was delivered", "")]
    [InlineData("DISABLED", "ENABLED", "Failed", "Rule is disabled: no event is delivered", "`aws events enable-rule --name Rule --region")]
    [InlineData("DISABLED", "DISABLED", "Ok", "1 rules, and every event was delivered", "")]
    [InlineData(null, "ENABLED", "Failed", "Rule was deleted by hand", "--revert-drift")]
    [InlineData(null, "DISABLED", "Failed", "Rule was deleted by hand", "--revert-drift")]
    public void A_rule_is_there_and_enabled_unless_the_template_disables_it(
        string? state, string written, string outcome, string words, string remedy) => DeployedEdges.All(
        RuleChecks.Delivered(DeployedEdges.Of(
            null, null,
            state is null ? new() { ["events describe-rule"] = new("ResourceNotFoundException", "for a test", "Operation") } : null,
            [.. DeployedEdges.Stack($$$"""{"Rule":{"Type":"AWS::Events::Rule","Properties":{"State":"{{{written}}}"} } }"""),
                ("events describe-rule", $$"""{"State":"{{state}}"}""")])),
        outcome, words, remedy, false);

    // The newest event first; the time is that from which on events count.
    [Theory]
    [InlineData(2, 2)]
    [InlineData(50, 24)]
    [InlineData(null, 24)]
    public void Events_count_from_the_last_deployment_on_but_at_most_for_a_day(int? hours, int since)
    {
        var now = DateTimeOffset.UtcNow;
        var events = hours is { } of ? $$"""{"Timestamp":"{{now.AddHours(-of):O}}"},{"Timestamp":"{{now.AddHours(-99):O}}"}""" : "";

        var what = RuleChecks.Delivered(DeployedEdges.Of(
            ("cloudformation describe-stack-events", $$"""{"StackEvents":[{{events}}]}"""),
            ("cloudwatch get-metric-data", """{"MetricDataResults":[{"Id":"m0","Values":[1]}]}"""))).First().What;

        var told = DateTimeOffset.Parse(what.Split(' ')[^1], CultureInfo.InvariantCulture);
        Assert.InRange(now.AddHours(-since) - told, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("OK", "", "Ok", "18 alarms, none is in ALARM", "", false)]
    [InlineData("INSUFFICIENT_DATA", "", "Ok", "18 alarms, none is in ALARM", "", false)]
    [InlineData("ALARM", "job states are not being read", "Failed", " is in ALARM: job states are not being read", "docs/alarms.md", true)]
    [InlineData("ALARM", "", "Failed", " is in ALARM: threshold crossed", "docs/alarms.md", true)]
    [InlineData("", "", "Unknown", "AWS does not show the state of ", "see it in CloudWatch", false)]
    [InlineData("NEWER", "", "Unknown", " is in NEWER, a state that this version of edge does not know", "see it in CloudWatch", false)]
    public void No_alarm_is_in_alarm(string state, string description, string outcome, string words, string remedy, bool waits)
    {
        var alarms = DeployedEdges.Of().Stack.OfType("AWS::CloudWatch::Alarm").Select(alarm => $$"""
            {"AlarmName":"{{alarm.PhysicalId}}","StateValue":"{{state}}","AlarmDescription":"{{description}}",
             "StateReason":"threshold crossed"}
            """);

        DeployedEdges.All(
            AlarmChecks.Silent(DeployedEdges.Of(("cloudwatch describe-alarms", $$"""{"MetricAlarms":[{{string.Join(',', alarms)}}]}"""))),
            outcome, words, remedy, waits);
    }

    [Fact]
    public void An_alarm_that_was_deleted_is_missed() => DeployedEdges.All(
        AlarmChecks.Silent(DeployedEdges.Of()), "Failed", " was deleted", "somebody deleted it: `npx edge verify watched --drift`", false);

    [Fact]
    public void Of_what_the_edge_has_not_nothing_is_missed() => Assert.Equal(
        ["the edge has none", "the edge has none", "the edge has none", "none in 0 queues", "no task runs"],
        ((Func<VerifyTarget, IEnumerable<Finding>>[])
            [AlarmChecks.Silent, RuleChecks.Delivered, RoleChecks.AsDeployed, QueueChecks.DeadLetters, ImageChecks.Digests])
            .Select(check => Assert.Single(check(DeployedEdges.Of(DeployedEdges.Stack("{}")))).What));

    [Theory]
    [InlineData("available", "Ok", "2 of 2 mount targets are available", "", false)]
    [InlineData("creating", "Failed", " is creating", "wait until it is available; --watch waits and checks again", true)]
    [InlineData("updating", "Failed", " is updating", "wait until it is available; --watch waits and checks again", true)]
    [InlineData("deleting", "Failed", " is deleting", "somebody deleted it: `npx edge verify watched --drift`", false)]
    [InlineData("deleted", "Failed", " is deleted", "somebody deleted it: `npx edge verify watched --drift`", false)]
    [InlineData("error", "Failed", " is error", "see `aws efs describe-mount-targets --file-system-id ", false)]
    [InlineData("", "Failed", "AWS does not show the state of ", "see `aws efs describe-mount-targets --file-system-id ", false)]
    public void The_file_system_can_be_reached_from_each_subnet(string state, string outcome, string words, string remedy, bool waits)
    {
        var mounts = DeployedEdges.Of().Stack.OfType("AWS::EFS::MountTarget")
            .Select(mount => $$"""{"MountTargetId":"{{mount.PhysicalId}}","LifeCycleState":"{{state}}"}""");

        DeployedEdges.All(
            StorageChecks.MountTargets(
                DeployedEdges.Of(("efs describe-mount-targets", $$"""{"MountTargets":[{{string.Join(',', mounts)}}]}"""))),
            outcome, words, remedy, waits);
    }

    [Fact]
    public void A_mount_target_of_another_file_system_is_not_missed_there() => Assert.Equal(
        ["1 of 1 mount targets are available", "0 of 0 mount targets are available"],
        StorageChecks.MountTargets(DeployedEdges.Of(
        [
            .. DeployedEdges.Stack("""
                {"First":{"Type":"AWS::EFS::FileSystem"},"Second":{"Type":"AWS::EFS::FileSystem"},
                 "Mount":{"Type":"AWS::EFS::MountTarget","Properties":{"FileSystemId":{"Ref":"First"}}}}
                """),
            ("efs describe-mount-targets", """{"MountTargets":[{"MountTargetId":"Mount","LifeCycleState":"available"}]}"""),
        ])).Select(finding => finding.What));

    [Theory]
    [InlineData("sqs get-queue-attributes", "AWS.SimpleQueueService.NonExistentQueue", " was deleted by hand", "--revert-drift")]
    [InlineData("efs describe-mount-targets", "FileSystemNotFound", " is deleted", "somebody deleted it")]
    [InlineData("ecs describe-services", "ClusterNotFoundException", "the service does not exist", "")]
    public void What_was_deleted_with_all_that_is_in_it_is_missed(string operation, string code, string words, string remedy)
    {
        Func<VerifyTarget, IEnumerable<Finding>> check =
            operation[0] == 's' ? QueueChecks.DeadLetters : operation[1] == 'f' ? StorageChecks.MountTargets : ServiceChecks.Steady;

        DeployedEdges.All(
            check(DeployedEdges.Of(null, null, new() { [operation] = new(code, "for a test", "Operation") })),
            "Failed", words, remedy, false);
    }

    [Theory]
    [InlineData("16.6.4", "Failed", "16.6.4 is deployed, the edge file says ")]
    [InlineData(null, "Ok", " is deployed, as the edge file says")]
    public void The_deployed_release_is_that_of_the_file(string? deployed, string outcome, string words) => DeployedEdges.All(
        StackChecks.Release(DeployedEdges.Of(
            null, stack => stack["Outputs"]![0]!["OutputValue"] = deployed ?? GoldenTemplates.Releases[^1], null)),
        outcome, words);

    [Fact]
    public void Express_mode_is_warned_of() => Assert.Equal(
        [("stack", "Ok"), ("express mode", "Warning")],
        StackChecks.Status(DeployedEdges.Of(null, stack => stack["DeploymentConfig"] = new System.Text.Json.Nodes.JsonObject
        {
            ["Mode"] = "EXPRESS",
        }, null)).Select(finding => (finding.About, finding.Outcome.ToString())));

    [Theory]
    [InlineData("", "", "Failed", " was not created")]
    [InlineData("CREATE_COMPLETE", "", "Ok", " is CREATE_COMPLETE")]
    [InlineData("UPDATE_FAILED", "the task ended with 1", "Failed", " is UPDATE_FAILED: the task ended with 1")]
    [InlineData("UPDATE_FAILED", "", "Failed", " is UPDATE_FAILED")]
    public void The_connectors_were_announced(string status, string reason, string outcome, string end)
    {
        var finding = Assert.Single(StackChecks.Connectors(DeployedEdges.Of(
            DeployedEdges.Stack("""{"Announced":{"Type":"Custom::EdgeAnnounce"},"Other":{"Type":"AWS::ECS::Cluster"}}""")[0],
            ("cloudformation list-stack-resources", status.Length == 0 ? "{}" : $$"""
                {"StackResourceSummaries":[{"LogicalResourceId":"Announced","PhysicalResourceId":"1","ResourceStatus":"{{status}}",
                  "ResourceStatusReason":"{{reason}}"}]}
                """))));

        Assert.Equal((outcome, $"Announced{end}"), ($"{finding.Outcome}", finding.What));
        DeployedEdges.All([finding], outcome, end, outcome == "Ok" ? "" : "/ataccama/edge/watched/connectors-rollout, then deploy again");
    }
}
