using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Bundle.Tests;
using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(BundledEdge))]

namespace EdgeCdk.Bundle.Tests;

/// <summary>
/// An edge from what the vendor delivers, bundled, and its deployments from nothing but that bundle: one in each way.
/// </summary>
public sealed class BundledEdge : IDisposable
{
    public const string Time = "2026-11-22T12:00:00Z";

    private const string RegistryPassword = "marker-environment-5d1c";
    private const string OtlpAuthorization = "marker-otlp-77aa";
    private const string AccessKey = "marker-key-2b9e";
    private const string FileBeside = "marker-beside-8c40";
    private const string ContextToken = "marker-context-1f6d";
    private const string NeighbourTag = "marker-neighbour-93e7";

    /// <summary>What must not be in a bundle: values of the environment, of files in the same directories, and of other edges.</summary>
    public static readonly IReadOnlyList<string> Secrets =
        [RegistryPassword, OtlpAuthorization, AccessKey, FileBeside, ContextToken, NeighbourTag];

    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<Deployment> _withCdk, _withAws;
    private readonly Emulator _emulator;

    public BundledEdge()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        _emulator = new Emulator(_directory.Path);
        Api = new AwsClient(_directory.Path, _emulator.Environment);
        WriteFiles(new Customer(Api, "gamma", "delta", "neighbour"));
        Environment.SetEnvironmentVariable("REGISTRY_PASSWORD", RegistryPassword);
        Environment.SetEnvironmentVariable("OTLP_AUTHORIZATION", OtlpAuthorization);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", AccessKey);

        Written = Edge("bundle", "gamma", "--timestamp", Time, "--output", Path.Combine(_directory.Path, "out"), "--json");
        Archive = Path.Combine(_directory.Path, "out", "gamma-16.6.5-20261122T120000Z-bundle.zip");
        _withCdk = new(() => DeployWithCdk(Unpacked("with-cdk")));
        _withAws = new(() =>
        {
            // Both stacks have the same name: the other one must be deleted first.
            _ = WithCdk;
            return DeployWithAws(Unpacked("with-aws"));
        });
    }

    /// <summary>The import of what the vendor delivered, from which the edge comes.</summary>
    public CommandResult Imported { get; private set; } = new(1, "", "");

    public CommandResult Written { get; }

    /// <summary>The file that the command writes.</summary>
    public string Archive { get; }

    /// <summary>The customer's account.</summary>
    public AwsClient Api { get; }

    public IReadOnlyList<string> Crashes => _emulator.Crashes;

    internal Deployment WithCdk => _withCdk.Value;

    internal Deployment WithAws => _withAws.Value;

    /// <summary>Runs the command in the repository, on the edge files and releases of this fixture.</summary>
    public CommandResult Edge(params string[] arguments) =>
        new EdgeRunner(Repository.Root).Run([.. arguments, "--edges", PathOf("edges"), "--releases", PathOf("releases")]);

    public string PathOf(string file) => Path.Combine(_directory.Path, file);

    internal Bundle Unpacked(string directory) => Bundle.Unpack(Archive, PathOf(directory));

    public void Dispose()
    {
        Api.Dispose();
        _emulator.Dispose();
        _directory.Dispose();
    }

    private void WriteFiles(Customer customer)
    {
        _directory.Write("cdk.json", "{}");
        Customer.WritePackages(PathOf("packages"), "16.6.5");
        _directory.Write("releases/16.6.4.yaml", File.ReadAllText(Path.Combine(Repository.Releases, "16.6.4.yaml")));
        VendorFiles.Write(_directory, customer, "gamma", "16.6.5");
        Imported = new EdgeRunner(_directory.Path).Run(
            "import", VendorFiles.Name("gamma", "16.6.5"), "--non-interactive", "--set", "controlPlane.eventSources=enabled");
        WriteEdge("delta", "existing", """
            artifacts: { bucket: vendor-releases, prefix: edge/16.6.5/ }
            jobs: { dqc: { cpu: 8192, memoryMiB: 32768 } }
            """);
        WriteEdge("neighbour", "existing", $$"""
            artifacts: { directory: packages }
            tags: { contract: {{NeighbourTag}} }
            """);
        _directory.Write("lambda-artifacts/16.6.5/edgeinteractivejobs/.npmrc", FileBeside);
        _directory.Write("edges/.env", FileBeside);
        _directory.Write("cdk.context.json", JsonSerializer.Serialize(new { token = ContextToken }));

        void WriteEdge(string name, string endpoints, string rest) =>
            _directory.Write($"edges/{name}.yaml", customer.EdgeFile(name, "16.6.5", endpoints, rest));
    }

    private Deployment DeployWithCdk(Bundle bundle)
    {
        // What `npm ci` would install, which needs a network.
        Directory.CreateSymbolicLink(Path.Combine(bundle.Directory, "node_modules"), Repository.Path("node_modules"));
        var environment = Variables(("CDK_REQUIRE_APPROVAL", "never"));
        var bootstrapped = bundle.Run($"npx cdk bootstrap aws://{Places.Account}/{Places.Region}", environment);
        var deploy = bundle.Commands("With Node.js and the CDK CLI").With("npm ci\n", "");
        return new Deployment(Api, bundle, deploy, environment) { Bootstrapped = bootstrapped };
    }

    private Deployment DeployWithAws(Bundle bundle)
    {
        Api.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = "own-bucket",
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        // Without Node.js.
        foreach (var program in (string[])["node", "npm", "npx"])
            ChildProcess.Run("chmod", ["+x", _directory.Write($"without-node/{program}", "#!/bin/sh\nexit 127\n")]);
        var path = $"{PathOf("without-node")}:{Environment.GetEnvironmentVariable("PATH")}";
        var deploy = bundle.Commands("With the AWS CLI alone").With("BUCKET='<bucket>'", "BUCKET=own-bucket");
        return new Deployment(Api, bundle, deploy, Variables(("PATH", path)));
    }

    private Dictionary<string, string?> Variables(params (string Name, string Value)[] more) => new(_emulator.Environment.Concat(
    [
        new("REGISTRY_USERNAME", "user"),
        new("REGISTRY_PASSWORD", RegistryPassword),
        .. more.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value)),
    ]));
}
