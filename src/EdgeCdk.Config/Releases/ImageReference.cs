using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>An image below the registry prefix.</summary>
public sealed record ImageReference
{
    /// <summary>Most characters that ECS takes for an image, registry and tag included.</summary>
    public const int Longest = 255;

    /// <summary>Repository below the registry prefix.</summary>
    /// <effect>The image of the container.</effect>
    [Repository]
    public required string Repository { get; init; }

    /// <summary>A fixed tag.</summary>
    /// <effect>The image of the container. What runs is what the template says, so the tag latest is refused.</effect>
    [ImageTag]
    public required string Tag { get; init; }

    /// <summary>
    /// User that the container runs as: a name of the image, or an id, with a group behind a colon if there is one; not root. Default:
    /// the image's.
    /// </summary>
    /// <effect>A new revision of the task definition.</effect>
    /// <consequence>
    /// Security Hub (ECS.20) and AWS Control Tower (CT.ECS.PR.3) ask for a user. A container that writes needs the right to: the
    /// connectors and the collector's queue belong to user and group 1000.
    /// </consequence>
    [ContainerUser]
    public string? User { get; init; }

    /// <summary>Whether the container can write to no directory but its volumes and <c>writablePaths</c>. Default: false.</summary>
    /// <effect>A new revision of the task definition.</effect>
    /// <consequence>
    /// Security Hub (ECS.5) and AWS Control Tower (CT.ECS.PR.6) ask for it. An image that writes elsewhere fails when it does.
    /// </consequence>
    public bool ReadonlyRootFilesystem { get; init; }

    /// <summary>
    /// Directories that the container may write to all the same, such as /tmp. Each begins empty, and what is in it goes with the task.
    /// Default: none.
    /// </summary>
    /// <effect>A new revision of the task definition, with a volume for each.</effect>
    /// <consequence>
    /// The volumes share the task's local disk. One belongs to root unless the image names its path in VOLUME: then it has the owner
    /// and the mode that the image gave the directory.
    /// </consequence>
    [WritablePath, Count(0, 10)]
    public IReadOnlyList<string> WritablePaths { get; init; } = [];

    /// <summary>How ECS asks the container whether it works. Default: not at all; it counts until it ends.</summary>
    /// <effect>A new revision of the task definition.</effect>
    /// <consequence>A service replaces a task whose container does not work. Nothing stops such a job.</consequence>
    public ContainerHealthCheck? HealthCheck { get; init; }

    /// <summary>
    /// Seconds that the container has to end after the signal to stop, before it is ended by force. Default: 30; 120 for
    /// otel-collector.
    /// </summary>
    /// <effect>A new revision of the task definition.</effect>
    /// <consequence>Deployments and deletions wait this long for a container that does not end.</consequence>
    [Range(2, 120)]
    public int? StopTimeoutSeconds { get; init; }

    /// <summary>Digest of the image. Default: not known, the registry decides what the tag stands for.</summary>
    /// <effect>The image of the container: what runs is exactly this image, wherever the tag is moved to.</effect>
    /// <consequence>With it, an image that was exchanged under its tag cannot be pulled.</consequence>
    [ImageDigest]
    public string? Digest { get; init; }

    /// <summary>Repository, tag and digest, as they stand behind the registry prefix.</summary>
    internal string Written() => Digest is null ? $"{Repository}:{Tag}" : $"{Repository}:{Tag}@{Digest}";
}
