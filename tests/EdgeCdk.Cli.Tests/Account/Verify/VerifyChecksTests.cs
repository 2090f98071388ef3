using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What each check of <c>edge verify</c> decides by what AWS answers.</summary>
public sealed class VerifyChecksTests
{
    private const string Completed = """[{"rolloutState":"COMPLETED"}]""";

    [Theory]
    [InlineData("ACTIVE", 2, 2, Completed, "Ok", "2 of 2 tasks run, and the deployment is complete")]
    [InlineData("ACTIVE", 2, 2, "[{}]", "Ok", "2 of 2 tasks run")]
    [InlineData("ACTIVE", 0, 0, Completed, "Ok", "0 of 0 tasks run")]
    [InlineData("INACTIVE", 2, 2, Completed, "Failed", "the service does not exist")]
    [InlineData("ACTIVE", 1, 2, Completed, "Failed", "1 of 2 tasks run; last event: unable to pull")]
    [InlineData("ACTIVE", 3, 2, Completed, "Failed", "3 of 2 tasks run")]
    [InlineData("ACTIVE", 2, 2, """[{"rolloutState":"IN_PROGRESS"}]""", "Failed", "a deployment is in progress; last event: ")]
    [InlineData("ACTIVE", 2, 2, """[{"rolloutState":"COMPLETED"},{"rolloutState":"COMPLETED"}]""", "Failed", "is in progress")]
    [InlineData("ACTIVE", 2, 2, "[]", "Failed", "a deployment is in progress")]
    [InlineData(
        "ACTIVE", 1, 2, """[{"rolloutState":"COMPLETED"},{"rolloutState":"FAILED","rolloutStateReason":"circuit breaker"}]""",
        "Failed", "a deployment failed: circuit breaker; last event: unable to pull")]
    public void A_service_has_all_its_tasks_and_one_complete_deployment(
        string status, int running, int desired, string deployments, string outcome, string words) => DeployedEdges.All(
        ServiceChecks.Steady(DeployedEdges.Of(("ecs describe-services", $$"""
            {"services":[{"status":"{{status}}","runningCount":{{running}},"desiredCount":{{desired}},"deployments":{{deployments}},
              "events":[{"message":"unable to pull"},{"message":"older"}]}]}
            """))),
        outcome, words);

    [Fact]
    public void A_service_that_ECS_does_not_list_does_not_exist() =>
        DeployedEdges.All(ServiceChecks.Steady(DeployedEdges.Of()), "Failed", "the service does not exist");

    [Theory]
    [InlineData("1", "Active", "READY", "Ok", "alias current points to the deployed version, 1")]
    [InlineData("1", "Inactive", "READY", "Ok", "alias current points")]
    [InlineData("1", "", "READY", "Failed", "AWS does not show the state of the function")]
    [InlineData("2", "Active", "READY", "Failed", "alias current points to version 2, version 1 was deployed")]
    [InlineData("1", "Failed", "READY", "Failed", "the function is Failed")]
    [InlineData("1", "Pending", "READY", "Failed", "the function is Pending")]
    [InlineData("1", "Active", "IN_PROGRESS", "Failed", "provisioned concurrency is IN_PROGRESS: of AWS")]
    [InlineData("1", "Active", "FAILED", "Failed", "provisioned concurrency is FAILED: of AWS")]
    public void An_alias_points_to_the_deployed_version_which_can_be_called(
        string version, string state, string provisioned, string outcome, string words) => DeployedEdges.All(
        AliasChecks.Find(DeployedEdges.Of(Alias(version), State(state), Provisioned(provisioned))), outcome, words);

    [Fact]
    public void Provisioned_concurrency_that_was_removed_is_missed_unless_the_file_has_none()
    {
        const string none =
            "functions: { metadataBrowsing: { provisionedConcurrency: 0 }, dqResultsReader: { provisionedConcurrency: 0 } }";
        var removed = new Dictionary<string, AwsException>
        {
            ["lambda get-provisioned-concurrency-config"] = new("ProvisionedConcurrencyConfigNotFoundException", "for a test", "Operation"),
        };

        DeployedEdges.All(
            AliasChecks.Find(DeployedEdges.Of(null, null, removed, Alias("1"), State("Active"))),
            "Failed", "provisioned concurrency was removed");
        DeployedEdges.All(
            AliasChecks.Find(DeployedEdges.Of(text => $"{text}\n{none}\n", null, removed, Alias("1"), State("Active"))), "Ok", "alias");
    }

