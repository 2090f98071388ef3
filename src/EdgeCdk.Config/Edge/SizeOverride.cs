using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>A size of a task that differs from the release's.</summary>
public sealed record SizeOverride
{
    /// <summary>CPU units, 1024 to a vCPU. Default: the release's.</summary>
    /// <effect>A new revision of the task definition; used by tasks that start after the deployment.</effect>
    /// <consequence>Paid for by the vCPU and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Memory in MiB. Default: the release's.</summary>
    /// <effect>A new revision of the task definition; used by tasks that start after the deployment.</effect>
    /// <consequence>Paid for by the GiB and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }

    /// <summary>Local disk in GiB. Default: the release's, and without one the 20 GiB that Fargate gives.</summary>
    /// <effect>A new revision of the task definition. Gone when the task ends.</effect>
    /// <consequence>What is above 20 GiB is paid for by the GiB and second.</consequence>
    [Range(21, 200)]
    public int? EphemeralStorageGiB { get; init; }
}
