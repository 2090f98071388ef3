using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>One release of the vendor: a file in the releases directory, named after its version.</summary>
public sealed record ReleaseManifest
{
    /// <summary>Version of the release; the file is named after it.</summary>
    /// <effect>Tag and output of the stack.</effect>
    [ReleaseVersion]
    public required string Version { get; init; }

    /// <summary>The day the release was published.</summary>
    /// <effect>None on the stack. The release before it is supported for 90 days from then.</effect>
    public required DateOnly Released { get; init; }

    /// <summary>The release that upgrades come from. Default: none, this is the first.</summary>
    /// <effect>None on the stack. Upgrades go along this chain, one release at a time.</effect>
    [ReleaseVersion]
    public string? Previous { get; init; }

    /// <summary>Repository and tag of every container.</summary>
    public required IReadOnlyDictionary<Image, ImageReference> Images { get; init; }

    /// <summary>Size of a task of Plane Manager.</summary>
    public required TaskSize PlaneManager { get; init; }

    /// <summary>Size of the task that puts the connectors on the file system.</summary>
    public required TaskSize ConnectorsRollout { get; init; }

    /// <summary>Size of the telemetry collector's task.</summary>
    public required TaskSize Observability { get; init; }

    /// <summary>Size of every job.</summary>
    public required IReadOnlyDictionary<Job, TaskSize> Jobs { get; init; }

    /// <summary>Code and queue behaviour of the two Java functions.</summary>
    public required FunctionReleases Functions { get; init; }

    /// <summary>Most characters that may stand before the repositories, with the slash between them.</summary>
    public int LongestRegistryPrefix() => ImageReference.Longest - Images.Values.Max(image => image.Written().Length);
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

    /// <summary>Repository and tag, as they stand behind the registry prefix.</summary>
    internal string Written() => $"{Repository}:{Tag}";
}

/// <summary>Size of a Fargate task.</summary>
public sealed record TaskSize
{
    /// <summary>CPU units, 1024 to a vCPU.</summary>
    /// <effect>Size of the task, unless the edge file says otherwise.</effect>
    /// <consequence>Paid for by the vCPU and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public required int Cpu { get; init; }

    /// <summary>Memory in MiB.</summary>
    /// <effect>Size of the task, unless the edge file says otherwise.</effect>
    /// <consequence>Paid for by the GiB and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [Range(512, 122880)]
    public required int MemoryMiB { get; init; }

    /// <summary>Local disk in GiB. Default: the 20 GiB that Fargate gives.</summary>
    /// <effect>Size of the task, unless the edge file says otherwise.</effect>
    /// <consequence>What is above 20 GiB is paid for by the GiB and second.</consequence>
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
    /// <summary>Metadata Browsing, which browses and tests data sources.</summary>
    public required FunctionRelease MetadataBrowsing { get; init; }

    /// <summary>DQ Results Reader, which decrypts data-quality results.</summary>
    public required FunctionRelease DqResultsReader { get; init; }
}

/// <summary>Code and queue behaviour of one Java function.</summary>
public sealed record FunctionRelease
{
    /// <summary>Java handler of the function.</summary>
    /// <effect>A new version of the function.</effect>
    [Handler]
    public required string Handler { get; init; }

    /// <summary>File name of the package.</summary>
    /// <effect>Part of the object key that the function's code is read from.</effect>
    [FileName]
    public required string Artifact { get; init; }

    /// <summary>SHA-256 of the package. Default: not known, not checked.</summary>
    /// <effect>Part of the object key, and checked when the package is copied into the stack's own bucket.</effect>
    /// <consequence>With it, a package that was exchanged under its name is refused.</consequence>
    [Sha256]
    public string? Sha256 { get; init; }

    /// <summary>Longest run of one invocation, in seconds.</summary>
    /// <effect>A new version of the function, unless the edge file says otherwise.</effect>
    [Range(1, 900)]
    public required int TimeoutSeconds { get; init; }

    /// <summary>Most messages that one invocation gets.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(1, 10000)]
    public required int BatchSize { get; init; }

    /// <summary>Longest wait for a full batch, in seconds. Default: 0.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(0, 300)]
    public int BatchWindowSeconds { get; init; }

    /// <summary>Most invocations at a time.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(2, 1000)]
    public required int MaximumConcurrency { get; init; }

    /// <summary>
    /// Whether the code reports which messages of a batch failed; if it does not, all of them are delivered again.
    /// </summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    public required bool PartialBatchResponses { get; init; }
}
