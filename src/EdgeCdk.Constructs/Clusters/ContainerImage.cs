namespace EdgeCdk.Clusters;

/// <summary>An image, and how the vendor wants its container to be run.</summary>
/// <param name="Name">Registry, repository and tag.</param>
internal sealed record ContainerImage(string Name)
{
    /// <summary>User, with a group behind a colon. Default: the image's.</summary>
    public string? User { get; init; }

    /// <summary>Whether only volumes can be written to. Default: false.</summary>
    public bool ReadonlyRootFilesystem { get; init; }

    /// <summary>Directories that get an empty volume of their own. Default: none.</summary>
    public IReadOnlyList<string> WritablePaths { get; init; } = [];

    /// <summary>Default: none.</summary>
    public ContainerHealth? HealthCheck { get; init; }

    /// <summary>Seconds between the signal to stop and the end by force. Default: the container's.</summary>
    public int? StopTimeoutSeconds { get; init; }
}
