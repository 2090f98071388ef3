using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>Inputs of <see cref="ConnectorsRollout"/>.</summary>
internal sealed record ConnectorsRolloutProps
{
    public required Platform Platform { get; init; }

    public required FargateCluster Cluster { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    /// <summary>The connectors image, and how it is run.</summary>
    public required ContainerImage Image { get; init; }

    public required FargateSize Size { get; init; }

    /// <summary>What its code is given, and where it expects the directory for the connectors.</summary>
    public required ComponentRuntime Runtime { get; init; }
}

/// <summary>
/// The task that copies a release's connectors to the file system. No service: an event starts it when the image changes.
/// </summary>
internal sealed class ConnectorsRollout : Construct
{
    /// <summary>Source of the event that announces a new connectors image.</summary>
    internal const string EventSource = "com.ataccama.edge.connectorsrollout";

    /// <summary>Its detail type.</summary>
    internal const string EventDetailType = "image_update";

    public ConnectorsRollout(Construct scope, string id, ConnectorsRolloutProps props)
        : base(scope, id)
    {
        (Cluster, Network, Image) = (props.Cluster, props.Platform.Network, props.Image.Name);
        SecurityGroup = new WorkloadSecurityGroup(
            this, "Network", props.Platform.Network, groups => groups.ConnectorsRollout, "Edge Connectors Rollout: no ingress, egress any");
        props.FileSystem.AllowNfs(this, SecurityGroup.Id);
        Task = new FargateTask(this, "Task", new FargateTaskProps
        {
            Platform = props.Platform,
            Component = "connectors-rollout",
            RoleName = props.Platform.Edge.RoleName("connectors-rollout"),
            Size = props.Size,
            Containers =
            [
                new TaskContainer
                {
                    Name = "connectors-rollout",
                    Image = props.Image,
                    Mounts =
                    [
                        new TaskMount(
                            new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Drivers),
                            props.Runtime.DriversPath,
                            Writes: true),
                    ],
                    Runtime = props.Runtime,
                },
            ],
        });
    }

    public FargateTask Task { get; }

    public FargateCluster Cluster { get; }

    public PrivateNetwork Network { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    public string Image { get; }
}
