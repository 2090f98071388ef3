using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;

namespace EdgeCdk.Account.Tests.Verify;

/// <summary>What is broken is named, each by itself.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class BrokenEdgeTests(BrokenEdge broken) : IClassFixture<BrokenEdge>
{
    [Theory]
    [InlineData("release", "16.6.5 is deployed, the edge file says 16.6.4")]
    [InlineData("drift", "Jobs/Dqc/Logs/LogGroup was changed by hand: RetentionInDays is 1 instead of 30")]
    [InlineData("drift", "Endpoints/SecurityGroup was changed by hand: SecurityGroupIngress/1 was added: {\"CidrIp\":\"0.0.0.0/0\"")]
    [InlineData("PlaneManager", "1 of 2 tasks run")]
    [InlineData("images", "dqc")]
    [InlineData("images", "and as sha256:bbbbbbbbbbbb: its tag was moved")]
    [InlineData("DqResultsReader", "alias current points to version 2, version 1 was deployed")]
    [InlineData("MetadataBrowsing", "provisioned concurrency was removed")]
    [InlineData("event sources", "MetadataBrowsing does not read after-requests: the event source mapping is Disabled")]
    [InlineData("roles", "(after-metadata-browsing) has an inline policy that was changed by hand: Rights")]
    [InlineData("event rules", "JobStatus/Rule is disabled: no event is delivered")]
    [InlineData("dead letters", "1 message in JobStatus/DeadLetters/Queue")]
    [InlineData(
        "logs",
        "2 errors in /ataccama/edge/after/plane-manager, first: java.lang.NullPointerException: password=[redacted: named secret]")]
    [InlineData("alarms", "JobStatusAge is in ALARM: Edge after: job states are not being read")]
    public void What_is_broken_is_named_with_what_to_do(string check, string what)
    {
        var failed = Findings("failed").Where(finding => (string)finding["about"]! == check).ToList();

        Assert.Contains(failed, finding => ((string)finding["what"]!).Contains(what, StringComparison.Ordinal));
        Assert.All(failed, finding => Assert.NotEmpty((string)finding["remedy"]!));
    }

    [Fact]
    public void What_is_not_broken_is_not_named()
    {
        Assert.Equal(13, Findings("failed").Count);
        Assert.Equal(["connectors", "event sources", "file system", "stack", "versions"],
            Findings("ok").Select(finding => (string)finding["about"]!).Order());
    }

    [Fact]
    public void A_permission_that_was_added_to_a_role_is_a_warning_with_the_command_that_removes_it()
    {
        var added = Assert.Single(Findings("warning"), finding => (string?)finding["about"] == "roles");

        Assert.EndsWith("has the inline policy ByHand, which is not in the template", (string?)added["what"], StringComparison.Ordinal);
        Assert.Equal(
            "if nobody needs it: `aws iam delete-role-policy --role-name after-metadata-browsing --policy-name ByHand "
                + "--region eu-central-1`",
            (string?)added["remedy"]);
    }

    [Fact]
    public void Drift_is_set_back_by_an_option_of_the_deployment() => Assert.All(
        Findings("failed").Where(finding => (string?)finding["about"] == "drift"),
        finding => Assert.Equal("npx cdk deploy Edge-after --revert-drift undoes the change; a deployment without that option does "
            + "not", (string?)finding["remedy"]));

    [Fact]
    public void An_edge_that_is_not_healthy_is_not_registered()
    {
        Assert.Equal(1, broken.Result.ExitCode);
        Assert.Null(JsonNode.Parse(broken.Result.Output)!["registration"]);
    }

    [Fact]
    public void What_is_repaired_is_healthy_again()
    {
        Assert.True(broken.Repaired.ExitCode == 0, broken.Repaired.Output);
        Assert.Equal("after", (string?)JsonNode.Parse(broken.Repaired.Output)!["registration"]!["edgeName"]);
    }

    private List<JsonNode> Findings(string outcome) =>
        [
            .. JsonNode.Parse(broken.Result.Output)!["findings"]!.AsArray()
                .Select(finding => finding!)
                .Where(finding => (string)finding["outcome"]! == outcome),
        ];
}
