namespace EdgeCdk.Clusters;

/// <summary>Size of a task.</summary>
/// <param name="Cpu">CPU units, 1024 to a vCPU.</param>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="EphemeralStorageGiB">Default: the 20 GiB that Fargate gives.</param>
internal sealed record FargateSize(int Cpu, int MemoryMiB, int? EphemeralStorageGiB = null);
