using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>Two edges in one account and region, on the same VPC.</summary>
public sealed class TwoEdgesTests(Story story)
{
    [Fact]
    public void They_share_nothing()
    {
        // The ids of other types are no names of things: a queue policy's id, for instance, means nothing.
        var alpha = story.BothDeployed.Alpha!.Resources.Values.Select(resource => $"{resource.Type} {resource.PhysicalId}").ToHashSet();

        Assert.DoesNotContain(
            story.BothDeployed.Beta!.Resources.Values,
            resource => alpha.Contains($"{resource.Type} {resource.PhysicalId}"));
    }

    [Fact]
    public void The_second_deployment_leaves_the_first_edge_as_it_was()
    {
        Assert.Equal(
            story.Deployed.Alpha!.Resources.Values.OrderBy(resource => resource.LogicalId),
            story.BothDeployed.Alpha!.Resources.Values.OrderBy(resource => resource.LogicalId));
        Assert.Empty(story.AtWork.Except(story.BothDeployed.Inventory));
    }

    [Fact]
    public void The_second_deployment_starts_no_rollout_of_the_first_edge()
    {
        // One by its deployment, and one by an event of the vendor's.
        Assert.Equal(2, story.BothDeployed.Rollouts("alpha"));
        // One by the first deployment, which failed later, and one by the second.
        Assert.Equal(2, story.BothDeployed.Rollouts("beta"));
    }

    [Fact]
    public void The_destruction_of_one_leaves_the_other_as_it_was()
    {
        Assert.Equal(
            story.BothDeployed.Beta!.Resources.Values.OrderBy(resource => resource.LogicalId),
            story.AlphaDestroyed.Beta!.Resources.Values.OrderBy(resource => resource.LogicalId));
        Assert.Equal("CREATE_COMPLETE", story.AlphaDestroyed.Beta.Status);
    }
}
