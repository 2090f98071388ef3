using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What a deployment finds in the account beside the network: queues, packages, settings, keys and an earlier stack.</summary>
public sealed class DeploymentGroundTests
{
    private const string Region = FakeAccount.Region;

    [Theory]
    [InlineData("300", "", "")]
    [InlineData("301", "", "")]
    [InlineData("", "", "")]
    [InlineData("299", "Failed", "is 299 seconds, but the timeout of the function is 300")]
    public void A_queue_keeps_a_message_hidden_while_a_function_works_on_it(string seconds, string outcome, string words)
    {
        var checks = ControlPlaneChecks.Of(Targets.Of(new FakeAws(
            ("sqs get-queue-attributes", $$$"""{"Attributes":{"VisibilityTimeout":"{{{seconds}}}"}}""")))).ToList();

        Targets.Has(checks.Single(check => check.About == "controlPlane.requestQueueArn").Find(), outcome, words);
    }

    [Fact]
    public void A_timeout_of_the_edge_file_counts()
    {
        var check = ControlPlaneChecks.Of(Targets.Of(
            new FakeAws(("sqs get-queue-attributes", """{"Attributes":{"VisibilityTimeout":"300"}}""")),
            text => $"{text}\nfunctions: {{ metadataBrowsing: {{ timeoutSeconds: 400 }} }}\n"))
            .Single(check => check.About == "controlPlane.requestQueueArn");

        Targets.Has(check.Find(), "Failed", "is 300 seconds, but the timeout of the function is 400");
    }

    [Theory]
    [InlineData("AccessDenied", "disabled", "cannot be checked before the vendor has registered the edge")]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", "disabled", "cannot be checked before the vendor")]
    [InlineData("AccessDenied", "enabled", "allows the edge to read could not be checked")]
    [InlineData("Throttling", "enabled", null)]
    public void A_queue_that_only_the_edge_sees_is_not_known(string code, string eventSources, string? words)
    {
        var aws = new FakeAws { Refused = { ["sqs get-queue-attributes"] = new AwsException(code, "for a test") } };
        var check = ControlPlaneChecks.Of(Targets.Of(
            aws, text => text.Replace("eventSources: disabled", $"eventSources: {eventSources}", StringComparison.Ordinal))).First();

        if (words is null)
            Assert.Throws<AwsException>(() => check.Find());
        else
            Targets.Has(check.Find(), "Unknown", words);
    }

    [Theory]
    [InlineData("""{"name":"serviceLongArnFormat","value":"disabled"}""", "Failed", "serviceLongArnFormat is disabled")]
    [InlineData("""{"name":"taskLongArnFormat","value":"disabled"}""", "Failed", "taskLongArnFormat is disabled")]
    [InlineData("""{"name":"taskLongArnFormat","value":"enabled"}""", "", "")]
    [InlineData("""{"name":"containerInsights","value":"disabled"}""", "", "")]
    public void Services_and_tasks_can_have_tags(string setting, string outcome, string words) => Targets.Has(
        EcsSettingChecks.Find(Targets.Of(new FakeAws(("ecs list-account-settings", $$"""{"settings":[{{setting}}]}""")))), outcome, words);

    [Theory]
    [InlineData("{}", null, "")]
    [InlineData($$"""{"BucketRegion":"{{Region}}"}""", null, "")]
    [InlineData("""{"BucketRegion":"us-east-1"}""", "Warning", "is in us-east-1, not in eu-central-1")]
    [InlineData(null, "Failed", "there is no bucket ")]
    public void The_bucket_of_the_packages_is_in_the_region(string? answer, string? outcome, string words)
    {
        var aws = new FakeAws(("s3api head-bucket", answer ?? "{}"));

        Targets.Has(
            PackageChecks.Of(Targets.Of(answer is null ? aws.Without("s3api head-bucket") : aws)).First().Find(), outcome ?? "", words);
    }

