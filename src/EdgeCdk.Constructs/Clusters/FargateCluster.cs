using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.Logs;
using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>
/// A cluster with Container Insights. Its performance log group is made here, encrypted and with an end to its data: AWS would
/// make one with neither when the first task runs. Whoever runs tasks must wait for this construct.
/// </summary>
public sealed class FargateCluster : Construct
{
    /// <summary>Why rights on tasks are on <see cref="TaskArnPattern"/>.</summary>
    internal const string WhyAnyTask = "tasks get their ids when they start; the ARN names the cluster";

    public FargateCluster(Construct scope, string id, EdgeContext edge, GeneralKey key)
        : base(scope, id)
    {
        var cluster = new CfnCluster(this, "Cluster", new CfnClusterProps
        {
            ClusterSettings = new object[] { new CfnCluster.ClusterSettingsProperty { Name = "containerInsights", Value = "enabled" } },
        });
        (Arn, Name) = (cluster.AttrArn, cluster.Ref);
        var performance = new CfnLogGroup(this, "PerformanceLogGroup", new CfnLogGroupProps
        {
            LogGroupName = $"/aws/ecs/containerinsights/{Name}/performance",
            KmsKeyId = key.Arn,
            RetentionInDays = edge.LogRetentionDays,
        });
        Retention.WithTheStack(performance);
        TaskArnPattern = edge.Arn("ecs", $"task/{Name}/*");
    }

    public string Arn { get; }

    public string Name { get; }

    /// <summary>All tasks of the cluster, for policies.</summary>
    public string TaskArnPattern { get; }

    /// <summary>Narrows a statement to this cluster.</summary>
    public Statement Only(Statement statement) => statement.When("ArnEquals", "ecs:cluster", Arn);
}
