using EdgeCdk.Clusters;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Resources;

/// <summary>Sizes of tasks, as the constructs take them.</summary>
internal static class TaskSizes
{
    public static FargateSize Of(TaskSize size) => new(size.Cpu, size.MemoryMiB, size.EphemeralStorageGiB);
}
