namespace EdgeCdk.Account.Tests.Portable;

/// <summary>Edges in Service Catalog: deployed as the command says, launched, and offered in another release.</summary>
[Collection(typeof(GroundCollection))]
public sealed class CatalogTests(Portfolio portfolio, EmulatedAccount account) : IClassFixture<Portfolio>
{
    [Fact]
    public void A_release_has_two_versions() =>
        Assert.Equal(["16.6.4", "16.6.4 retained"], portfolio.WithOneRelease.Select(version => version.Name));

    [Fact]
    public void Versions_are_the_same_when_a_release_is_added()
    {
        Assert.Equal(["16.6.4", "16.6.4 retained", "16.6.5", "16.6.5 retained"], portfolio.WithTwoReleases.Select(version => version.Name));
        Assert.Equal(portfolio.WithOneRelease, portfolio.WithTwoReleases.Take(2));
    }

    [Fact]
    public void An_edge_is_launched_by_the_role_of_the_portfolio()
    {
        Assert.True((string?)portfolio.Launched["Status"] == "SUCCEEDED", portfolio.Launched.ToJsonString());
        Assert.Contains(":role/edge-portfolio-LaunchRole", (string?)portfolio.Launched["LaunchRoleArn"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_goes_to_the_release_that_was_added() =>
        Assert.True((string?)portfolio.Upgraded["Status"] == "SUCCEEDED", portfolio.Upgraded.ToJsonString());

    [Fact]
    public void An_edge_is_terminated_by_the_same_role_which_was_asked_for_every_right()
    {
        Assert.True((string?)portfolio.Terminated["Status"] == "SUCCEEDED", portfolio.Terminated.ToJsonString());
        var role = ((string)portfolio.Terminated["LaunchRoleArn"]!).Split('/')[^1];
        Assert.InRange(account.Emulator.Decided().Principals[role], 500, int.MaxValue);
    }

    [Fact]
    public void A_password_that_is_typed_into_the_form_is_refused()
    {
        Assert.Equal("FAILED", (string?)portfolio.Typed["Status"]);
        Assert.Contains(
            "Put user name and password of the registry into a secret",
            (string?)portfolio.Typed["RecordErrors"]![0]!["Description"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_call_crashed_the_emulator() => Assert.Empty(account.Emulator.Crashes);
}
