using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>One release of the vendor: a file in the releases directory, named after its version.</summary>
public sealed record ReleaseManifest
{
    [ReleaseVersion]
    public required string Version { get; init; }

    /// <summary>The day the release was published.</summary>
    public required DateOnly Released { get; init; }

    /// <summary>The release that upgrades come from. Default: none, this is the first.</summary>
    [ReleaseVersion]
    public string? Previous { get; init; }

    /// <summary>Repository and tag of every container.</summary>
    public required IReadOnlyDictionary<Image, ImageReference> Images { get; init; }

    public required TaskSize PlaneManager { get; init; }

    public required TaskSize ConnectorsRollout { get; init; }

    public required TaskSize Observability { get; init; }

    public required IReadOnlyDictionary<Job, TaskSize> Jobs { get; init; }

    public required FunctionReleases Functions { get; init; }
}

/// <summary>The containers of a release; their names in files are the kebab-case of these.</summary>
public enum Image
{
    PlaneManager,
    ConnectorsRollout,
    Dqc,
    AnomalyDetection,
    AnomalyDetectionAuxiliary,
    MetadataImport,
    SnowflakePushdown,
    CreateTable,
    ConfigInit,
    OtelCollector,
    CloudwatchExporter,
}

/// <summary>An image below the registry prefix.</summary>
public sealed record ImageReference
{
    [Repository]
    public required string Repository { get; init; }

    [ImageTag]
    public required string Tag { get; init; }
}

/// <summary>Size of a Fargate task.</summary>
public sealed record TaskSize
{
    /// <summary>CPU units, 1024 to a vCPU.</summary>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public required int Cpu { get; init; }

    [Range(512, 122880)]
    public required int MemoryMiB { get; init; }

    /// <summary>Default: the 20 GiB that Fargate gives.</summary>
    [Range(21, 200)]
    public int? EphemeralStorageGiB { get; init; }

    /// <summary>This size, with what the edge file says instead.</summary>
    public TaskSize With(SizeOverride? size) => size is null ? this : new TaskSize
    {
        Cpu = size.Cpu ?? Cpu,
        MemoryMiB = size.MemoryMiB ?? MemoryMiB,
        EphemeralStorageGiB = size.EphemeralStorageGiB ?? EphemeralStorageGiB,
    };
}

/// <summary>The two Java functions of a release.</summary>
public sealed record FunctionReleases
{
    public required FunctionRelease MetadataBrowsing { get; init; }

    public required FunctionRelease DqResultsReader { get; init; }
}

/// <summary>Code and queue behaviour of one Java function.</summary>
public sealed record FunctionRelease
{
    [Handler]
    public required string Handler { get; init; }

    /// <summary>File name of the package.</summary>
    [FileName]
    public required string Artifact { get; init; }

    /// <summary>SHA-256 of the package. Default: not known, not checked.</summary>
    [Sha256]
    public string? Sha256 { get; init; }

    [Range(1, 900)]
    public required int TimeoutSeconds { get; init; }

    [Range(1, 10000)]
    public required int BatchSize { get; init; }

    /// <summary>Longest wait for a full batch, in seconds. Default: 0.</summary>
    [Range(0, 300)]
    public int BatchWindowSeconds { get; init; }

    [Range(2, 1000)]
    public required int MaximumConcurrency { get; init; }

    /// <summary>Whether the code reports which messages of a batch failed; if it does not, all of them are delivered again.</summary>
    public required bool PartialBatchResponses { get; init; }
}
