using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>Aliases point to what was deployed, and what they point to can be called.</summary>
public sealed class AliasChecksTests
{
    [Theory]
    [InlineData("Active", "", "READY", "Ok", "alias current points to the deployed version, 1", false)]
    [InlineData("Inactive", "Successful", "READY", "Ok", "alias current points", false)]
    [InlineData("", "", "READY", "Failed", "AWS does not show the state of the function", false)]
    [InlineData("Failed", "", "READY", "Failed", "the function is Failed: of the state", false)]
    [InlineData("Pending", "", "READY", "Failed", "the function is Pending: of the state", true)]
    [InlineData("Active", "Failed", "READY", "Failed", "the last update of the function failed: of the update", false)]
    [InlineData("Inactive", "InProgress", "READY", "Failed", "the function is being updated", true)]
    [InlineData("Active", "Newer", "READY", "Failed", "the last update of the function is Newer", false)]
    [InlineData("Active", "", "IN_PROGRESS", "Failed", "provisioned concurrency is IN_PROGRESS: of AWS", true)]
    [InlineData("Active", "", "FAILED", "Failed", "provisioned concurrency is FAILED: of AWS", false)]
    public void What_an_alias_points_to_can_be_called(
        string state, string update, string provisioned, string outcome, string words, bool waits) => DeployedEdges.All(
        AliasChecks.Find(DeployedEdges.Of(Alias("1"), State(state, update), Provisioned(provisioned))),
        outcome, words, outcome == "Ok" ? "" : waits ? "--watch waits" : "see the log group /ataccama/edge/watched/; deploy again", waits);

    [Fact]
    public void An_alias_that_points_to_another_version_than_the_deployed_one_was_changed() => DeployedEdges.All(
        AliasChecks.Find(DeployedEdges.Of(Alias("2"), State("Active"), Provisioned("READY"))),
        "Failed", "alias current points to version 2, version 1 was deployed", "deploy again", false);

    [Fact]
    public void A_state_without_a_reason_ends_there() => Assert.All(
        AliasChecks.Find(DeployedEdges.Of(Alias("1"), ("lambda get-function-configuration", """{"State":"Failed"}"""))),
        finding => Assert.Equal("the function is Failed", finding.What));

    [Fact]
    public void An_alias_that_was_deleted_by_hand_is_missed_for_each_function()
    {
        var findings = AliasChecks.Find(DeployedEdges.Of(null, null, new()
        {
            ["lambda get-alias"] = new("ResourceNotFoundException", "for a test", "Operation"),
        })).ToList();

        DeployedEdges.All(findings, "Failed", "alias current, or its function, was deleted by hand", "--revert-drift", false);
        Assert.Equal(["DqResultsReader", "MetadataBrowsing"], findings.Select(finding => finding.About));
    }

    [Fact]
    public void Functions_of_the_user_in_the_same_stack_are_none_of_the_edge() => Assert.Empty(AliasChecks.Find(DeployedEdges.Of(
        DeployedEdges.Stack("""{"Mine":{"Type":"AWS::Lambda::Alias","Properties":{"Name":"live","FunctionName":"of-mine"}}}"""))));

    [Fact]
    public void Provisioned_concurrency_that_was_removed_is_missed_unless_the_file_has_none()
    {
        const string none =
            "functions: { metadataBrowsing: { provisionedConcurrency: 0 }, dqResultsReader: { provisionedConcurrency: 0 } }";
        var removed = Provisioning("ProvisionedConcurrencyConfigNotFoundException");

        DeployedEdges.All(
            AliasChecks.Find(DeployedEdges.Of(null, null, removed, Alias("1"), State("Active"))),
            "Failed", "provisioned concurrency was removed", "deploy again", false);
        DeployedEdges.All(
            AliasChecks.Find(DeployedEdges.Of(text => $"{text}\n{none}\n", null, removed, Alias("1"), State("Active"))), "Ok", "alias");
        Assert.Throws<AwsException>(() => AliasChecks.Find(
            DeployedEdges.Of(null, null, Provisioning("AccessDeniedException"), Alias("1"), State("Active"))).ToList());
    }

    private static Dictionary<string, AwsException> Provisioning(string code) =>
        new() { ["lambda get-provisioned-concurrency-config"] = new(code, "for a test", "Operation") };

    private static (string Operation, string Json) Alias(string version) =>
        ("lambda get-alias", $$"""{"FunctionVersion":"{{version}}"}""");

    private static (string Operation, string Json) State(string state, string update = "") => ("lambda get-function-configuration", $$"""
        {"State":"{{state}}","StateReason":"of the state","LastUpdateStatus":"{{update}}","LastUpdateStatusReason":"of the update"}
        """);

    private static (string Operation, string Json) Provisioned(string status) => (
        "lambda get-provisioned-concurrency-config",
        $$"""{"Status":"{{status}}","StatusReason":"{{(status == "READY" ? "" : "of AWS")}}"}""");
}
