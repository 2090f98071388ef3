using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The permanent service.</summary>
public sealed record PlaneManagerSection
{
    /// <summary>Tasks of Plane Manager; 0 for a first deployment that pulls no image. Default: 2.</summary>
    /// <effect>Desired count of the service. With 0, the connectors are not announced either.</effect>
    /// <consequence>Paid for around the clock. With one task alone, no work is started while it is replaced.</consequence>
    [Range(0, 10)]
    public int Replicas { get; init; } = 2;

    /// <summary>CPU units of a task, 1024 to a vCPU. Default: the release's.</summary>
    /// <effect>A new revision; the service is replaced task by task, and back again if the new ones do not become steady.</effect>
    /// <consequence>Paid for around the clock, by the vCPU. Fargate takes certain pairs of CPU and memory only.</consequence>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Memory of a task in MiB. Default: the release's.</summary>
    /// <effect>A new revision; the service is replaced task by task, and back again if the new ones do not become steady.</effect>
    /// <consequence>Paid for around the clock, by the GiB. Fargate takes certain pairs of CPU and memory only.</consequence>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }

    /// <summary>The size of a task, as far as the file says it.</summary>
    public SizeOverride Size() => new() { Cpu = Cpu, MemoryMiB = MemoryMiB };
}
