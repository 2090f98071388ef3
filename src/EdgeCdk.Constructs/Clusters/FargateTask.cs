using Amazon.CDK.AWS.ECS;
using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>Size of a task.</summary>
/// <param name="Cpu">CPU units, 1024 to a vCPU.</param>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="EphemeralStorageGiB">Default: the 20 GiB that Fargate gives.</param>
public sealed record FargateSize(int Cpu, int MemoryMiB, int? EphemeralStorageGiB = null);

/// <summary>Inputs of <see cref="FargateTask"/>.</summary>
public sealed record FargateTaskProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required ImageRegistry Registry { get; init; }

    /// <summary>Name of the component: of its container and log group and, behind the edge's, of its family.</summary>
    public required string Component { get; init; }

    /// <summary>The image, with its tag.</summary>
    public required string Image { get; init; }

    public required FargateSize Size { get; init; }

    /// <summary>What the code may do, beside mounting.</summary>
    public IReadOnlyList<Statement> Rights { get; init; } = [];

    /// <summary>Name of the task role. Default: AWS chooses.</summary>
    public string? RoleName { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>File system whose connectors are mounted. Default: none.</summary>
    public SharedFileSystem? Drivers { get; init; }

    /// <summary>Whether the connectors may be written. Default: false.</summary>
    public bool WritesDrivers { get; init; }
}

/// <summary>A task definition with what it takes to run: log group, execution role for ECS, and task role for the code.</summary>
public sealed class FargateTask : Construct
{
    private readonly EdgeContext _edge;
    private readonly CfnTaskDefinition _definition;
    private readonly ServiceRole _executionRole;

    public FargateTask(Construct scope, string id, FargateTaskProps props)
        : base(scope, id)
    {
        _edge = props.Edge;
        Family = $"{props.Edge.Name}-{props.Component}";
        var logs = new ComponentLogGroup(this, "Logs", props.Edge, props.Key, props.Component);
        LogGroupName = logs.Name;
        _executionRole = CreateRole("ExecutionRole", null, [logs.AllowWrite(), .. props.Registry.PullStatements]);
        Role = CreateRole("TaskRole", props.RoleName, [.. props.Rights, .. MountRights(props)]);
        _definition = new CfnTaskDefinition(this, "TaskDefinition", new CfnTaskDefinitionProps
        {
            Family = Family,
            RequiresCompatibilities = ["FARGATE"],
            NetworkMode = "awsvpc",
            RuntimePlatform = new CfnTaskDefinition.RuntimePlatformProperty { CpuArchitecture = "X86_64", OperatingSystemFamily = "LINUX" },
            Cpu = props.Size.Cpu.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Memory = props.Size.MemoryMiB.ToString(System.Globalization.CultureInfo.InvariantCulture),
            EphemeralStorage = props.Size.EphemeralStorageGiB is { } size ? new CfnTaskDefinition.EphemeralStorageProperty { SizeInGiB = size } : null,
            ExecutionRoleArn = _executionRole.Arn,
            TaskRoleArn = Role.Arn,
            Volumes = props.Drivers is null ? null : new object[] { DriversVolume(props.Drivers) },
            ContainerDefinitions = new object[] { CreateContainer(props, logs) },
        });
    }

    /// <summary>ARN of this revision.</summary>
    public string Arn => _definition.Ref;

    public string Family { get; }

    public string LogGroupName { get; }

    public ServiceRole Role { get; }

    /// <summary>Lets a role start this task on a cluster, any revision of it, and hand over its two roles for that and nothing else.</summary>
    public IReadOnlyList<Statement> AllowRunOn(FargateCluster cluster) => AllowRunOn(cluster, [this]);

    /// <summary>Lets a role start several tasks on a cluster.</summary>
    public static IReadOnlyList<Statement> AllowRunOn(FargateCluster cluster, IReadOnlyList<FargateTask> tasks) =>
    [
        cluster.Only(Statement.Allow("RunTasks", ["ecs:RunTask"], [.. tasks.Select(task => task._edge.Arn("ecs", $"task-definition/{task.Family}:*"))])),
        Statement.Allow("PassTaskRoles", ["iam:PassRole"], [.. tasks.SelectMany(task => (string[])[task.Role.Arn, task._executionRole.Arn])])
            .When("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com"),
    ];

    private ServiceRole CreateRole(string id, string? name, IReadOnlyList<Statement> statements) => new(this, id, new ServiceRoleProps
    {
        Edge = _edge,
        Service = "ecs-tasks.amazonaws.com",
        RoleName = name,
        SourceArn = _edge.Arn("ecs", "*"),
        Statements = statements,
    });

    private static Statement[] MountRights(FargateTaskProps props) => props.Drivers switch
    {
        null => [],
        var files when props.WritesDrivers => [files.AllowWrite(files.Drivers)],
        var files => [files.AllowRead(files.Drivers)],
    };

    private static CfnTaskDefinition.VolumeProperty DriversVolume(SharedFileSystem files) => new()
    {
        Name = files.Drivers.Name,
        EfsVolumeConfiguration = new CfnTaskDefinition.EFSVolumeConfigurationProperty
        {
            FilesystemId = files.Id,
            TransitEncryption = "ENABLED",
            AuthorizationConfig = new CfnTaskDefinition.AuthorizationConfigProperty { AccessPointId = files.Drivers.Id, Iam = "ENABLED" },
        },
    };

    private static CfnTaskDefinition.ContainerDefinitionProperty CreateContainer(FargateTaskProps props, ComponentLogGroup logs) => new()
    {
        Name = props.Component,
        Image = props.Image,
        Essential = true,
        Memory = props.Size.MemoryMiB,
        RepositoryCredentials = props.Registry.CredentialsSecretArn is { } secret
            ? new CfnTaskDefinition.RepositoryCredentialsProperty { CredentialsParameter = secret }
            : null,
        Environment = props.Environment
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(object (variable) => new CfnTaskDefinition.KeyValuePairProperty { Name = variable.Key, Value = variable.Value })
            .ToArray(),
        MountPoints = props.Drivers is null
            ? null
            : new object[]
            {
                new CfnTaskDefinition.MountPointProperty { SourceVolume = props.Drivers.Drivers.Name, ContainerPath = Defaults.DriversPath, ReadOnly = !props.WritesDrivers },
            },
        LogConfiguration = new CfnTaskDefinition.LogConfigurationProperty
        {
            LogDriver = "awslogs",
            Options = new Dictionary<string, string>
            {
                ["awslogs-group"] = logs.Name,
                ["awslogs-region"] = props.Edge.Region,
                ["awslogs-stream-prefix"] = props.Component,
            },
        },
    };
}
