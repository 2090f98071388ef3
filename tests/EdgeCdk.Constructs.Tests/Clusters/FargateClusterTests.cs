using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class FargateClusterTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void There_are_two(string edge) =>
        Assert.Equal(
            ["ManagementCluster/Cluster", "JobCluster/Cluster"], edges[edge].OfType("AWS::ECS::Cluster").Select(cluster => cluster.Path));

    [Theory, InlineData("management"), InlineData("jobs")]
    public void A_cluster_has_a_fixed_name_and_container_insights(string name) =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::ECS::Cluster", new Dictionary<string, object>
        {
            ["ClusterName"] = $"demo-{name}",
            ["ClusterSettings"] = new[] { new Dictionary<string, object> { ["Name"] = "containerInsights", ["Value"] = "enabled" } },
        });

    [Theory, InlineData("ManagementCluster", "management"), InlineData("JobCluster", "jobs")]
    public void Its_performance_log_group_is_there_before_the_cluster_and_after_it(string cluster, string name)
    {
        Assert.Equal(
            $$"""
            KmsKeyId: ${GeneralKey/Key.Arn}
            LogGroupName: /aws/ecs/containerinsights/full-{{name}}/performance
            RetentionInDays: 365
            """,
            edges.Full.Text($"{cluster}/PerformanceLogGroup"));
        Assert.Contains($"{cluster}/PerformanceLogGroup", edges.Full.Before($"{cluster}/Cluster"));
    }

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void Its_performance_log_group_goes_with_the_stack_whatever_is_retained(string cluster) =>
        Assert.Equal("Delete", edges.Full.At($"{cluster}/PerformanceLogGroup").DeletionPolicy);
}
