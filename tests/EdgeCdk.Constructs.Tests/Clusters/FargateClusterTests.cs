using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class FargateClusterTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void There_are_two(string edge) => edges.Assertions(edge).ResourceCountIs("AWS::ECS::Cluster", 2);

    [Theory, InlineData("management"), InlineData("jobs")]
    public void A_cluster_has_a_fixed_name_and_container_insights(string name) =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::ECS::Cluster", new Map
        {
            ["ClusterName"] = $"demo-{name}",
            ["ClusterSettings"] = new[] { new Map { ["Name"] = "containerInsights", ["Value"] = "enabled" } },
        });

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void Its_performance_log_group_is_there_before_the_cluster_and_after_it(string cluster) =>
        Assert.Contains($"{cluster}/PerformanceLogGroup", edges.Full.Before($"{cluster}/Cluster"));

    [Theory, InlineData("management"), InlineData("jobs")]
    public void Its_performance_log_group_is_encrypted_and_goes_with_the_stack_whatever_is_retained(string name) =>
        edges.Assertions(EdgeFiles.Full).HasResource("AWS::Logs::LogGroup", new Map
        {
            ["Properties"] = new Map
            {
                ["KmsKeyId"] = edges.Full.GetAtt("GeneralKey/Key"),
                ["LogGroupName"] = $"/aws/ecs/containerinsights/full-{name}/performance",
                ["RetentionInDays"] = 365,
            },
            ["DeletionPolicy"] = "Delete",
        });
}
