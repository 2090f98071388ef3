namespace EdgeCdk.Config.Edge;

/// <summary>The pairs of CPU and memory that Fargate runs on Linux.</summary>
internal static class FargateSizes
{
    private static readonly (int Cpu, int From, int To, int Step)[] Table =
    [
        (256, 1024, 2048, 1024), // and 512, below
        (512, 1024, 4096, 1024),
        (1024, 2048, 8192, 1024),
        (2048, 4096, 16384, 1024),
        (4096, 8192, 30720, 1024),
        (8192, 16384, 61440, 4096),
        (16384, 32768, 122880, 8192),
    ];

    /// <summary>Whether Fargate has the size.</summary>
    public static bool Has(int cpu, int memoryMiB) =>
        (cpu, memoryMiB) == (256, 512)
        || Table.Any(row => row.Cpu == cpu && memoryMiB >= row.From && memoryMiB <= row.To && (memoryMiB - row.From) % row.Step == 0);

    /// <summary>The memory sizes that go with a CPU size, in words.</summary>
    public static string MemoryFor(int cpu)
    {
        var row = Table.Single(row => row.Cpu == cpu);
        var least = cpu == 256 ? "512, or " : "";
        return $"{least}{row.From} to {row.To} in steps of {row.Step}";
    }
}
