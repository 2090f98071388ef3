using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Images;

/// <summary>
/// The same between two registries with the public tools: Debian's docker-registry and skopeo. <c>.ci/run</c> installs them where it can.
/// </summary>
public sealed class RealMirrorTests : IDisposable
{
    private readonly Session _session = new();
    private readonly List<Process> _registries = [];

    public void Dispose()
    {
        _registries.ForEach(registry => registry.Kill());
        _session.Dispose();
    }

    [Fact]
    public void Images_are_copied_with_equal_digests_and_one_changed_byte_is_found()
    {
        if (!IsThere("skopeo") || !IsThere("docker-registry"))
            Assert.Skip("skopeo and docker-registry are not installed: apt-get install docker-registry skopeo");
        _session.Write("edges/demo.yaml", File.ReadAllText(EdgeExamples.PathOf("smallest")));
        var (vendor, mirror) = ($"127.0.0.1:{Start("vendor")}", $"127.0.0.1:{Start("mirror")}");
        var images = _session.Json("images", "demo", "--json")["images"]!.AsArray()
            .Select(image => ((string)image!["source"]!)["ataccama.azurecr.io/".Length..]).ToList();
        foreach (var image in images)
            Push($"{vendor}/{image}", image);

        Copy(vendor, mirror);
        // Another image under one of the tags: what the mirror had is replaced, and the digests are compared again.
        Push($"{mirror}/{images[0].Replace("saas-edge/", "edge/", StringComparison.Ordinal)}", "changed");
        var compared = _session.Run("images", "demo", "--to", $"{mirror}/edge", "--compare");
        Assert.DoesNotContain("not there", compared.Output, StringComparison.Ordinal);
        Copy(vendor, mirror);
    }

    private void Copy(string vendor, string mirror)
    {
        var written = _session.Run("images", "demo", "--to", $"{mirror}/edge", "--output", "mirror.sh");
        Assert.True(written.ExitCode == 0, written.Output + written.Error);
        _session.Write("mirror.sh", _session.Read("mirror.sh").Replace("ataccama.azurecr.io", vendor, StringComparison.Ordinal));
        var result = ChildProcess.Run(
            "bash", [_session.PathOf("mirror.sh")], environment: new Dictionary<string, string?> { ["TLS_VERIFY"] = "false" });
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    // The smallest image there is: a configuration and one layer of a few bytes.
    private void Push(string image, string content)
    {
        var layout = $"layout-{Guid.NewGuid():N}";
        string Blob(string text)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            _session.Write($"{layout}/blobs/sha256/{digest}", text);
            return $"\"digest\":\"sha256:{digest}\",\"size\":{Encoding.UTF8.GetByteCount(text)}";
        }

        var layer = Blob(content);
        var diffId = layer.Split(',')[0]["\"digest\":".Length..];
        var configuration = Blob($$$"""
            {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[{{{diffId}}}]}}
            """);
        var manifest = Blob($$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json",{{configuration}}},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",{{layer}}}]}
            """);
        _session.Write($"{layout}/oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        _session.Write($"{layout}/index.json", $$$"""
            {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",{{{manifest}}},
             "annotations":{"org.opencontainers.image.ref.name":"it"}}]}
            """);
        var result = ChildProcess.Run(
            "skopeo",
            [
                "--insecure-policy", "copy", "--preserve-digests", "--dest-tls-verify=false", $"oci:{_session.PathOf(layout)}:it",
                $"docker://{image}",
            ]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    private int Start(string name)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _session.Write($"{name}.yml", $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{_session.PathOf(name)}} } }
            http: { addr: "127.0.0.1:{{port}}" }
            """);
        var registry = Process.Start(new ProcessStartInfo("docker-registry", ["serve", _session.PathOf($"{name}.yml")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _registries.Add(registry);
        // It waits for ever once nobody reads the lines that it writes for each request.
        registry.BeginOutputReadLine();
        registry.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                http.Send(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/v2/")).Dispose();
                return port;
            }
            catch (HttpRequestException)
            {
                Thread.Sleep(50);
            }
        }

        throw new InvalidOperationException($"the registry {name} does not answer");
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}
