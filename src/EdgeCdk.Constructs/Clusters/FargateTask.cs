using System.Globalization;
using Amazon.CDK.AWS.ECS;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>A task definition with what it takes to run: log groups, execution role for ECS, and task role for the code.</summary>
internal sealed class FargateTask : Construct
{
    private readonly EdgeContext _edge;

    public FargateTask(Construct scope, string id, FargateTaskProps props)
        : base(scope, id)
    {
        _edge = props.Platform.Edge;
        Family = $"{props.Platform.Edge.Name}-{props.Component}";
        var logs = props.Containers.Select(container => container.Logs
            ?? new ComponentLogGroup(this, "Logs", props.Platform.Edge, props.Platform.Key, container.Name)).ToList();
        ContainerNames = [.. props.Containers.Select(container => container.Name)];
        LogGroupName = logs[0].Name;
        ExecutionRole = CreateRole(
            "ExecutionRole",
            $"{props.RoleName}-execution",
            hasFixedName: false,
            [
                ComponentLogGroup.AllowWrite(logs), .. props.Platform.Registry.PullStatements, .. props.ExecutionPermissions,
                .. props.Containers.SelectMany(container => container.Runtime.SecretPermissions),
            ]);
        Role = CreateRole("TaskRole", props.RoleName, props.HasFixedRoleName, [.. props.Permissions, .. MountPermissions(props)]);
        var volumes = props.Containers.SelectMany(container => container.AllMounts)
            .Select(mount => mount.Volume)
            .DistinctBy(volume => volume.Name)
            .ToList();
        var definition = new CfnTaskDefinition(this, "TaskDefinition", new CfnTaskDefinitionProps
        {
            Family = Family,
            RequiresCompatibilities = ["FARGATE"],
            NetworkMode = "awsvpc",
            RuntimePlatform = new CfnTaskDefinition.RuntimePlatformProperty { CpuArchitecture = "X86_64", OperatingSystemFamily = "LINUX" },
            Cpu = props.Size.Cpu.ToString(CultureInfo.InvariantCulture),
            Memory = props.Size.MemoryMiB.ToString(CultureInfo.InvariantCulture),
            EphemeralStorage = props.Size.EphemeralStorageGiB is { } size
                ? new CfnTaskDefinition.EphemeralStorageProperty { SizeInGiB = size }
                : null,
            ExecutionRoleArn = ExecutionRole.Arn,
            TaskRoleArn = Role.Arn,
            Volumes = volumes.Count == 0 ? null : volumes.Select(object (volume) => volume.Definition()).ToArray(),
        });
        definition.AddPropertyOverride(
            "ContainerDefinitions",
            props.Containers.Select(object (container, index) => container.Definition(props, logs[index])).ToArray());
        Nag.Accept(definition, ("ECS2", "the variables are names, addresses and sizes; what is secret comes from Secrets Manager"));
        Arn = definition.Ref;
    }

    /// <summary>ARN of this revision.</summary>
    public string Arn { get; }

    public string Family { get; }

    /// <summary>Names of the containers of the task definition. AWS may add others to a task.</summary>
    public IReadOnlyList<string> ContainerNames { get; }

    /// <summary>Log group of the first container.</summary>
    public string LogGroupName { get; }

    public ServiceRole Role { get; }

    /// <summary>Role with which ECS pulls images, reads secrets and writes logs for the task.</summary>
    public ServiceRole ExecutionRole { get; }

    /// <summary>
    /// Allows a role to start any revision of this task on a cluster, and to pass its two roles to ECS for that alone.
    /// </summary>
    public IReadOnlyList<Statement> AllowRunOn(FargateCluster cluster) => AllowRunOn(cluster, [this]);

    /// <summary>Allows a role to start several tasks on a cluster.</summary>
    public static IReadOnlyList<Statement> AllowRunOn(FargateCluster cluster, IReadOnlyList<FargateTask> tasks) =>
    [
        cluster.Only(
            Statement.Allow(
                "RunTasks", ["ecs:RunTask"], [.. tasks.Select(task => task._edge.Arn("ecs", $"task-definition/{task.Family}:*"))]))
            .Because("every deployment makes a new revision, and work in flight goes on with the one before"),
        Statement.Allow(
            "PassTaskRoles", ["iam:PassRole"], [.. tasks.SelectMany(task => (string[])[task.Role.Arn, task.ExecutionRole.Arn])])
            .When("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com"),
    ];

    private ServiceRole CreateRole(string id, string name, bool hasFixedName, IReadOnlyList<Statement> statements) =>
        new(this, id, new ServiceRoleProps
        {
            Edge = _edge,
            Service = "ecs-tasks.amazonaws.com",
            RoleName = name,
            HasFixedName = hasFixedName,
            SourceArn = _edge.Arn("ecs", "*"),
            Statements = statements,
        });

    private static IEnumerable<Statement> MountPermissions(FargateTaskProps props) =>
        from mount in props.Containers.SelectMany(container => container.Mounts)
        let volume = mount.Volume as TaskVolume.OnFileSystem
        where volume is not null
        select mount.Writes ? volume.FileSystem.AllowWrite(volume.AccessPoint) : volume.FileSystem.AllowRead(volume.AccessPoint);
}
