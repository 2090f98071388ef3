using System.Text.Json;
using EdgeCdk.Bundle.Tests;
using EdgeCdk.Cli;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(BundledEdge))]

namespace EdgeCdk.Bundle.Tests;

/// <summary>An edge that is bundled by its vendor, and deployed by its customer from nothing but the bundle: once in each way.</summary>
public sealed class BundledEdge : IDisposable
{
    public const string Time = "2026-11-22T12:00:00Z";

    /// <summary>What must not be in a bundle, by where it is: in the environment, beside the files, in files of others.</summary>
    public static readonly IReadOnlyList<string> Secrets = ["marker-environment-5d1c", "marker-otlp-77aa", "marker-key-2b9e", "marker-beside-8c40", "marker-context-1f6d", "marker-neighbour-93e7"];

    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<Deployment> _cdk, _aws;
    private readonly Emulator _emulator;

    public BundledEdge()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        _emulator = new Emulator(_directory.Path);
        Api = new AwsClient(_directory.Path, _emulator.Environment);
        WriteFiles(new Customer(Api, "gamma", "delta", "neighbour"));
        foreach (var (name, value) in new[] { ("REGISTRY_PASSWORD", Secrets[0]), ("OTLP_AUTHORIZATION", Secrets[1]), ("AWS_SECRET_ACCESS_KEY", Secrets[2]) })
            Environment.SetEnvironmentVariable(name, value);

        Written = Edge("bundle", "gamma", "--timestamp", Time, "--output", Path.Combine(_directory.Path, "out"), "--json");
        Archive = Path.Combine(_directory.Path, "out", "gamma-16.6.5-20261122T120000Z-bundle.zip");
        _cdk = new(() => DeployWithCdk(Unpacked("with-cdk")));
        _aws = new(() =>
        {
            // One edge, one name: the other way has to be over.
            _ = WithCdk;
            return DeployWithAws(Unpacked("with-aws"));
        });
    }

    public CommandResult Written { get; }

    /// <summary>The file that it was to write.</summary>
    public string Archive { get; }

    /// <summary>Somebody's account.</summary>
    public AwsClient Api { get; }

    public IReadOnlyList<string> Crashes => _emulator.Crashes;

    internal Deployment WithCdk => _cdk.Value;

    internal Deployment WithAws => _aws.Value;

    /// <summary>Runs the command in the repository, on the edge files of this fixture.</summary>
    public CommandResult Edge(params string[] arguments) => EdgeIn("edges", arguments);

    /// <summary>The same on edge files in another directory.</summary>
    public CommandResult EdgeIn(string edges, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = EdgeCommand.Run([.. arguments, "--edges", PathOf(edges)], new CommandContext(output, error, Repository.Root));
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

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
        _directory.Write("edges/gamma.yaml", customer.EdgeFile("gamma", "16.6.5", "create", "artifacts: { directory: packages }"));
        _directory.Write("edges/delta.yaml", customer.EdgeFile("delta", "16.6.5", "existing", "artifacts: { bucket: vendor-releases, prefix: edge/16.6.5/ }\njobs: { dqc: { cpu: 8192, memoryMiB: 32768 } }"));
        _directory.Write("edges/neighbour.yaml", customer.EdgeFile("neighbour", "16.6.5", "existing", $"artifacts: {{ directory: packages }}\ntags: {{ contract: {Secrets[5]} }}"));
        _directory.Write("packages/edgeinteractivejobs/.npmrc", Secrets[3]);
        _directory.Write("edges/.env", Secrets[3]);
        _directory.Write("cdk.context.json", JsonSerializer.Serialize(new { token = Secrets[4] }));
    }

    private Deployment DeployWithCdk(Bundle bundle)
    {
        // What `npm ci` would install, which takes a network.
        Directory.CreateSymbolicLink(Path.Combine(bundle.Directory, "node_modules"), Repository.Path("node_modules"));
        var environment = Variables(("CDK_REQUIRE_APPROVAL", "never"));
        var bootstrapped = bundle.Run($"npx cdk bootstrap aws://{Places.Account}/{Places.Region}", environment);
        return Deployment.Of(this, bundle, bootstrapped, "npm ci\n", "", "With Node.js and the CDK CLI", environment);
    }

    private Deployment DeployWithAws(Bundle bundle)
    {
        Api.Call("s3", "create_bucket", new() { ["Bucket"] = "own-bucket", ["CreateBucketConfiguration"] = new System.Text.Json.Nodes.JsonObject { ["LocationConstraint"] = Places.Region } });
        // Without Node.js.
        foreach (var program in (string[])["node", "npm", "npx"])
            ChildProcess.Run("chmod", ["+x", _directory.Write($"without-node/{program}", "#!/bin/sh\nexit 127\n")]);
        return Deployment.Of(this, bundle, null, "BUCKET=…", "BUCKET=own-bucket", "With the AWS CLI alone", Variables(("PATH", $"{PathOf("without-node")}:{Environment.GetEnvironmentVariable("PATH")}")));
    }

    private Dictionary<string, string?> Variables(params (string Name, string Value)[] more) => new(_emulator.Environment.Concat(
    [
        new("REGISTRY_USERNAME", "user"),
        new("REGISTRY_PASSWORD", Secrets[0]),
        .. more.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value)),
    ]));
}
