using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>CloudFormation hooks that are active in an account.</summary>
public sealed class HookChecksTests
{
    private const string ControlTower = "AWS::ControlTower::Hook";

    [Fact]
    public void An_account_without_hooks_has_no_finding() => Assert.Empty(HookChecks.Find(Targets.Of(new FakeAws())));

    [Theory]
    [InlineData("FAIL", "CT.S3.PR.2,CT.KMS.PR.3", "Failed", "these of its controls refuse this edge: CT.S3.PR.2")]
    [InlineData("WARN", "CT.S3.PR.2", "Warning", "refuse this edge: CT.S3.PR.2")]
    [InlineData("FAIL", "", "Warning", "if they are, these refuse this edge: CT.CLOUDWATCH.PR.2, CT.ECS.PR.3, CT.ECS.PR.6, ")]
    public void The_controls_that_would_refuse_the_edge_are_named(string mode, string controls, string outcome, string words) =>
        Targets.Has(HookChecks.Find(Targets.Of(Account(ControlTower, mode, controls))), outcome, words);

    [Fact]
    public void A_hook_of_control_tower_under_another_name_is_one_all_the_same() => Targets.Has(
        HookChecks.Find(Targets.Of(Account("Acme::Security::Compliance", "FAIL", "CT.LAMBDA.PR.3"))), "Failed", "CT.LAMBDA.PR.3");

    [Fact]
    public void With_the_keys_that_meet_its_controls_it_refuses_nothing()
    {
        var finding = Assert.Single(HookChecks.Find(Targets.Of(
            Account(ControlTower, "FAIL", "CT.S3.PR.2,CT.CLOUDWATCH.PR.2"),
            text => $"{text}\nlogRetentionDays: 365\naccessLogBucket: access-logs\n")));

        Assert.Equal(("Ok", $"{ControlTower} is active, and none of its controls refuses this edge"), ($"{finding.Outcome}", finding.What));
    }

    [Fact]
    public void The_remedy_names_a_key_for_each_control()
    {
        var finding = Assert.Single(HookChecks.Find(Targets.Of(Account(ControlTower, "FAIL", "CT.S3.PR.2, CT.CLOUDWATCH.PR.2"))));

        Assert.Equal(
            "CT.CLOUDWATCH.PR.2: set logRetentionDays to 365 or more; CT.S3.PR.2: name a bucket in accessLogBucket", finding.Remedy);
    }

    [Theory]
    [InlineData("FAIL", "resources fail with \"The following hook(s) failed: [AWS::ControlTower::Hook]\", and the deployment rolls back")]
    [InlineData("WARN", "only warnings in the events of the stack: the hook does not refuse")]
    public void What_a_hook_does_depends_on_its_failure_mode(string mode, string later) => Assert.Equal(
        later, Assert.Single(HookChecks.Find(Targets.Of(Account(ControlTower, mode, "CT.S3.PR.2")))).Later);

    [Fact]
    public void What_another_hook_asks_for_cannot_be_known()
    {
        var finding = Assert.Single(HookChecks.Find(Targets.Of(Other("FAIL"))));

        Targets.Has([finding], "Unknown", "the hook Acme::Guard::Hook is active and may refuse resources");
        Assert.StartsWith("resources fail with ", finding.Later, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_only_warns_is_no_problem()
    {
        var finding = Assert.Single(HookChecks.Find(Targets.Of(Other("WARN"))));

        Assert.Equal(("Ok", "the hook Acme::Guard::Hook is active, but only warns"), ($"{finding.Outcome}", finding.What));
        Assert.Null(finding.Later);
        Assert.Null(finding.Remedy);
    }

    [Theory]
    [InlineData("""{"TypeConfigurations":[]}""")]
    [InlineData("""{"TypeConfigurations":[{}]}""")]
    [InlineData("""{"TypeConfigurations":[{"Configuration":"not json"}]}""")]
    [InlineData("""{"TypeConfigurations":[{"Configuration":"{}"}]}""")]
    public void One_without_a_configuration_is_not_invoked(string configurations) => Assert.Empty(HookChecks.Find(Targets.Of(new FakeAws(
        Types(ControlTower, ControlTower), ("cloudformation batch-describe-type-configurations", configurations)))));

    [Theory]
    [InlineData("HookInvocationStatus", "DISABLED")]
    [InlineData("TargetStacks", "NONE")]
    public void A_hook_that_is_off_is_no_finding(string name, string value) => Assert.Empty(HookChecks.Find(Targets.Of(new FakeAws(
        Types(ControlTower, ControlTower), Configurations(Configuration(new JsonObject { [name] = value }))))));

    private static FakeAws Other(string mode) => Account("Acme::Guard::Hook", mode, null, original: "AWS::Hooks::GuardHook");

    private static FakeAws Account(string name, string mode, string? controls, string original = ControlTower)
    {
        var properties = controls is null ? new JsonObject() : new JsonObject { ["ControlsToApply"] = controls };
        var hook = new JsonObject
        {
            ["HookInvocationStatus"] = "ENABLED",
            ["TargetOperations"] = new JsonArray("RESOURCE"),
            ["FailureMode"] = mode,
            ["Properties"] = properties,
        };
        return new FakeAws(Types(name, original), Configurations(Configuration(hook)));
    }

    private static string Configuration(JsonObject hook) =>
        new JsonObject { ["CloudFormationConfiguration"] = new JsonObject { ["HookConfiguration"] = hook } }.ToJsonString();

    private static (string, string) Types(string name, string original) => ("cloudformation list-types", new JsonObject
    {
        ["TypeSummaries"] = new JsonArray(new JsonObject
        {
            ["Type"] = "HOOK",
            ["TypeName"] = name,
            ["OriginalTypeName"] = original,
            ["TypeArn"] = "arn:aws:cloudformation:eu-central-1:123456789011:type/hook/Acme",
        }),
    }.ToJsonString());

    private static (string, string) Configurations(string configuration) => (
        "cloudformation batch-describe-type-configurations",
        new JsonObject { ["TypeConfigurations"] = new JsonArray(new JsonObject { ["Configuration"] = configuration }) }.ToJsonString());
}
