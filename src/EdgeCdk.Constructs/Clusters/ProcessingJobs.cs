using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>Inputs of <see cref="ProcessingJobs"/>.</summary>
internal sealed record ProcessingJobsProps
{
    public required Platform Platform { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    /// <summary>The jobs of the release.</summary>
    public required IReadOnlyList<ProcessingJob> Jobs { get; init; }
}

/// <summary>The tasks that Plane Manager starts on demand, and the one security group they share.</summary>
internal sealed class ProcessingJobs : Construct
{
    public ProcessingJobs(Construct scope, string id, ProcessingJobsProps props)
        : base(scope, id)
    {
        SecurityGroup = new WorkloadSecurityGroup(
            this, "Network", props.Platform.Network, groups => groups.Jobs, "Edge processing jobs: no ingress, egress any");
        props.FileSystem.AllowNfs(this, SecurityGroup.Id);
        Tasks = props.Jobs.ToDictionary(job => job, job => CreateTask(job, props));
    }

    /// <summary>The task of each job.</summary>
    public IReadOnlyDictionary<ProcessingJob, FargateTask> Tasks { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    private FargateTask CreateTask(ProcessingJob job, ProcessingJobsProps props) => new(this, job.Id, new FargateTaskProps
    {
        Platform = props.Platform,
        Component = job.Name,
        Size = job.Size,
        RoleName = props.Platform.Edge.JobRoleName(job.Name),
        HasFixedRoleName = true,
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
                Name = job.Name,
                Image = job.Image,
                Mounts =
                [
                    new TaskMount(
                        new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Drivers), job.Runtime.DriversPath, Writes: false),
                ],
                Runtime = job.Runtime,
            },
        ],
    });
}
