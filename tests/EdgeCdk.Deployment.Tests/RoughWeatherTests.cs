using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>An edge lives through everything with which AWS, and others in the account, may disturb it.</summary>
public sealed class RoughWeatherTests(RoughStory story) : InTurn(3), IClassFixture<RoughStory>
{
    [Fact]
    public void A_client_that_stops_before_and_in_a_deployment_leaves_a_stack_that_the_next_takes_over()
    {
        Assert.Equal("REVIEW_IN_PROGRESS", story.Proposed.Alpha!.Status);
        Assert.NotEqual(0, story.Stopped.Cli!.ExitCode);
        Assert.Equal("CREATE_IN_PROGRESS", story.Stopped.Alpha!.Status);
    }

    [Fact]
    public void The_same_deployment_again_is_refused_until_the_stack_is_created_and_then_finds_nothing_to_do()
    {
        Assert.True(story.Deployed.Cli!.ExitCode == 0, story.Deployed.Printed);
        Assert.Contains("is in CREATE_IN_PROGRESS state and can not be updated", story.TooEarly, StringComparison.Ordinal);
        Assert.Equal("CREATE_COMPLETE", story.Deployed.Alpha!.Status);
        Assert.Contains("(no changes)", story.Deployed.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upgrade_that_a_hook_refuses_is_rolled_back_and_then_succeeds()
    {
        Assert.NotEqual(0, story.Refused.Cli!.ExitCode);
        Assert.Contains("The following hook(s) failed", story.Refused.Printed, StringComparison.Ordinal);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", story.Refused.Alpha!.Status);
        Assert.Equal("16.6.4", story.Refused.Alpha.Output("Release"));
        Assert.True(story.Upgraded.Cli!.ExitCode == 0, story.Upgraded.Printed);
        Assert.Equal("16.6.5", story.Upgraded.Alpha!.Output("Release"));
    }

    [Fact]
    public void An_optional_part_is_switched_on()
    {
        Assert.True(story.Switched.Cli!.ExitCode == 0, story.Switched.Printed);
        var made = story.Switched.Inventory.Except(story.Upgraded.Inventory);

        Assert.Contains(made, thing => thing.StartsWith("alarm ", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_at_the_end_but_keys_that_wait_for_their_deletion()
    {
        Assert.True(story.Destroyed.Cli!.ExitCode == 0, story.Destroyed.Printed);
        Assert.Null(story.Destroyed.Alpha);
        var left = story.Destroyed.Inventory.Except(story.Prepared.Inventory);

        Assert.All(left, thing => Assert.StartsWith("key pending deletion ", thing, StringComparison.Ordinal));
    }

    // Without this the others would pass in calm weather as well.
    [Theory]
    [InlineData("addedContainer"), InlineData("failedStarts"), InlineData("throttleEvery"), InlineData("insightsLogGroups")]
    [InlineData("lateLogLines"), InlineData("changedByHand"), InlineData("openedByHand"), InlineData("refusedByHook")]
    [InlineData("clientStops"), InlineData("newRolesAreDenied")]
    public void Each_disturbance_has_happened(string name) => Assert.True(story.Happened.GetValueOrDefault(name) > 0, name);

    [Fact]
    public void Who_deploys_has_the_rights_that_the_documentation_gives_and_no_others()
    {
        _ = story.Destroyed;
        var principals = story.Emulator.Decided().Principals;

        Assert.InRange(principals["edge-deployer-alpha-cloudformation"], 500, int.MaxValue);
        Assert.InRange(principals[LeastAccess.Caller], 20, int.MaxValue);
        Assert.DoesNotContain(principals.Keys, name => name.Contains("-cfn-exec-role-", StringComparison.Ordinal));
    }

    [Fact]
    public void No_call_crashed_the_emulator()
    {
        _ = story.Destroyed;

        Assert.Empty(story.Emulator.Crashes);
    }
}
