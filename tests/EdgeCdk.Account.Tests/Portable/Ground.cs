using System.Text.Json.Nodes;
using EdgeCdk.App;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Portable;

/// <summary>Tests that share one ground.</summary>
[CollectionDefinition]
public sealed class GroundCollection : ICollectionFixture<Ground>;

/// <summary>What edges stand on in some regions, and a repository of the customer's with files of edges there.</summary>
public sealed class Ground : IDisposable
{
    public const string Bucket = "portable-templates";
    private readonly EmulatedAccount _account;
    private readonly TemporaryDirectory _directory = new();
    private List<string> _offered = [];
    private readonly Dictionary<string, (string Vpc, string Subnets)> _networks = [];

    public Ground(EmulatedAccount account)
    {
        _account = account;
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20");
        _directory.Write("cdk.json", "{}");
        _directory.Write("made/README", "templates that the application has made");
        // The application's part, in this process: building and starting it is tested elsewhere.
        _directory.Write("src/EdgeCdk.App/run.mjs", """
            import { copyFileSync } from 'node:fs';
            for (let i = 3; i < process.argv.length; i += 2) copyFileSync(`made/${process.argv[i]}.template.json`, process.argv[i + 1]);
            """);
        foreach (var release in Directory.GetFiles(Repository.Releases))
            _directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
        Create(Bucket, Places.Region);
        Prepare(Places.Region);
        MakeTemplates();
    }

    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(_account.Emulator.Environment) { ["TEMPLATE_BUCKET"] = Bucket };

    /// <summary>VPC of the edges.</summary>
    public string VpcId => _networks[Places.Region].Vpc;

    /// <summary>Makes the templates that are not there yet, and the portfolio of the releases there are.</summary>
    public void MakeTemplates()
    {
        var releases = Fleet.LoadReleases(PathOf("releases"));
        var versions = releases.OldestFirst().Select(release => release.Version).ToList();
        foreach (var version in versions.Except(_offered))
        {
            PortableTemplates.Write($"edge-{version}", Made($"edge-{version}"), releases, SynthesizedEdges.Known);
            // Not deployed here.
            File.Copy(Made($"edge-{version}"), Made($"edge-retained-{version}"), overwrite: true);
            PortableTemplates.Write($"edge-stack-set-{version}", Made($"edge-stack-set-{version}"), releases, SynthesizedEdges.Known);
        }

        if (!versions.SequenceEqual(_offered))
            PortableTemplates.Write("portfolio", Made("portfolio"), releases, SynthesizedEdges.Known);
        _offered = versions;

        string Made(string name) => PathOf($"made/{name}.template.json");
    }

    public string PathOf(string path) => Path.Combine(_directory.Path, path);

    public void Write(string path, string text) => _directory.Write(path, text);

    /// <summary>Writes the file of an edge.</summary>
    public string WriteEdge(
        string directory,
        string name,
        string region,
        string release,
        string rest = "") => _directory.Write($"{directory}/{name}.yaml", $$"""
        edge: { name: {{name}}, release: {{release}} }
        account: { region: {{region}}, accountId: "{{Places.Account}}" }
        vpc:
          vpcId: {{_networks[region].Vpc}}
          privateSubnetIds: [{{_networks[region].Subnets}}]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          endpoints: { s3: existing, kms: existing, secretsManager: existing, sqs: existing }
        s3: { bucketName: results, iamRoleArn: "arn:aws:iam::{{Places.Account}}:role/s3-role", region: {{region}} }
        controlPlane:
          edgeAccessRoleArn: arn:aws:iam::{{Places.VendorAccount}}:role/edge-access-{{name}}
          requestQueueArn: arn:aws:sqs:{{region}}:{{Places.VendorAccount}}:{{name}}-requests
          resultReaderQueueArn: arn:aws:sqs:{{region}}:{{Places.VendorAccount}}:{{name}}-results
          eventSources: disabled
        artifacts: { bucket: releases-{{region}}, prefix: edge/{{release}}/ }
        registry: { prefix: mirror.example.com/edge, credentials: none }
        planeManager: { replicas: 0 }
        {{rest}}

        """);

    /// <summary>Runs the command in the repository.</summary>
    public CommandResult Edge(params string[] arguments) =>
        new EdgeRunner(_directory.Path) { Aws = _account.Aws }.Run(arguments);

    /// <summary>Asks AWS, which others have changed meanwhile, or changes it.</summary>
    public JsonObject Ask(string region, params string[] arguments)
    {
        _account.Aws.ForgetAll();
        try
        {
            return _account.Aws.Ask(region, arguments);
        }
        finally
        {
            _account.Aws.ForgetAll();
        }
    }

    public void Dispose() => _directory.Dispose();

    private void Prepare(string region)
    {
        var vpc = (string)Ask(region, "ec2", "create-vpc", "--cidr-block", "10.0.0.0/16")["Vpc"]!["VpcId"]!;
        string Subnet(string cidr, string zone)
        {
            var subnet = Ask(
                region, "ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", cidr, "--availability-zone", region + zone);
            return (string)subnet["Subnet"]!["SubnetId"]!;
        }

        _networks[region] = (vpc, $"{Subnet("10.0.0.0/24", "a")}, {Subnet("10.0.1.0/24", "b")}");
        Create($"releases-{region}", region);
        foreach (var release in (string[])["16.6.4", "16.6.5"])
        {
            foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
            {
                var package = PathOf($"{component}.zip");
                File.WriteAllBytes(package, FakePackage.Containing($"the code of {component} {release}"));
                var key = $"edge/{release}/{component}/{component}.zip";
                Ask(region, "s3api", "put-object", "--bucket", $"releases-{region}", "--key", key, "--body", package);
            }
        }
    }

    private void Create(string bucket, string region) => Ask(
        region,
        "s3api",
        "create-bucket",
        "--bucket", bucket,
        "--create-bucket-configuration", $"LocationConstraint={region}");
}
