using System.Net;
using System.Text;
using EdgeCdk.Cli.Files.Import;
using EdgeCdk.Cli.Handover.Images;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Images;

/// <summary>What a mirror has is compared with the vendor's registry and with the digests of the release.</summary>
public sealed class ComparisonTests
{
    private const string Vendor = "localhost:5001/saas-edge/", Target = "localhost:5002/edge/";

    [Fact]
    public void An_image_is_the_same_another_one_or_missing()
    {
        var mirror = Of();
        var (same, changed, missing) = (mirror.Images[0], mirror.Images[1], mirror.Images[2]);

        var compared = MirrorComparison.Of(mirror, Client(_ => "bytes"), Client(path =>
            path.Contains(changed.Repository, StringComparison.Ordinal) ? "bytez"
            : path.Contains(missing.Repository, StringComparison.Ordinal) ? null
            : "bytes")).ToDictionary(one => one.Image);

        Assert.True(compared[same].IsRight);
        Assert.False(compared[changed].IsRight);
        Assert.NotEqual(compared[changed].Expected, compared[changed].Found);
        Assert.Equal((false, null, true), (compared[missing].IsRight, compared[missing].Found, compared[missing].IsMissing));
        Assert.Contains("answers 404", compared[missing].Fault, StringComparison.Ordinal);
        Assert.Equal(mirror.Images.Count - 2, compared.Values.Count(one => one.IsRight));
    }

    [Fact]
    public void A_mirror_that_cannot_be_reached_or_refuses_is_not_said_to_have_no_images()
    {
        foreach (var (answer, fault) in new (Func<HttpResponseMessage>, string)[]
        {
            (() => throw new HttpRequestException("Name or service not known"), "localhost cannot be reached (Name or service not known)"),
            (() => new(HttpStatusCode.Forbidden), "localhost:5002 answers 403 for "),
        })
        {
            var compared = MirrorComparison.Of(Of(), Client(_ => "bytes"), new(new HttpClient(new Always(answer)), null, null));

            Assert.All(compared, one => Assert.Equal((false, null, false), (one.IsRight, one.Found, one.IsMissing)));
            Assert.All(compared, one => Assert.StartsWith(fault, one.Fault, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_digest_of_the_release_counts_more_than_the_tag_of_the_vendor()
    {
        var pinned = $"sha256:{new string('1', 64)}";
        var release = Release();
        var images = release.Images.ToDictionary(image => image.Key, image => image.Value with { Digest = pinned });

        var mirror = new Mirror(release with { Images = images }, Vendor, Target);
        var compared = MirrorComparison.Of(mirror, Client(_ => "bytes"), Client(_ => "bytes"));

        Assert.All(compared, one => Assert.Equal((false, pinned), (one.IsRight, one.Expected)));
    }

    [Fact]
    public void A_mirror_is_asked_below_its_path()
    {
        var asked = new List<string>();
        MirrorComparison.Of(Of(), Client(_ => "bytes"), Client(path =>
        {
            asked.Add(path);
            return "bytes";
        }));

        Assert.All(asked, path => Assert.StartsWith("/v2/edge/", path, StringComparison.Ordinal));
    }

    private static Mirror Of() => new(Release(), Vendor, Target);

    private static ReleaseManifest Release() => Fleet.Check([EdgeExamples.PathOf("smallest")], Repository.Releases).Edges[0].Release;

    private static RegistryClient Client(Func<string, string?> manifest) => new(new HttpClient(new Answering(manifest)), null, null);

    private sealed class Always(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer());
    }

    private sealed class Answering(Func<string, string?> manifest) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            manifest(request.RequestUri!.AbsolutePath) is { } text
                ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) }
                : new(HttpStatusCode.NotFound);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
