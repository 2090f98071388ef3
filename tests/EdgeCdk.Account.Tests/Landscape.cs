using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>
/// A region of the account where everything is as an edge needs it: a VPC with NAT, packages, a bucket, roles, the bootstrap.
/// </summary>
public sealed class Landscape
{
    public const string EdgeName = "acme";
    public const string Releases = "vendor-releases";
    public const string ResultBucket = "results-of-acme";
    public const string ResultRole = $"arn:aws:iam::{Places.Account}:role/s3-role";

    /// <summary>The roles of the edge that its own roles must allow.</summary>
    public static readonly string[] RolesOfTheEdge =
    [
        "plane-manager",
        "dq-results-reader",
        "job-dqc",
        "job-anomaly-detection",
        "job-anomaly-detection-auxiliary",
        "job-metadata-import",
        "job-snowflake-pushdown",
        "job-create-table",
    ];

    private readonly AccountApi _api;

    public Landscape(AccountApi api)
    {
        _api = api;
        VpcId = Make("ec2", "create_vpc", new() { ["CidrBlock"] = "10.0.0.0/16" }, "Vpc", "VpcId");
        api.Call("ec2", "modify_vpc_attribute", new JsonObject
        {
            ["VpcId"] = VpcId,
            ["EnableDnsHostnames"] = new JsonObject { ["Value"] = true },
        });
        PrivateSubnetIds = [Subnet("10.0.0.0/24", "a"), Subnet("10.0.1.0/24", "b")];
        PublicSubnetId = Subnet("10.0.2.0/24", "a");
        GatewayId = Make("ec2", "create_internet_gateway", [], "InternetGateway", "InternetGatewayId");
        api.Call("ec2", "attach_internet_gateway", new JsonObject { ["InternetGatewayId"] = GatewayId, ["VpcId"] = VpcId });
        Route(RouteTable(PublicSubnetId), "GatewayId", GatewayId);
        NatId = Nat(PublicSubnetId);
        RouteTableId = RouteTable([.. PrivateSubnetIds]);
        Route(RouteTableId, "NatGatewayId", NatId);

        CreateBucket(ResultBucket);
        CreateBucket(Releases);
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
            PutPackage(component);
        CreateRole("s3-role", Trust(RolesOfTheEdge));
        // By name: they are taken away and made again.
        foreach (var service in (string[])["ECS", "AmazonElasticFileSystem", "ElasticLoadBalancing"])
        {
            var principal = new JsonObject { ["Service"] = "anything.amazonaws.com" };
            CreateRole($"AWSServiceRoleFor{service}", Allow(new JsonObject { ["Principal"] = principal }));
        }

        api.Call("ssm", "put_parameter", new JsonObject
        {
            ["Name"] = "/cdk-bootstrap/hnb659fds/version",
            ["Value"] = "30",
            ["Type"] = "String",
        });
        RegistrySecretArn = CreateSecret("edge/registry", """{"username":"u","password":"kept-to-itself"}""");
    }

    public string VpcId { get; }

    public IReadOnlyList<string> PrivateSubnetIds { get; }

    public string PublicSubnetId { get; }

    public string GatewayId { get; }

    public string NatId { get; }

    public string RouteTableId { get; }

    public string RegistrySecretArn { get; }

    /// <summary>The edge file that fits.</summary>
    public string EdgeFile => $$"""
        edge: { name: {{EdgeName}}, release: 16.6.5 }
        account: { region: {{Places.Region}}, accountId: "{{Places.Account}}" }
        vpc:
          vpcId: {{VpcId}}
          privateSubnetIds: [{{string.Join(", ", PrivateSubnetIds)}}]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          privateRouteTableIds: [{{RouteTableId}}]
          endpoints: { s3: create, kms: create, secretsManager: create, sqs: create }
        s3: { bucketName: {{ResultBucket}}, iamRoleArn: "{{ResultRole}}", region: {{Places.Region}} }
        controlPlane:
          edgeAccessRoleArn: arn:aws:iam::{{Places.VendorAccount}}:role/edge-access-acme
          requestQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:acme-requests
          resultReaderQueueArn: arn:aws:sqs:{{Places.Region}}:{{Places.VendorAccount}}:acme-results
          eventSources: disabled
        artifacts: { bucket: {{Releases}}, prefix: edge/16.6.5/ }
        registry: { secretArn: "{{RegistrySecretArn}}" }

        """;