    [Theory]
    [InlineData("Enabled", "No records processed", "Ok", " reads requests")]
    [InlineData("Enabled", "PROBLEM: access denied", "Failed", " reads requests with a problem: PROBLEM: access denied")]
    [InlineData("Disabled", "OK", "Failed", " does not read requests: the event source mapping is Disabled")]
    [InlineData("Updating", "OK", "Failed", "the event source mapping is Updating")]
    public void A_function_reads_its_queue(string state, string result, string outcome, string words) => DeployedEdges.All(
        EventSourceChecks.Find(DeployedEdges.Of(("lambda get-event-source-mapping", $$"""
            {"State":"{{state}}","LastProcessingResult":"{{result}}","EventSourceArn":"arn:aws:sqs:eu-central-1:999988887777:requests"}
            """))),
        outcome, words);

    [Fact]
    public void An_event_source_mapping_that_was_deleted_is_missed() => DeployedEdges.All(
        EventSourceChecks.Find(DeployedEdges.Of(null, null, new()
        {
            ["lambda get-event-source-mapping"] = new("ResourceNotFoundException", "for a test", "Operation"),
        })),
        "Failed", "was deleted");

    [Fact]
    public void Queues_are_not_connected_against_the_file() => DeployedEdges.All(
        EventSourceChecks.Find(DeployedEdges.Of(text => text.With("eventSources: enabled", "eventSources: disabled"), null, null)),
        "Failed", "controlPlane.eventSources is disabled, but the queues are connected");

    [Theory]
    [InlineData(0, 0, "Ok", "none in ")]
    [InlineData(1, 0, "Failed", "1 message in ")]
    [InlineData(0, 1, "Failed", "1 message in ")]
    [InlineData(1, 2, "Failed", "3 messages in ")]
    public void Dead_letter_queues_are_empty(int visible, int received, string outcome, string words) => DeployedEdges.All(
        QueueChecks.DeadLetters(DeployedEdges.Of(("sqs get-queue-attributes", $$$"""
            {"Attributes":{"ApproximateNumberOfMessages":"{{{visible}}}","ApproximateNumberOfMessagesNotVisible":"{{{received}}}"}}
            """))),
        outcome, words);

