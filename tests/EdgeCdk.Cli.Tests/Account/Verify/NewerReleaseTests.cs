using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>A newer release, and the end of the support of the deployed one, are told by verify: a scheduled check finds them.</summary>
public sealed class NewerReleaseTests
{
    // The account has 16.6.4.
    [Fact]
    public void A_newer_release_is_a_warning_with_the_day_on_which_support_ends()
    {
        var warning = Assert.Single(Findings("16.6.4"), finding => (string?)finding!["about"] == "newer release")!;

        Assert.Equal(
            ("warning", "16.6.5 is there; 16.6.4 is supported until 2027-01-17", "`npx edge upgrade demo --deployed account`"),
            ((string?)warning["outcome"], (string?)warning["what"], (string?)warning["remedy"]));
    }

    [Fact]
    public void Of_a_file_that_does_not_match_what_is_deployed_that_alone_is_said() =>
        Assert.DoesNotContain(Findings("16.6.5"), finding => (string?)finding!["about"] == "newer release");

    private static JsonArray Findings(string release)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("16.6.5", release));
        return JsonNode.Parse(session.Run(DeployedDemo.Account(), "verify", "demo", "--json").Output)!["findings"]!.AsArray();
    }
}
