using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>An edge that keeps its data is changed in every way, and back.</summary>
public sealed class SwitchTests(SwitchStory story) : InTurn(2), IClassFixture<SwitchStory>
{
    [Fact]
    public void A_rollback_succeeds_without_the_packages_of_the_release_that_it_goes_back_to()
    {
        Assert.NotEqual(0, story.RolledBack.Cli!.ExitCode);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", story.RolledBack.Alpha!.Status);
        Assert.Equal(Latest(story.Deployed), Latest(story.RolledBack));
    }

    [Fact]
    public void A_release_with_the_same_packages_is_a_new_version() => Published(story.Deployed, story.SamePackages, 1);

    [Fact]
    public void So_are_the_same_packages_from_a_directory() => Published(story.SamePackages, story.FromDirectory, 1);

    [Fact]
    public void And_from_the_bucket_again() => Published(story.FromDirectory, story.FromBucket, 1);

    [Fact]
    public void Every_optional_part_can_be_switched_on_off_and_on_again()
    {
        Succeeded(story.On);
        Succeeded(story.Off);
        Succeeded(story.OnAgain);
    }

    [Fact]
    public void What_is_switched_off_leaves_nothing_behind_but_its_versions() => Assert.DoesNotContain(
        story.Off.Inventory.Except(story.FromBucket.Inventory), thing => !thing.StartsWith("task definition ", StringComparison.Ordinal));

    [Fact]
    public void The_portable_template_is_refused_for_an_edge_of_the_cdk_cli_before_anything_changes()
    {
        Assert.NotEqual(0, story.PortableRefused.Cli!.ExitCode);
        Assert.Contains("DeploymentMethod", story.PortableRefused.Printed, StringComparison.Ordinal);
        Assert.Contains("can be updated with cdk deploy alone", story.PortableRefused.Printed, StringComparison.Ordinal);
        Assert.Equal(story.OnAgain.Alpha!.Resources, story.PortableRefused.Alpha!.Resources);
        Assert.Equal("UPDATE_COMPLETE", story.PortableRefused.Alpha.Status);
    }

    [Fact]
    public void The_cdk_cli_is_refused_for_an_edge_of_the_portable_template_before_anything_changes()
    {
        Assert.NotEqual(0, story.CdkRefused.Cli!.ExitCode);
        Assert.Equal("CREATE_COMPLETE", story.BetaMade.Beta!.Status);
        Assert.Contains("can be updated with that alone, not with cdk deploy", story.CdkRefused.Printed, StringComparison.Ordinal);
        Assert.Equal(story.BetaMade.Beta.Resources, story.CdkRefused.Beta!.Resources);
        Assert.Equal("CREATE_COMPLETE", story.CdkRefused.Beta.Status);
    }

    private static void Published(Moment before, Moment after, int versions)
    {
        Succeeded(after);
        Assert.All(
            before.Functions,
            function => Assert.Equal(
                function.Value.Published.Count + versions,
                after.Functions[function.Key].Published.Count));
        Assert.All(after.Functions.Values, function => Assert.Equal(function.Published[^1], function.Aliases["current"]));
        Assert.Equal(Latest(before), Latest(after));
    }

    private static void Succeeded(Moment moment)
    {
        Assert.True(moment.Cli!.ExitCode == 0, moment.Printed);
        Assert.Equal("UPDATE_COMPLETE", moment.Alpha!.Status);
    }

    private static IEnumerable<string> Latest(Moment moment) => moment.Functions.Values.Select(function => function.LatestCode);
}
