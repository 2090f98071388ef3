using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

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
