using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class FargateClusterTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void There_are_two(string edge) =>
        Assert.Equal(["ManagementCluster/Cluster", "JobCluster/Cluster"], edges[edge].OfType("AWS::ECS::Cluster").Select(cluster => cluster.Path));

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void A_cluster_has_container_insights(string cluster) =>
        Assert.Equal("ClusterSettings:\n  - Name: containerInsights\n    Value: enabled", edges.Demo.Text($"{cluster}/Cluster"));

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void Its_performance_log_group_is_made_before_AWS_would_make_it(string cluster) => Assert.Equal(
        $$"""
        KmsKeyId: ${GeneralKey/Key.Arn}
        LogGroupName: /aws/ecs/containerinsights/${{{cluster}}/Cluster}/performance
        RetentionInDays: 365
        """,
        edges.Full.Text($"{cluster}/PerformanceLogGroup"));

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void Its_performance_log_group_goes_with_the_stack_whatever_is_retained(string cluster) =>
        Assert.Equal("Delete", edges.Full.At($"{cluster}/PerformanceLogGroup").DeletionPolicy);
}
