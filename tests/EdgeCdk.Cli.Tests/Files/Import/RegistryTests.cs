using System.Net;
using System.Text;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Import;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>Digests from a registry that gives tokens, as the OCI distribution specification has it.</summary>
public sealed class RegistryTests : IDisposable
{
    private const string User = "acme-user", Password = "acme-password", Token = "token-5b1d";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly List<string> _asked = [];
    private readonly string _host;

    public RegistryTests()
    {
        _host = $"127.0.0.1:{Start()}";
        _serving = Task.Run(Serve);
    }

    /// <summary>What the registry says of its manifests. Default: the truth.</summary>
    private string? Said { get; set; }

    /// <summary>What is answered to a request for a token. Default: one.</summary>
    private string TokenAnswer { get; set; } = $$"""{ "access_token": "{{Token}}" }""";

    private static string Manifest => """{ "schemaVersion": 2 }""";

    private static string Digest => $"sha256:{Sha256.Of(new MemoryStream(Encoding.UTF8.GetBytes(Manifest)))}";

    [Fact]
    public void A_digest_is_got_with_a_token_for_the_repository()
    {
        Assert.Equal(Digest, Client(User, Password).Digest(_host, "saas-edge/dqc-runtime-job", "1.0"));

        Assert.Equal(
            [
                "/v2/saas-edge/dqc-runtime-job/manifests/1.0", "/token?service=registry&scope=repository:saas-edge/dqc-runtime-job:pull",
                "/v2/saas-edge/dqc-runtime-job/manifests/1.0",
            ],
            _asked);
    }

    [Fact]
    public void Wrong_credentials_an_image_that_is_not_there_and_a_registry_that_is_not_there_are_told()
    {
        string Fault(Action ask) => Assert.ThrowsAny<CommandException>(ask).Message;

        Assert.Equal("127.0.0.1 answers 401 to the credentials", Fault(() => Client(User, "wrong").Digest(_host, "a/b", "1.0")));
        Assert.Equal("127.0.0.1 answers 401 to the credentials", Fault(() => Client(null, null).Digest(_host, "a/b", "1.0")));
        Assert.Equal($"{_host} answers 404 for a/b:missing", Fault(() => Client(User, Password).Digest(_host, "a/b", "missing")));
        Said = $"sha256:{new string('0', 64)}";
        Assert.Equal($"{_host} says {Said} for a/b:1.0, and sends {Digest}",
            Fault(() => Client(User, Password).Digest(_host, "a/b", "1.0")));
        _listener.Stop();
        Assert.StartsWith("127.0.0.1 cannot be reached", Fault(() => Client(User, Password).Digest(_host, "a/b", "1.0")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_pins_every_image_and_compares_those_that_are_pinned()
    {
        using var session = new Session();
        var prefix = $"{_host}/saas-edge/";
        var registry = $$"""{ "registry_prefix": "{{prefix}}" }""";
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Guide(("registry.auto.tfvars.json", registry)));
        Environment.SetEnvironmentVariable(ImageDigests.Username, User);
        Environment.SetEnvironmentVariable(ImageDigests.Password, Password);

        var answer = session.Run("import", zip, "--non-interactive", "--resolve");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        var edge = Assert.Single(Fleet.Load(session.PathOf("edges"), session.PathOf("releases")));
        Assert.All(edge.Release.Images.Values, image => Assert.Equal(Digest, image.Digest));

        var pinned = VendorBundle.Guide(("registry.auto.tfvars.json", registry));
        pinned["dqc.auto.tfvars.json"] = pinned["dqc.auto.tfvars.json"]
            .Replace(":16.6.6-saas-edge", $":16.6.6-saas-edge@sha256:{new string('1', 64)}", StringComparison.Ordinal);
        using var other = new Session();
        var refused = other.Run("import", VendorBundle.Zip(other.Directory, pinned), "--non-interactive", "--resolve");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"images.dqc is \"dqc-runtime-job:16.6.6-saas-edge@sha256:{new string('1', 64)}\", but {_host} has {Digest}",
            refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>log in to this network</html>")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{}")]
    public void What_is_no_token_is_told_as_a_refusal(string answer)
    {
        TokenAnswer = answer;

        Assert.Equal(
            $"{_host} answers 401 for a/b:1.0",
            Assert.Throws<CommandException>(() => Client(User, Password).Digest(_host, "a/b", "1.0")).Message);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ImageDigests.Username, null);
        Environment.SetEnvironmentVariable(ImageDigests.Password, null);
        _listener.Close();
        _serving.Wait();
    }

    private static RegistryClient Client(string? user, string? password) => new(new HttpClient(), user, password);

    private int Start()
    {
        for (var port = 20000 + Environment.ProcessId % 20000; ; port++)
        {
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                return port;
            }
            catch (HttpListenerException)
            {
                // Somebody else has the port.
            }
        }
    }

    private void Serve()
    {
        try
        {
            while (_listener.IsListening)
                Answer(_listener.GetContext());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        _asked.Add(Uri.UnescapeDataString(request.RawUrl!));
        var authorization = request.Headers["Authorization"];
        var text = "";
        if (request.Url!.AbsolutePath == "/token")
        {
            var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}";
            response.StatusCode = authorization == basic ? 200 : 401;
            text = TokenAnswer;
        }
        else if (authorization != $"Bearer {Token}")
        {
            var repository = request.Url.AbsolutePath["/v2/".Length..].Split("/manifests/")[0];
            response.StatusCode = 401;
            response.AddHeader(
                "WWW-Authenticate", $"Bearer realm=\"http://{_host}/token\",service=\"registry\",scope=\"repository:{repository}:pull\"");
        }
        else if (request.Url.AbsolutePath.EndsWith("/missing", StringComparison.Ordinal))
        {
            response.StatusCode = 404;
        }
        else
        {
            response.AddHeader("Docker-Content-Digest", Said ?? Digest);
            text = Manifest;
        }

        response.Close(Encoding.UTF8.GetBytes(text), willBlock: true);
    }
}
