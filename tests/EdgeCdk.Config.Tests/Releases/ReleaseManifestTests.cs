using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Releases;

public sealed class ReleaseManifestTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Every_key_of_a_release_is_read()
    {
        using var workspace = new Workspace();
        workspace.Edit(
            Workspace.Release,
            ("artifact: edgeinteractivejobs.zip", $"artifact: edgeinteractivejobs.zip\n    sha256: {Hash}\n    batchWindowSeconds: 300"));

        var release = Assert.Single(workspace.Load()).Release;

        Assert.Equal("16.6.5", release.Version);
        Assert.Equal(new DateOnly(2026, 10, 19), release.Released);
        Assert.Equal(new TaskSize { Cpu = 1024, MemoryMiB = 2048 }, release.PlaneManager);
        Assert.Equal(new TaskSize { Cpu = 512, MemoryMiB = 1024 }, release.ConnectorsRollout);
        Assert.Equal(new TaskSize { Cpu = 512, MemoryMiB = 1024 }, release.Observability);
        Assert.Equal(new TaskSize { Cpu = 4096, MemoryMiB = 16384, EphemeralStorageGiB = 50 }, release.Jobs[Job.Dqc]);
        Assert.Equal(
            [Job.Dqc, Job.AnomalyDetection, Job.AnomalyDetectionAuxiliary, Job.MetadataImport, Job.SnowflakePushdown, Job.CreateTable],
            release.Jobs.Keys);
        Assert.Equal(new ImageReference { Repository = "dqc-runtime-job", Tag = "16.6.5-saas-edge" }, release.Image(Job.Dqc));
        Assert.Equal(
            new ImageReference { Repository = "plane-manager", Tag = "16.6.5-saas-edge" }, release.Image(ServiceImage.PlaneManager));
        Assert.Equal(11, release.Images.Count);
        Assert.Equal(
            new FunctionRelease
            {
                Handler = "com.ataccama.edge.interactivejobs.Handler::handleRequest",
                Artifact = "edgeinteractivejobs.zip",
                Sha256 = Hash,
                TimeoutSeconds = 300,
                BatchSize = 1,
                BatchWindowSeconds = 300,
                MaximumConcurrency = 10,
                PartialBatchResponses = true,
                MemoryMb = 1331,
            },
            release.Functions[Function.MetadataBrowsing]);
    }

    [Fact]
    public void Optional_keys_of_a_release_have_defaults()
    {
        var release = Workspace.LoadEdge().Release;

        Assert.Null(release.Previous);
        Assert.Null(release.PlaneManager.EphemeralStorageGiB);
        Assert.Null(release.Functions[Function.DqResultsReader].Sha256);
        Assert.Equal(0, release.Functions[Function.DqResultsReader].BatchWindowSeconds);
    }

    [Fact]
    public void A_size_takes_from_an_edge_what_that_says_and_keeps_the_rest()
    {
        var size = new TaskSize { Cpu = 256, MemoryMiB = 512, EphemeralStorageGiB = 30 };

        Assert.Equal(size, size.With(null));
        Assert.Equal(size, size.With(new SizeOverride()));
        Assert.Equal(size with { Cpu = 512 }, size.With(new SizeOverride { Cpu = 512 }));
        Assert.Equal(size with { MemoryMiB = 1024 }, size.With(new SizeOverride { MemoryMiB = 1024 }));
        Assert.Equal(size with { EphemeralStorageGiB = 21 }, size.With(new SizeOverride { EphemeralStorageGiB = 21 }));
    }
}
