using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Tests.Edge;

public sealed class FargateSizesTests
{
    [Theory]
    [InlineData(256, "512, or 1024 to 2048 in steps of 1024", 512, 1024, 2048)]
    [InlineData(512, "1024 to 4096 in steps of 1024", 1024, 2048, 3072, 4096)]
    [InlineData(1024, "2048 to 8192 in steps of 1024", 2048, 3072, 4096, 5120, 6144, 7168, 8192)]
    [InlineData(
        2048, "4096 to 16384 in steps of 1024", 4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384)]
    [InlineData(
        8192, "16384 to 61440 in steps of 4096", 16384, 20480, 24576, 28672, 32768, 36864, 40960, 45056, 49152, 53248, 57344, 61440)]
    [InlineData(
        16384, "32768 to 122880 in steps of 8192", 32768, 40960, 49152, 57344, 65536, 73728, 81920, 90112, 98304, 106496, 114688,
        122880)]
    public void Every_cpu_size_has_its_memory_sizes_and_no_others(int cpu, string words, params int[] memory)
    {
        Assert.Equal(memory, Enumerable.Range(1, 130000).Where(size => FargateSizes.Has(cpu, size)));
        Assert.Equal(words, FargateSizes.MemoryFor(cpu));
    }

    [Fact]
    public void Four_cpus_have_from_8_to_30_gib()
    {
        Assert.Equal(
            Enumerable.Range(8, 23).Select(gib => gib * 1024), Enumerable.Range(1, 130000).Where(size => FargateSizes.Has(4096, size)));
        Assert.Equal("8192 to 30720 in steps of 1024", FargateSizes.MemoryFor(4096));
    }

    [Fact]
    public void A_cpu_size_that_fargate_does_not_have_fits_no_memory() =>
        Assert.DoesNotContain(Enumerable.Range(1, 130000), size => FargateSizes.Has(3072, size));
}
