using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>A customer with an account that nobody has used, on the way that the README shows. What a step says to do is done.</summary>
internal sealed class Walk : IDisposable
{
    private const string Name = "acme-prod";
    private const string Packages = "packages-of-the-vendor";

    private readonly TemporaryDirectory _directory = new();
    private readonly Emulator _emulator;
    private readonly AwsClient _api;
    private readonly EmulatedAws _aws;

    public Walk()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        _emulator = new Emulator(Directory.CreateDirectory(Path.Combine(_directory.Path, "emulator")).FullName);
        _api = new AwsClient(_directory.Path, _emulator.Environment);
        _aws = new EmulatedAws(_directory.Path, _emulator);
        _directory.Write("cdk.json", "{}");
        foreach (var release in Directory.GetFiles(Repository.Releases))
            _directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
        PrepareVendor();
    }

    public const string Stack = $"Edge-{Name}";

    /// <summary>Runs a command of <c>edge</c>.</summary>
    public CommandResult Edge(params string[] arguments) =>
        new EdgeRunner(_directory.Path) { Aws = _aws }.Run(arguments);

    /// <summary>Runs a command of the AWS CLI, as somebody was told to.</summary>
    public CommandResult Aws(params string[] arguments) => ChildProcess.Run("aws", arguments, _directory.Path, _emulator.Environment);

    /// <summary>Runs the CDK CLI on the edge's file.</summary>
    public CommandResult Cdk(params string[] arguments) => ChildProcess.Run(
        "timeout",
        [
            "--kill-after=5", "180", Repository.Path("node_modules", ".bin", "cdk"),
            .. arguments,
            "-c", $"edges={PathOf("edges")}",
            "--output", PathOf("cdk.out"),
            "--no-notices",
            "--progress", "events",
        ],
        Repository.Root,
        _emulator.Environment);

    /// <summary>A copy of the template of the prerequisites, made here rather than in the directory of the customer.</summary>
    public CommandResult WritePrerequisites()
    {
        var file = PathOf("prerequisites.template.json");
        return new EdgeRunner(Repository.Root).Run("prerequisites", "--edge", Name, "--region", Places.Region, "--output", file);
    }

    /// <summary>What the vendor sends for registration, and a secret with the registry's credentials.</summary>
    public string[] FromTheVendor() =>
    [
        "edge.name=" + Name,
        "edge.release=16.6.4",
        $"controlPlane.edgeAccessRoleArn=arn:aws:iam::{Places.VendorAccount}:role/edge-access-{Name}",
        $"controlPlane.requestQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:{Name}-requests",
        $"controlPlane.resultReaderQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:{Name}-results",
        "controlPlane.eventSources=disabled",
        $"artifacts.bucket={Packages}",
        "artifacts.prefix=edge/16.6.4/",
        $"registry.secretArn={_api.Call("secretsmanager", "create_secret", RegistrySecret())["ARN"]}",
    ];

    public string PathOf(string file) => Path.Combine(_directory.Path, file);

    public string EdgeFile => PathOf($"edges/{Name}.yaml");

    /// <summary>Calls that the emulated AWS could not answer.</summary>
    public IReadOnlyList<string> Crashes => _emulator.Crashes;

    public void Dispose()
    {
        _aws.Dispose();
        _api.Dispose();
        _emulator.Dispose();
        _directory.Dispose();
    }

    private static JsonObject RegistrySecret() => new()
    {
        ["Name"] = "edge/registry",
        ["SecretString"] = """{"username":"u","password":"p"}""",
    };

    private void PrepareVendor()
    {
        _api.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = Packages,
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        foreach (var release in (string[])["16.6.4", "16.6.5"])
        {
            foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
            {
                var package = FakePackage.Containing($"{component} {release}");
                _api.Call("s3", "put_object", new JsonObject
                {
                    ["Bucket"] = Packages,
                    ["Key"] = $"edge/{release}/{component}/{component}.zip",
                    ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(package) },
                });
            }
        }

        foreach (var queue in (string[])["requests", "results"])
            _api.Call("sqs", "create_queue", Vendor.Queue($"{Name}-{queue}"), Places.Vendor);
    }
}
