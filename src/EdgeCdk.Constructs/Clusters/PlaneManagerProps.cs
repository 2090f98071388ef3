using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>Inputs of <see cref="PlaneManager"/>.</summary>
internal sealed record PlaneManagerProps
{
    public required Platform Platform { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    /// <summary>Where it runs.</summary>
    public required FargateCluster Cluster { get; init; }

    /// <summary>Where it runs jobs.</summary>
    public required FargateCluster JobCluster { get; init; }

    public required ProcessingJobs Jobs { get; init; }

    public required EncryptedQueue JobStatusQueue { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    /// <summary>The vendor's role through which alone the control plane is reached.</summary>
    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>The image, and how it is run.</summary>
    public required ContainerImage Image { get; init; }

    public required FargateSize Size { get; init; }

    /// <summary>
    /// What its code is given. Revisions of jobs, not families: a Plane Manager runs the jobs that it was released with, and AWS keeps
    /// a revision active until the Plane Manager that names it is deleted.
    /// </summary>
    public required ComponentRuntime Runtime { get; init; }

    /// <summary>Tasks of the service; 0 runs none.</summary>
    public required double Replicas { get; init; }
}
