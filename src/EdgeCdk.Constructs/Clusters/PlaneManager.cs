using Amazon.CDK.AWS.ECS;
using Constructs;

namespace EdgeCdk.Clusters;

/// <summary>
/// The permanent service: takes work from the control plane and runs the jobs. A deployment waits until it is steady, and rolls
/// back when it does not get there.
/// </summary>
internal sealed class PlaneManager : Construct
{
    public PlaneManager(Construct scope, string id, PlaneManagerProps props)
        : base(scope, id)
    {
        SecurityGroup = new WorkloadSecurityGroup(
            this, "Network", props.Platform.Network, groups => groups.PlaneManager, "Edge Plane Manager: no ingress, egress any");
        Task = new FargateTask(this, "Task", new FargateTaskProps
        {
            Platform = props.Platform,
            Component = "plane-manager",
            Size = props.Size,
            RoleName = props.Platform.Edge.PlaneManagerRoleName,
            HasFixedRoleName = true,
            Permissions = Permissions(props),
            Containers =
            [
                new TaskContainer
                {
                    Name = "plane-manager",
                    Image = props.Image,
                    Runtime = props.Runtime,
                    LogBufferMiB = TaskService.LogBufferMiB,
                },
            ],
        });
        Service = TaskService.Create(this, "Service", new TaskServiceProps
        {
            Cluster = props.Cluster,
            Task = Task,
            Network = props.Platform.Network,
            SecurityGroupId = SecurityGroup.Id,
            DesiredCount = props.Replicas,
            MinimumHealthyPercent = 50,
            MaximumPercent = 200,
        });
    }

    public FargateTask Task { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    /// <summary>Created after everything that its tasks and the jobs use, and deleted before it.</summary>
    public CfnService Service { get; }

    private static Statement[] Permissions(PlaneManagerProps props) =>
    [
        .. props.JobStatusQueue.AllowConsume(),
        Statement.Allow("AssumeEdgeAccessRole", ["sts:AssumeRole"], props.EdgeAccessRoleArn),
        props.ResultBucket.AllowAssumeRole(),
        .. FargateTask.AllowRunOn(props.JobCluster, [.. props.Jobs.Tasks.Values]),
        Statement.Allow("WatchAndStopJobs", ["ecs:DescribeTasks", "ecs:StopTask"], props.JobCluster.TaskArnPattern)
            .Because(FargateCluster.WhyAnyTask),
        Statement.Allow("TagJobsWhileStarting", ["ecs:TagResource"], props.JobCluster.TaskArnPattern)
            .When("StringEquals", "ecs:CreateAction", "RunTask")
            .Because(FargateCluster.WhyAnyTask),
        props.DataQualityKey.AllowDescribe(),
    ];
}