    /// <summary>A trust policy that lets these roles of the edge in, as the README has it.</summary>
    public static JsonObject Trust(params IEnumerable<string> roles) => Allow(new JsonObject
    {
        ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Places.Account}:root" },
        ["Condition"] = new JsonObject
        {
            ["ArnEquals"] = new JsonObject
            {
                ["aws:PrincipalArn"] = new JsonArray(
                    [.. roles.Select(role => JsonValue.Create($"arn:aws:iam::{Places.Account}:role/{EdgeName}-{role}"))]),
            },
        },
    });

    /// <summary>A trust policy of one statement.</summary>
    public static JsonObject Allow(JsonObject statement)
    {
        statement["Effect"] = "Allow";
        statement["Action"] = "sts:AssumeRole";
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
    }

    public string Subnet(string block, string zone) => Make("ec2", "create_subnet", new()
    {
        ["VpcId"] = VpcId,
        ["CidrBlock"] = block,
        ["AvailabilityZone"] = Places.Region + zone,
    }, "Subnet", "SubnetId");

    /// <summary>A route table of some subnets.</summary>
    public string RouteTable(params IEnumerable<string> subnets)
    {
        var table = Make("ec2", "create_route_table", new() { ["VpcId"] = VpcId }, "RouteTable", "RouteTableId");
        foreach (var subnet in subnets)
            Associate(table, subnet);
        return table;
    }

    public void Associate(string table, string subnet) =>
        _api.Call("ec2", "associate_route_table", new JsonObject { ["RouteTableId"] = table, ["SubnetId"] = subnet });

    /// <summary>A NAT gateway with an address of its own.</summary>
    public string Nat(string subnet)
    {
        var address = Make("ec2", "allocate_address", new() { ["Domain"] = "vpc" }, "AllocationId");
        return Make("ec2", "create_nat_gateway", new() { ["SubnetId"] = subnet, ["AllocationId"] = address }, "NatGateway", "NatGatewayId");
    }

    /// <summary>Sends everything that is for elsewhere to a gateway.</summary>
    public void Route(string table, string kind, string gateway) => _api.Call("ec2", "create_route", new JsonObject
    {
        ["RouteTableId"] = table,
        ["DestinationCidrBlock"] = "0.0.0.0/0",
        [kind] = gateway,
    });

    /// <summary>An interface endpoint in the private subnets.</summary>
    public string Interface(
        string service, bool privateDns = true, params string[] securityGroups) => Make("ec2", "create_vpc_endpoint", new()
        {
            ["VpcEndpointType"] = "Interface",
            ["VpcId"] = VpcId,
            ["ServiceName"] = $"com.amazonaws.{Places.Region}.{service}",
            ["PrivateDnsEnabled"] = privateDns,
            ["SubnetIds"] = new JsonArray([.. PrivateSubnetIds.Select(subnet => JsonValue.Create(subnet))]),
            ["SecurityGroupIds"] = new JsonArray([.. securityGroups.Select(group => JsonValue.Create(group))]),
        }, "VpcEndpoint", "VpcEndpointId");

    /// <summary>A gateway endpoint for S3.</summary>
    public string Gateway(params string[] tables) => Make("ec2", "create_vpc_endpoint", new()
    {
        ["VpcEndpointType"] = "Gateway",
        ["VpcId"] = VpcId,
        ["ServiceName"] = $"com.amazonaws.{Places.Region}.s3",
        ["RouteTableIds"] = new JsonArray([.. tables.Select(table => JsonValue.Create(table))]),
    }, "VpcEndpoint", "VpcEndpointId");

    public void Remove(string endpoint) => _api.Call("ec2", "delete_vpc_endpoints", "VpcEndpointIds", new JsonArray(endpoint));

    private void CreateBucket(string name) => _api.Call("s3", "create_bucket", new JsonObject
    {
        ["Bucket"] = name,
        ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
    });

    public void PutPackage(string component) => _api.Call("s3", "put_object", new JsonObject
    {
        ["Bucket"] = Releases,
        ["Key"] = $"edge/16.6.5/{component}/{component}.zip",
        ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(FakePackage.Containing(component)) },
    });

    public void CreateRole(string name, JsonObject trust) => _api.Call("iam", "create_role", new JsonObject
    {
        ["RoleName"] = name,
        ["AssumeRolePolicyDocument"] = trust.ToJsonString(),
    });

    public string CreateSecret(string name, string content, string? key = null) =>
        Make("secretsmanager", "create_secret", new() { ["Name"] = name, ["SecretString"] = content, ["KmsKeyId"] = key }, "ARN");

    /// <summary>Makes something.</summary>
    /// <returns>Its id, by its path in the answer.</returns>
    public string Make(string service, string operation, JsonObject parameters, params string[] path)
    {
        foreach (var absent in parameters.Where(parameter => parameter.Value is null).Select(parameter => parameter.Key).ToList())
            parameters.Remove(absent);
        return path.Aggregate(_api.Call(service, operation, parameters), (answer, name) => answer[name]!).GetValue<string>();
    }
}