    [Theory]
    [InlineData("m0", "0", "Ok", "and every event was delivered", null)]
    [InlineData("m0", "2, 1", "Failed", ": FailedInvocations is 3 since ", "usually because a permission is missing")]
    [InlineData("m1", "1", "Failed", ": InvocationsFailedToBeSentToDlq is 1 since ", "so they are lost")]
    public void Events_are_delivered(string id, string values, string outcome, string words, string? remedy)
    {
        var findings = RuleChecks.Delivered(DeployedEdges.Of(
            ("cloudwatch get-metric-data", $$"""{"MetricDataResults":[{"Id":"{{id}}","Values":[{{values}}]}]}"""))).ToList();

        DeployedEdges.All(findings, outcome, words);
        Assert.All(findings, finding => Assert.Contains(remedy ?? "", finding.Remedy ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OK", "", "Ok", "none is in ALARM")]
    [InlineData("INSUFFICIENT_DATA", "", "Ok", "none is in ALARM")]
    [InlineData("ALARM", "job states are not being read", "Failed", " is in ALARM: job states are not being read")]
    [InlineData("ALARM", "", "Failed", " is in ALARM: threshold crossed")]
    public void No_alarm_is_in_alarm(string state, string description, string outcome, string words)
    {
        var alarms = DeployedEdges.Of().Stack.OfType("AWS::CloudWatch::Alarm").Select(alarm => $$"""
            {"AlarmName":"{{alarm.PhysicalId}}","StateValue":"{{state}}","AlarmDescription":"{{description}}",
             "StateReason":"threshold crossed"}
            """);

        DeployedEdges.All(
            AlarmChecks.Silent(DeployedEdges.Of(("cloudwatch describe-alarms", $$"""{"MetricAlarms":[{{string.Join(',', alarms)}}]}"""))),
            outcome, words);
    }

    [Fact]
    public void A_mount_target_that_was_deleted_is_missed() =>
        DeployedEdges.All(StorageChecks.MountTargets(DeployedEdges.Of()), "Failed", " is deleted");

    [Theory]
    [InlineData("available", "Ok", "mount targets are available")]
    [InlineData("creating", "Failed", " is creating")]
    [InlineData("error", "Failed", " is error")]
    public void The_file_system_can_be_reached_from_each_subnet(string state, string outcome, string words)
    {
        var mounts = DeployedEdges.Of().Stack.OfType("AWS::EFS::MountTarget")
            .Select(mount => $$"""{"MountTargetId":"{{mount.PhysicalId}}","LifeCycleState":"{{state}}"}""");

        DeployedEdges.All(
            StorageChecks.MountTargets(
                DeployedEdges.Of(("efs describe-mount-targets", $$"""{"MountTargets":[{{string.Join(',', mounts)}}]}"""))),
            outcome, words);
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
    [InlineData(1, "1 error in /ataccama/edge/watched/")]
    [InlineData(2, "2 errors in /ataccama/edge/watched/")]
    [InlineData(1000, "at least 1000 errors in /ataccama/edge/watched/")]
    public void Errors_in_logs_are_counted_and_shown_without_secrets(int count, string words)
    {
        var events = Enumerable.Repeat("""{"message":"Exception: password=hunter2x"}""", count);
        var target = DeployedEdges.Of(("logs filter-log-events", $$"""{"events":[{{string.Join(',', events)}}]}"""));

        var found = LogChecks.Of(target).First().Run();

        DeployedEdges.All(found, "Failed", words);
        Assert.All(found, finding => Assert.DoesNotContain("hunter2x", finding.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void A_long_line_of_a_log_is_cut(int length, bool isCut)
    {
        var target = DeployedEdges.Of(
            ("logs filter-log-events", $$"""{"events":[{"message":"{{new string('.', length)}}\nsecond"}]}"""));

        var what = Assert.Single(LogChecks.Of(target).First().Run()).What;

        Assert.EndsWith($"first: {new string('.', 200)}{(isCut ? "…" : "")}", what, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a", "Ok", "edge/dqc:1 is sha256:a")]
    [InlineData("a", "b", "Failed", "edge/dqc:1 runs as sha256:a and as sha256:b: its tag was moved")]
    public void One_name_is_one_image(string first, string second, string outcome, string words) => DeployedEdges.All(
        ImageChecks.Digests(DeployedEdges.Of(
            ("ecs list-tasks", """{"taskArns":["t"]}"""),
            ("ecs describe-tasks", $$"""
                {"tasks":[{"containers":[{"image":"edge/dqc:1","imageDigest":"sha256:{{first}}"},
                  {"image":"edge/dqc:1","imageDigest":"sha256:{{second}}"},{"image":"edge/dqc:1"}]}]}
                """))),
        outcome, words);

    [Theory]
    [InlineData("a", "Ok", "edge/dqc:1@sha256:a is sha256:a")]
    [InlineData("b", "Unknown", "edge/dqc:1@sha256:a runs as sha256:b, which is not the digest that the release pins")]
    public void What_runs_is_compared_with_the_digest_of_the_release(string runs, string outcome, string words) => DeployedEdges.All(
        ImageChecks.Digests(DeployedEdges.Of(
            ("ecs list-tasks", """{"taskArns":["t"]}"""),
            ("ecs describe-tasks", $$"""
                {"tasks":[{"containers":[{"image":"edge/dqc:1@sha256:a","imageDigest":"sha256:{{runs}}"}]}]}
                """))),
        outcome, words);

    [Fact]
    public void Nothing_is_said_of_images_when_no_task_runs() =>
        DeployedEdges.All(ImageChecks.Digests(DeployedEdges.Of()), "Ok", "no task runs");

    private static (string Operation, string Json) Alias(string version) =>
        ("lambda get-alias", $$"""{"FunctionVersion":"{{version}}"}""");

    private static (string Operation, string Json) State(string state) =>
        ("lambda get-function-configuration", $$"""{"State":"{{state}}"}""");

    private static (string Operation, string Json) Provisioned(string status) => (
        "lambda get-provisioned-concurrency-config",
        $$"""{"Status":"{{status}}","StatusReason":"{{(status == "READY" ? "" : "of AWS")}}"}""");
}
