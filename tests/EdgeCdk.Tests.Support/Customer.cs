using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>What a customer prepares before the first deployment, and what the vendor gives in return.</summary>
public sealed class Customer
{
    public const string ResultBucket = "results-of-the-customer";
    public const string ResultRole = $"arn:aws:iam::{Places.Account}:role/s3-role";
    public const string Releases = "vendor-releases";

    /// <summary>The password in <see cref="RegistrySecretArn"/>.</summary>
    public const string RegistryPassword = "own-6b1d7fe9cc";

    private const string AnyoneMayAssume = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";

    private readonly AwsClient _aws;

    public Customer(AwsClient aws, params string[] edges)
    {
        _aws = aws;
        VpcId = aws.Call("ec2", "create_vpc", "CidrBlock", "10.0.0.0/16")["Vpc"]!["VpcId"]!.GetValue<string>();
        aws.Call("ec2", "modify_vpc_attribute", new JsonObject { ["VpcId"] = VpcId, ["EnableDnsHostnames"] = new JsonObject { ["Value"] = true } });
        PrivateSubnetIds = [Subnet("10.0.0.0/24", "a"), Subnet("10.0.1.0/24", "b")];
        RouteTableId = aws.Call("ec2", "create_route_table", "VpcId", VpcId)["RouteTable"]!["RouteTableId"]!.GetValue<string>();
        foreach (var subnet in PrivateSubnetIds)
            aws.Call("ec2", "associate_route_table", new JsonObject { ["RouteTableId"] = RouteTableId, ["SubnetId"] = subnet });

        CreateBucket(ResultBucket);
        CreateRole("s3-role", null);
        var secret = new JsonObject { ["Name"] = "edge/registry", ["SecretString"] = $$"""{"username":"u","password":"{{RegistryPassword}}"}""" };
        RegistrySecretArn = aws.Call("secretsmanager", "create_secret", secret)["ARN"]!.GetValue<string>();

        CreateBucket(Releases);
        foreach (var release in (string[])["16.6.4", "16.6.5"])
        {
            foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
                aws.Call("s3", "put_object", new JsonObject { ["Bucket"] = Releases, ["Key"] = $"edge/{release}/{component}/{component}.zip", ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(Package(component, release)) } });
        }

        foreach (var edge in edges)
        {
            CreateRole($"edge-access-{edge}", Places.Vendor);
            foreach (var queue in (string[])["requests", "results"])
                _aws.Call("sqs", "create_queue", Vendor.Queue($"{edge}-{queue}"), Places.Vendor);
        }
    }

    public string VpcId { get; }

    public IReadOnlyList<string> PrivateSubnetIds { get; }

    public string RouteTableId { get; }

    /// <summary>A registry secret of the customer's own.</summary>
    public string RegistrySecretArn { get; }

    /// <summary>An edge file with these ids.</summary>
    public string EdgeFile(string name, string release, string endpoints, string rest) => $$"""
        edge: { name: {{name}}, release: {{release}} }
        account: { region: {{Places.Region}}, accountId: "{{Places.Account}}" }
        vpc:
          vpcId: {{VpcId}}
          privateSubnetIds: [{{string.Join(", ", PrivateSubnetIds)}}]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          privateRouteTableIds: [{{RouteTableId}}]
          endpoints: { s3: {{endpoints}}, kms: {{endpoints}}, secretsManager: {{endpoints}}, sqs: {{endpoints}} }
        s3: { bucketName: {{ResultBucket}}, iamRoleArn: "{{ResultRole}}", region: {{Places.Region}} }
        controlPlane:
          edgeAccessRoleArn: arn:aws:iam::{{Places.VendorAccount}}:role/edge-access-{{name}}
          requestQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:{{name}}-requests
          resultReaderQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:{{name}}-results
          eventSources: enabled
        {{rest}}

        """;

    /// <summary>Puts packages for <c>artifacts.directory</c> beside the edge files.</summary>
    public static void WritePackages(string directory, string release)
    {
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
        {
            Directory.CreateDirectory(Path.Combine(directory, component));
            File.WriteAllBytes(Path.Combine(directory, component, $"{component}.zip"), Package(component, release));
        }
    }

    /// <summary>A zip as the vendor publishes it; nobody runs what is in it.</summary>
    public static byte[] Package(string component, string release) => Support.FakePackage.Containing($"the code of {component} {release}");

    private string Subnet(string cidr, string zone) => _aws.Call(
        "ec2", "create_subnet", new JsonObject { ["VpcId"] = VpcId, ["CidrBlock"] = cidr, ["AvailabilityZone"] = Places.Region + zone })["Subnet"]!["SubnetId"]!.GetValue<string>();

    private void CreateBucket(string name) => _aws.Call(
        "s3", "create_bucket", new JsonObject { ["Bucket"] = name, ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region } });

    private void CreateRole(string name, string? creator) =>
        _aws.Call("iam", "create_role", new JsonObject { ["RoleName"] = name, ["AssumeRolePolicyDocument"] = AnyoneMayAssume }, creator);
}
