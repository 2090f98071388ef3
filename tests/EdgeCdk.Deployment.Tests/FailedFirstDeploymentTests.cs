using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>A first deployment that fails near its end, of an edge that would keep its data.</summary>
public sealed class FailedFirstDeploymentTests(Story story)
{
    [Fact]
    public void It_is_rolled_back()
    {
        Assert.NotEqual(0, story.BetaFailed.Cli!.ExitCode);
        Assert.Equal("ROLLBACK_COMPLETE", story.BetaFailed.Beta!.Status);
        Assert.Empty(story.BetaFailed.Beta.Resources);
    }

    [Fact]
    public void It_leaves_nothing_but_keys_that_wait_for_their_deletion()
    {
        var left = story.BetaFailed.Inventory.Except(story.AtWork);

        Assert.Equal(["key pending deletion", "key pending deletion"], left.Select(thing => thing[..thing.LastIndexOf(' ')]));
    }

    [Fact]
    public void Protected_as_it_is_AWS_refuses_the_next_deployment()
    {
        Assert.NotEqual(0, story.BetaRefused.Cli!.ExitCode);
        Assert.Contains("cannot be deleted while TerminationProtection is enabled", story.BetaRefused.Printed, StringComparison.Ordinal);
        Assert.Equal("ROLLBACK_COMPLETE", story.BetaRefused.Beta!.Status);
    }

    [Fact]
    public void Without_protection_the_next_deployment_succeeds()
    {
        Assert.True(story.BothDeployed.Cli!.ExitCode == 0, story.BothDeployed.Printed);
        Assert.Equal("CREATE_COMPLETE", story.BothDeployed.Beta!.Status);
        Assert.True(story.BothDeployed.Beta.Json["EnableTerminationProtection"]!.GetValue<bool>());
    }
}
