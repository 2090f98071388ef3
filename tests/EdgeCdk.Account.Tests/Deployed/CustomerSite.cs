using System.Text.Json.Nodes;
using EdgeCdk.App;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>
/// A customer's network and the vendor's part, and edges in it that are deployed without the CDK CLI: that takes a fifth of the time.
/// </summary>
internal sealed class CustomerSite : IDisposable
{
    public const string Release = "16.6.5";
    public const string ResultBucket = "results-after-deployment";
    private const string Packages = "vendor-releases-after-deployment";

    private readonly AccountApi _api;
    private readonly TemporaryDirectory _directory = new();
    private readonly string _vpc;
    private readonly string _routes;
    private readonly string[] _subnets;

    public CustomerSite(AccountApi api)
    {
        _api = api;
        _directory.Write("cdk.json", "{}");
        _vpc = (string)api.Call("ec2", "create_vpc", "CidrBlock", "10.7.0.0/16")["Vpc"]!["VpcId"]!;
        api.Call("ec2", "modify_vpc_attribute", new JsonObject
        {
            ["VpcId"] = _vpc,
            ["EnableDnsHostnames"] = new JsonObject { ["Value"] = true },
        });
        _subnets = [Subnet("10.7.0.0/24", "a"), Subnet("10.7.1.0/24", "b")];
        _routes = (string)api.Call("ec2", "create_route_table", "VpcId", _vpc)["RouteTable"]!["RouteTableId"]!;
        CreateBucket(ResultBucket);
        CreateBucket(Packages);
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
            Put($"{component}/{component}.zip", FakePackage.Containing(component));
    }

    /// <summary>A repository with the files of the edges.</summary>
    public string Repository => _directory.Path;

    /// <summary>Writes an edge file that nobody deploys yet.</summary>
    public string Write(string name, string endpoints, string rest = "") =>
        _directory.Write($"edges/{name}.yaml", EdgeFile(name, endpoints, rest));

    /// <summary>Writes an edge file and deploys it.</summary>
    /// <param name="name">Name of the edge.</param>
    /// <param name="endpoints"><c>create</c> for the first edge of the network, <c>existing</c> for the others.</param>
    /// <param name="rest">More lines of the file.</param>
    /// <param name="parameters">Parameters of the stack.</param>
    public void Deploy(string name, string endpoints, string rest, params (string Name, string Value)[] parameters)
    {
        foreach (var queue in (string[])["requests", "results"])
            _api.Call("sqs", "create_queue", Vendor.Queue($"{name}-{queue}"), Places.Vendor);
        var file = Write(name, endpoints, rest);
        var output = Path.Combine(Repository, $"{name}.out");
        FleetSynthesis.Run(Fleet.Load(file, EdgeCdk.Tests.Support.Repository.Releases), output, SynthesizedEdges.Known, _ => { });
        Create($"Edge-{name}", name, File.ReadAllBytes(Path.Combine(output, $"Edge-{name}.template.json")), parameters);
    }

    /// <summary>Writes an edge file that leaves all to its defaults, and deploys it from the portable template.</summary>
    /// <param name="name">Name of the edge.</param>
    /// <param name="stack">Name of its stack.</param>
    public void DeployPortable(string name, string stack)
    {
        var file = Write(name, "existing");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("eventSources: enabled", "eventSources: disabled", StringComparison.Ordinal));
        var template = Path.Combine(Repository, "portable.json");
        PortableTemplates.Write(
            $"edge-{Release}", template, Fleet.LoadReleases(EdgeCdk.Tests.Support.Repository.Releases), SynthesizedEdges.Known);
        var edge = Fleet.Load(file, EdgeCdk.Tests.Support.Repository.Releases).Single();
        var values = PortableValues.Of(edge).Select(value => (value.Key, value.Value));
        Create(stack, name, File.ReadAllBytes(template), [.. values, ("RegistryUsername", "u"), ("RegistryPassword", "p")]);
    }

    public void Dispose() => _directory.Dispose();

    private void Create(string stack, string name, byte[] template, IReadOnlyList<(string Name, string Value)> parameters)
    {
        // Through a bucket: it is too large for the call itself.
        Put($"{stack}.template.json", template);
        var changeSet = new JsonObject
        {
            ["StackName"] = stack,
            ["ChangeSetName"] = "first",
            ["ChangeSetType"] = "CREATE",
            ["TemplateURL"] = $"https://{Packages}.s3.{Places.Region}.amazonaws.com/{stack}.template.json",
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
            ["Tags"] = new JsonArray(
                Pair("Key", "ataccama:edge:name", "Value", name),
                Pair("Key", "ataccama:edge:release", "Value", Release)),
            ["Parameters"] = new JsonArray(
                [.. parameters.Select(parameter => Pair("ParameterKey", parameter.Name, "ParameterValue", parameter.Value))]),
        };
        _api.Call("cloudformation", "create_change_set", changeSet);
        _api.Call("cloudformation", "execute_change_set", new JsonObject { ["StackName"] = stack, ["ChangeSetName"] = "first" });
    }

    private string EdgeFile(string name, string endpoints, string rest) => $$"""
        edge: { name: {{name}}, release: {{Release}} }
        account: { region: {{Places.Region}}, accountId: "{{Places.Account}}" }
        vpc:
          vpcId: {{_vpc}}
          privateSubnetIds: [{{string.Join(", ", _subnets)}}]
          publicSubnetIds: []
          cidrBlocks: [10.7.0.0/16]
          privateRouteTableIds: [{{_routes}}]
          endpoints: { s3: {{endpoints}}, kms: {{endpoints}}, secretsManager: {{endpoints}}, sqs: {{endpoints}} }
        s3: { bucketName: {{ResultBucket}}, iamRoleArn: "arn:aws:iam::{{Places.Account}}:role/s3-role", region: {{Places.Region}} }
        controlPlane:
          edgeAccessRoleArn: arn:aws:iam::{{Places.VendorAccount}}:role/edge-access-{{name}}
          requestQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:{{name}}-requests
          resultReaderQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:{{name}}-results
          eventSources: enabled
        artifacts: { bucket: {{Packages}} }
        {{rest}}

        """;

    private static JsonObject Pair(string key, string name, string value, string text) => new() { [key] = name, [value] = text };

    private string Subnet(string cidr, string zone)
    {
        var parameters = new JsonObject
        {
            ["VpcId"] = _vpc,
            ["CidrBlock"] = cidr,
            ["AvailabilityZone"] = Places.Region + zone,
        };
        return (string)_api.Call("ec2", "create_subnet", parameters)["Subnet"]!["SubnetId"]!;
    }

    private void Put(string key, byte[] content) =>
        _api.Call("s3", "put_object", new JsonObject
        {
            ["Bucket"] = Packages,
            ["Key"] = key,
            ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(content) },
        });

    private void CreateBucket(string name) =>
        _api.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = name,
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
}