    [Theory]
    [InlineData(false, "", "")]
    [InlineData(true, "Failed", " has no edge/16.6.5/")]
    public void Each_package_is_in_the_bucket(bool isMissing, string outcome, string words)
    {
        var aws = new FakeAws();
        var checks = PackageChecks.Of(Targets.Of(isMissing ? aws.Without("s3api head-object") : aws)).Skip(1).ToList();

        Assert.NotEmpty(checks);
        Assert.All(checks, check => Targets.Has(check.Find(), outcome, words));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("uqMYQlPtuGP6C0gYSEIvrRmHwhqcaSJYmsGqyzA3v1A=", "Failed")]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=", "")]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=-2", "")]
    public void A_package_is_the_one_that_the_release_names(string checksum, string outcome)
    {
        var target = Targets.Of(new FakeAws(("s3api head-object", $$"""{"ChecksumSHA256":"{{checksum}}"}""")));
        var pinned = target.Definition.Packages
            .ToDictionary(package => package.Key, package => package.Value with { Sha256 = new('a', 64) });
        var check = PackageChecks.Of(new PreflightTarget(target.Definition with { Packages = pinned }, target.Aws.Account)).Last();

        Targets.Has(check.Find(), outcome, $", but the release names {new string('a', 64)}");
    }

    [Theory]
    [InlineData("Enabled", null, "")]
    [InlineData("Updating", null, "")]
    [InlineData("Disabled", "Failed", "enable the key: ")]
    [InlineData("PendingDeletion", "Failed", "keep the key: ")]
    [InlineData("PendingReplicaDeletion", "Failed", "keep the key: ")]
    [InlineData("PendingImport", "Failed", "import key material into it")]
    [InlineData("Unavailable", "Failed", "connect the key store: ")]
    [InlineData("Creating", "Warning", "wait until it is Enabled")]
    [InlineData("", "Unknown", "see aws kms describe-key ", "has a state that AWS does not show")]
    [InlineData("Newer", "Unknown", "see aws kms describe-key ")]
    public void A_key_that_cannot_be_used_has_a_way_out(string state, string? outcome, string remedy, string? what = null)
    {
        var fault = KeyStates.Fault(state, "arn", Region);

        Assert.Equal(outcome, fault?.Outcome.ToString());
        Assert.StartsWith(remedy, fault?.Remedy ?? "", StringComparison.Ordinal);
        Assert.StartsWith(what ?? (outcome is null ? "" : $"is {state}"), fault?.What ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE_COMPLETE", "Edge-demo", "")]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", "Edge-demo", "")]
    [InlineData("UPDATE_IN_PROGRESS", "Edge-demo", "Failed is in UPDATE_IN_PROGRESS: an update is in progress")]
    [InlineData("UPDATE_FAILED", "Edge-demo", "Failed is in UPDATE_FAILED: the last update failed, and was not rolled back; first failure")]
    [InlineData("ROLLBACK_COMPLETE", "Edge-demo", "Warning is in ROLLBACK_COMPLETE: ")]
    [InlineData("ROLLBACK_FAILED", "Edge-demo", "Warning is in ROLLBACK_FAILED: ")]
    [InlineData("REVIEW_IN_PROGRESS", "Edge-demo", "Warning is in REVIEW_IN_PROGRESS: ")]
    [InlineData("UPDATE_COMPLETE", "own-name", "Failed has the edge demo, and was deployed under a name of its own")]
    [InlineData("ROLLBACK_COMPLETE", "own-name", "Failed is in ROLLBACK_COMPLETE: ")]
    public void An_earlier_stack_can_be_updated_or_there_is_a_way_on(string status, string name, string words)
    {
        var findings = ExistingStackChecks.Find(Deployed(status, name)).ToList();

        Assert.Equal(words.Length == 0 ? 0 : 1, findings.Count);
        Assert.All(findings, finding => Assert.StartsWith(words, $"{finding.Outcome} {finding.What}", StringComparison.Ordinal));
        // What is in progress may still succeed: its failures are of earlier times.
        Assert.DoesNotContain(findings, finding =>
            status == "UPDATE_IN_PROGRESS" && finding.What.Contains("failure", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edge_in_another_region_is_told_and_nothing_else()
    {
        var aws = new FakeAccount { Roles = { "demo-plane-manager" } };
        aws.Stack("Edge-demo", region: "us-east-1", physicalIds: "demo-plane-manager");

        var finding = Assert.Single(ExistingStackChecks.Elsewhere(Targets.Of(aws)));

        Assert.Equal("account.region", finding.About);
        Assert.StartsWith("the edge demo is deployed in us-east-1", finding.What, StringComparison.Ordinal);
    }

    // What AWS refuses is told by the check of the stack; a stack that the user named has to be there.
    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, false)]
    [InlineData("Edge-demo", true, false)]
    [InlineData("Edge-demo", false, true)]
    public void Only_a_stack_that_was_named_and_is_not_there_ends_it_all(string? given, bool isRefused, bool ends)
    {
        var aws = new FakeAccount { Roles = { "demo-plane-manager" }, Refused = { isRefused ? "cloudformation describe-stacks" : "none" } };
        if (given is null && !isRefused)
            aws.Refused.Add("cloudformation describe-stack-resources us-east-1");
        var target = new PreflightTarget(Targets.Of(aws).Definition, aws, given);

        if (ends)
            Assert.Throws<CommandException>(() => ExistingStackChecks.Elsewhere(target));
        else
            Assert.Empty(ExistingStackChecks.Elsewhere(target));
    }

    [Theory]
    [InlineData(false, true, "Warning", "see the cause first: first failure: Part (T) is CREATE_FAILED: why")]
    [InlineData(false, false, "Warning", "see the cause first: aws cloudformation describe-stack-events ")]
    [InlineData(true, true, "Failed", "aws cloudformation update-termination-protection ")]
    public void A_first_deployment_that_failed_is_deleted_by_the_next_one_unless_it_is_protected(
        bool isProtected, bool hasEvent, string outcome, string remedy)
    {
        var finding = Assert.Single(ExistingStackChecks.Find(Deployed("ROLLBACK_COMPLETE", "Edge-demo", isProtected, hasEvent)));

        Assert.Equal(outcome, finding.Outcome.ToString());
        Assert.StartsWith(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE_COMPLETE", true, true)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", true, true)]
    [InlineData("CREATE_FAILED", false, true)]
    [InlineData("ROLLBACK_COMPLETE", false, false)]
    [InlineData("REVIEW_IN_PROGRESS", false, false)]
    public void A_stack_is_deployed_or_has_only_some_resources_or_none(string status, bool isDeployed, bool hasResources)
    {
        var target = Deployed(status, "Edge-demo");

        Assert.Equal((isDeployed, hasResources), (target.IsDeployed, target.HasResources));
    }

    [Fact]
    public void In_a_VPC_that_does_not_exist_nothing_is_missing()
    {
        var checks = PreflightChecks.Of(Targets.Of(new FakeAws().Without("ec2 describe-vpcs")))
            .Where(check => check.About is "routes" or "network ACLs" or "vpc.privateSubnetIds" or "vpc.endpoints.sqs");

        Assert.Empty(checks.SelectMany(check => check.Run()));
    }

    private static PreflightTarget Deployed(string status, string name, bool isProtected = false, bool hasEvent = true) =>
        Targets.Of(new FakeAws(
            ("cloudformation describe-stacks", $$"""
                {"Stacks":[{"StackName":"{{name}}","StackId":"arn:aws:cloudformation:{{Region}}:{{FakeAccount.Account}}:stack/{{name}}/1",
                  "StackStatus":"{{status}}","EnableTerminationProtection":{{(isProtected ? "true" : "false")}},
                  "Outputs":[{"OutputKey":"EdgeName","OutputValue":"demo"},{"OutputKey":"Region","OutputValue":"{{Region}}"},
                    {"OutputKey":"AccountId","OutputValue":"{{FakeAccount.Account}}"}]}]}
                """),
            ("cloudformation describe-stack-events", hasEvent ? """
                {"StackEvents":[{"StackId":"s","PhysicalResourceId":"p","LogicalResourceId":"Part","ResourceType":"T",
                  "ResourceStatus":"CREATE_FAILED","ResourceStatusReason":"why"}]}
                """ : "{}")));
}
