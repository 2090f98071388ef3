using EdgeCdk.App.Synthesis;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Synthesis does not need a home directory that can be written.</summary>
public sealed class PackageCacheTests
{
    [Theory]
    [InlineData("/dev/null/.cache")]
    [InlineData("/proc/.cache")]
    [InlineData("/proc/self/.cache/aws")]
    public void A_home_that_cannot_be_written_is_recognized(string directory) => Assert.False(PackageCache.CanWrite(directory));

    [Fact]
    public void One_that_can_be_written_gets_the_directory_and_no_file()
    {
        using var home = new TemporaryDirectory();
        var directory = Path.Combine(home.Path, ".cache", "aws");

        Assert.True(PackageCache.CanWrite(directory));
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }
}
