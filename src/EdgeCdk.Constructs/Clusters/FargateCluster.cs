using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.Logs;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>
/// A cluster with Container Insights. Its performance log group is created before the cluster and deleted after it, encrypted and
/// with an end to its data: Container Insights creates one with neither as soon as there is a cluster without it.
/// </summary>
internal sealed class FargateCluster : Construct
{
    /// <summary>Why permissions on tasks are on <see cref="TaskArnPattern"/>.</summary>
    internal const string WhyAnyTask = "tasks get their ids when they start; the ARN names the cluster";

    public FargateCluster(Construct scope, string id, EdgeContext edge, GeneralKey key, string name)
        : base(scope, id)
    {
        var performance = new CfnLogGroup(this, "PerformanceLogGroup", new CfnLogGroupProps
        {
            LogGroupName = $"/aws/ecs/containerinsights/{name}/performance",
            KmsKeyId = key.Arn,
            RetentionInDays = edge.LogRetentionDays,
        });
        Retention.WithTheStack(performance);
        var cluster = new CfnCluster(this, "Cluster", new CfnClusterProps
        {
            ClusterName = name,
            ClusterSettings = new object[] { new CfnCluster.ClusterSettingsProperty { Name = "containerInsights", Value = "enabled" } },
        });
        cluster.Node.AddDependency(performance);
        (Arn, Name) = (cluster.AttrArn, cluster.Ref);
        TaskArnPattern = edge.Arn("ecs", $"task/{Name}/*");
    }

    public string Arn { get; }

    public string Name { get; }

    /// <summary>All tasks of the cluster, for policies.</summary>
    public string TaskArnPattern { get; }

    /// <summary>Narrows a statement to this cluster.</summary>
    public Statement Only(Statement statement) => statement.When("ArnEquals", "ecs:cluster", Arn);
}
