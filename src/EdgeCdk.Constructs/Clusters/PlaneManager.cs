using Amazon.CDK.AWS.ECS;
using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>Inputs of <see cref="PlaneManager"/>.</summary>
public sealed record PlaneManagerProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    public required ImageRegistry Registry { get; init; }

    public required PrivateNetwork Network { get; init; }

    /// <summary>Where it runs.</summary>
    public required FargateCluster Cluster { get; init; }

    /// <summary>Where it runs jobs.</summary>
    public required FargateCluster JobCluster { get; init; }

    public required ProcessingJobs Jobs { get; init; }

    public required EncryptedQueue JobStatusQueue { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    /// <summary>The vendor's role through which alone the control plane is reached.</summary>
    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>The image, with its tag.</summary>
    public required string Image { get; init; }

    public required FargateSize Size { get; init; }

    /// <summary>Tasks of the service; 0 runs none.</summary>
    public required double Replicas { get; init; }
}

/// <summary>
/// The permanent service: takes work from the control plane and runs the jobs. A deployment waits until it is steady, and rolls
/// back when it does not get there.
/// </summary>
public sealed class PlaneManager : Construct
{
    public PlaneManager(Construct scope, string id, PlaneManagerProps props)
        : base(scope, id)
    {
        SecurityGroup = new WorkloadSecurityGroup(this, "Network", props.Network, "Edge Plane Manager: no ingress, egress any");
        Task = new FargateTask(this, "Task", new FargateTaskProps
        {
            Edge = props.Edge,
            Key = props.Key,
            Registry = props.Registry,
            Component = "plane-manager",
            Size = props.Size,
            RoleName = props.Edge.PlaneManagerRoleName,
            Permissions = Permissions(props),
            Containers =
            [
                new TaskContainer
                {
                    Name = "plane-manager",
                    Image = props.Image,
                    Environment = Environment(props),
                    LogBufferMiB = FargateServices.LogBufferMiB,
                },
            ],
        });
        Service = FargateServices.Create(
            this, "Service", props.Cluster, Task, props.Network, SecurityGroup.Id, new ServiceScale(props.Replicas, MinimumHealthyPercent: 50, MaximumPercent: 200));
    }

    public FargateTask Task { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    /// <summary>Must wait for everything that its tasks and the jobs use, and go before it.</summary>
    public CfnService Service { get; }

    private static Statement[] Permissions(PlaneManagerProps props) =>
    [
        .. props.JobStatusQueue.AllowConsume(),
        Statement.Allow("AssumeEdgeAccessRole", ["sts:AssumeRole"], props.EdgeAccessRoleArn),
        props.ResultBucket.AllowAssumeRole(),
        .. FargateTask.AllowRunOn(props.JobCluster, [.. props.Jobs.Tasks.Values]),
        Statement.Allow("WatchAndStopJobs", ["ecs:DescribeTasks", "ecs:StopTask"], props.JobCluster.TaskArnPattern).Because(FargateCluster.WhyAnyTask),
        Statement.Allow("TagJobsWhileStarting", ["ecs:TagResource"], props.JobCluster.TaskArnPattern).When("StringEquals", "ecs:CreateAction", "RunTask").Because(FargateCluster.WhyAnyTask),
        props.DataQualityKey.AllowDescribe(),
    ];

    private static Dictionary<string, string> Environment(PlaneManagerProps props)
    {
        var environment = new Dictionary<string, string>(props.ResultBucket.Environment)
        {
            ["EDGE_NAME"] = props.Edge.Name,
            ["EDGE_REGION"] = props.Edge.Region,
            ["EDGE_RELEASE"] = props.Edge.Release,
            ["EDGE_ACCESS_ROLE_ARN"] = props.EdgeAccessRoleArn,
            ["JOB_STATUS_QUEUE_URL"] = props.JobStatusQueue.Url,
            ["JOB_CLUSTER_ARN"] = props.JobCluster.Arn,
            ["JOB_SUBNET_IDS"] = props.Network.JoinedSubnetIds,
            ["JOB_SECURITY_GROUP_ID"] = props.Jobs.SecurityGroup.Id,
            ["DQ_KEY_ARN"] = props.DataQualityKey.Arn,
        };
        // Revisions, not families: a Plane Manager runs the jobs that it was released with, and AWS keeps a revision active until
        // the Plane Manager that names it is gone.
        foreach (var (name, task) in props.Jobs.Tasks)
            environment[$"JOB_TASK_DEFINITION_{name.Replace('-', '_').ToUpperInvariant()}"] = task.Arn;
        return environment;
    }
}
