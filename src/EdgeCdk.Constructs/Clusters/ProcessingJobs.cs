using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>Image and size of one job.</summary>
public sealed record JobRelease(string Image, FargateSize Size);

/// <summary>Inputs of <see cref="ProcessingJobs"/>.</summary>
public sealed record ProcessingJobsProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    public required ImageRegistry Registry { get; init; }

    public required PrivateNetwork Network { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    /// <summary>What runs, by name of the job: one for each of <see cref="ProcessingJobs.Names"/>.</summary>
    public required IReadOnlyDictionary<string, JobRelease> Releases { get; init; }
}

/// <summary>The tasks that Plane Manager starts on demand, and the one security group they share.</summary>
public sealed class ProcessingJobs : Construct
{
    // Ids are part of every logical id below them, and names of roles that others trust: neither may ever change.
    private static readonly (string Id, string Name)[] Table =
    [
        ("Dqc", "dqc"),
        ("AnomalyDetection", "anomaly-detection"),
        ("AnomalyDetectionAuxiliary", "anomaly-detection-auxiliary"),
        ("MetadataImport", "metadata-import"),
        ("SnowflakePushdown", "snowflake-pushdown"),
        ("CreateTable", "create-table"),
    ];

    public ProcessingJobs(Construct scope, string id, ProcessingJobsProps props)
        : base(scope, id)
    {
        SecurityGroup = new WorkloadSecurityGroup(this, "Network", props.Network, "Edge processing jobs: no ingress, egress any");
        props.FileSystem.AllowNfs(this, SecurityGroup.Id);
        Tasks = Table.ToDictionary(job => job.Name, job => CreateTask(job.Id, job.Name, props));
    }

    /// <summary>Names of all jobs.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(job => job.Name)];

    /// <summary>The tasks, by name of the job.</summary>
    public IReadOnlyDictionary<string, FargateTask> Tasks { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    private FargateTask CreateTask(string id, string name, ProcessingJobsProps props) => new(this, id, new FargateTaskProps
    {
        Edge = props.Edge,
        Key = props.Key,
        Registry = props.Registry,
        Component = name,
        Size = props.Releases[name].Size,
        RoleName = props.Edge.JobRoleName(name),
        Permissions =
        [
            props.ResultBucket.AllowAssumeRole(),
            props.CustomerRoles.AllowAssume(),
            props.DataQualityKey.AllowEncryptAndDecrypt(),
        ],
        Containers =
        [
            new TaskContainer
            {
                Name = name,
                Image = props.Releases[name].Image,
                Mounts = [new TaskMount(new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Drivers), Defaults.DriversPath, Writes: false)],
                Environment = new Dictionary<string, string>(props.ResultBucket.Environment)
                {
                    ["EDGE_NAME"] = props.Edge.Name,
                    ["EDGE_REGION"] = props.Edge.Region,
                    ["EDGE_RELEASE"] = props.Edge.Release,
                    ["DQ_KEY_ARN"] = props.DataQualityKey.Arn,
                    ["DRIVERS_PATH"] = Defaults.DriversPath,
                },
            },
        ],
    });
}
