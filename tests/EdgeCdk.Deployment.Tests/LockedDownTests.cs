using System.Text.Json.Nodes;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// The example in which everything is on that rules of others ask for, on releases whose images say user and read-only root file system,
/// with closed security groups and policies on all endpoints, in a network of Prerequisites without NAT and with images from a mirror,
/// through its whole life.
/// </summary>
public sealed class LockedDownTests() : InTurn(3)
{
    private const string LogBucket = "access-logs-eu-central-1", Network = "edge-network";

    [Fact]
    public void The_locked_down_example_is_deployed_used_upgraded_and_destroyed()
    {
        using var preparation = new Preparation();
        Prepare(preparation);
        var prepared = Moment.After(null, preparation.Aws);

        var network = StackView.Find(preparation.Aws, Network)!;
        CdkCli.Succeeded(preparation.Cli.Deploy(EdgeFile(preparation, network, "16.6.4")));
        var deployed = Moment.After(null, preparation.Aws);
        var used = Usage.Of(deployed.Alpha!, preparation.Aws);
        CdkCli.Succeeded(preparation.Cli.Deploy(EdgeFile(preparation, network, "16.6.5")));
        var upgraded = Moment.After(null, preparation.Aws);
        var shown = Shown(upgraded.Alpha!, preparation.Aws).Concat(WaysOut(network, preparation.Aws));
        preparation.Unprotect("Edge-alpha");
        CdkCli.Succeeded(preparation.Cli.Destroy(EdgeFile(preparation, network, "16.6.5")));
        var destroyed = Moment.After(null, preparation.Aws);

        Assert.Equal(("CREATE_COMPLETE", "UPDATE_COMPLETE"), (deployed.Alpha!.Status, upgraded.Alpha!.Status));
        Assert.Equal(6, used.Jobs.Count);
        Assert.NotEmpty(used.Received);
        Assert.NotEmpty(used.Rollouts);
        string[] holdData = ["AWS::KMS::Key", "AWS::EFS::FileSystem", "AWS::S3::Bucket"];
        Assert.All(holdData, type => Assert.Equal(deployed.Alpha.PhysicalIds(type), upgraded.Alpha.PhysicalIds(type)));
        Assert.Equal(
            [
                "backups ENABLED", $"logs to {LogBucket}", "own functions in the VPC 2", "reserved 20 20 20 20",
                "groups that allow everything 0", "endpoints whose policy names callers 12", "NAT gateways 0", "routes to the internet 0",
            ],
            shown);
        Assert.Null(destroyed.Alpha);
        Assert.All(destroyed.Inventory.Except(prepared.Inventory), thing => Assert.True(IsKept(thing), thing));
        Assert.Empty(preparation.Emulator.Crashes);
    }

    private static bool IsKept(string thing) =>
        ((string[])["key ", "file system ", "log group "]).Any(kept => thing.StartsWith(kept, StringComparison.Ordinal));

    private static void Prepare(Preparation preparation)
    {
        var aws = preparation.Aws;
        aws.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = LogBucket,
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        aws.Call("s3", "put_bucket_policy", new JsonObject
        {
            ["Bucket"] = LogBucket,
            ["Policy"] = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},
                  "Action":"s3:PutObject","Resource":"arn:aws:s3:::{{LogBucket}}/*"}]}
                """,
        });
        aws.Call("iam", "create_policy", new JsonObject
        {
            ["PolicyName"] = "edge-boundary",
            ["PolicyDocument"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
        });
        aws.Call("cloudformation", "create_stack", new JsonObject
        {
            ["StackName"] = Network,
            // Without the indentation of the snapshot, with which it is longer than CloudFormation takes.
            ["TemplateBody"] = JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "snapshots", "Prerequisites.template.json")))!
                .ToJsonString(),
            ["Capabilities"] = new JsonArray("CAPABILITY_IAM"),
            ["Parameters"] = new JsonArray(Parameter("EdgeName", "alpha"), Parameter("NatGateways", "none"), Parameter("Zones", "2")),
        });
        foreach (var release in Directory.GetFiles(Repository.Releases))
        {
            const string end = "-saas-edge }";
            var keys = "user: \"1000:1000\", readonlyRootFilesystem: true, writablePaths: [/tmp], stopTimeoutSeconds: 60";
            var text = File.ReadAllText(release).With(end, $"-saas-edge, {keys} }}");
            preparation.Directory.Write($"releases/{Path.GetFileName(release)}", text);
        }

        preparation.Cli.Releases = Path.Combine(preparation.Directory.Path, "releases");
    }

    private static JsonObject Parameter(string name, string value) => new() { ["ParameterKey"] = name, ["ParameterValue"] = value };

    private static string EdgeFile(Preparation preparation, StackView network, string release)
    {
        string[] subnets =
        [
            .. network.Resources.Values.Where(resource => resource.Type == "AWS::EC2::Subnet"
                && network.Template.WithId(resource.LogicalId)!.Path.EndsWith("/PrivateSubnet", StringComparison.Ordinal))
                .Select(subnet => subnet.PhysicalId),
        ];
        var text = File.ReadAllText(Repository.Path("docs", "examples", "locked-down.yaml"))
            .With("""
                  secretArn: arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf
                  secretKeyArn: arn:aws:kms:eu-central-1:123456789011:key/2222abcd-12ab-34cd-56ef-1234567890ab
                """, """
                  prefix: 123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/
                  credentials: none
                """)
            .With("locked-down", "alpha")
            .With("123456789011", Places.Account)
            .With("vpc-0f1924823027c00c7", network.PhysicalIds("AWS::EC2::VPC").Single().Value)
            .With("subnet-0fa6e2c437dd0e5fd", subnets[0])
            .With("subnet-0156acffabb5aa872", subnets[1])
            .With("rtb-0aa11bb22cc33dd44", network.Output("PrivateRouteTableIds"))
            .With("bucket-s3-ecc58765", Customer.ResultBucket)
            .With("vendor-releases-eu-central-1", Customer.Releases)
            .With("16.6.5", release)
            .With("  # Whatever the edge calls in AWS", """
                  internetAccess: false
                  endpointPolicies: { enabled: true }
                  egress: { mode: closed, s3PrefixListId: pl-6ea54007, dataSources: ["10.20.0.0/16:5432"] }
                  # Whatever the edge calls in AWS
                """)
            .With("eventSources: disabled", "eventSources: enabled");
        return preparation.Directory.Write($"edges/alpha-{release}.yaml", text);
    }

    private static JsonArray Ids(StackView edge, string type) =>
        new([.. edge.PhysicalIds(type).Values.Select(id => (JsonNode)id)]);

    // By what is in the account, not by the template.
    private static IEnumerable<string> WaysOut(StackView network, AwsClient aws)
    {
        JsonObject OfVpc() => new()
        {
            ["Filters"] = new JsonArray(new JsonObject
            {
                ["Name"] = "vpc-id",
                ["Values"] = new JsonArray(network.PhysicalIds("AWS::EC2::VPC").Single().Value),
            }),
        };
        var gateways = aws.Call("ec2", "describe_nat_gateways", OfVpc())["NatGateways"]!.AsArray().Count;
        var routes = aws.Call("ec2", "describe_route_tables", OfVpc())["RouteTables"]!.AsArray()
            .SelectMany(table => table!["Routes"]!.AsArray())
            .Count(route => $"{route!["DestinationCidrBlock"]}" == "0.0.0.0/0");
        return [$"NAT gateways {gateways}", $"routes to the internet {routes}"];
    }

    private static List<string> Shown(StackView edge, AwsClient aws)
    {
        var functions = edge.PhysicalIds("AWS::Lambda::Function").Select(function => (
            Path: function.Key,
            Reserved: aws.Call("lambda", "get_function_concurrency", "FunctionName", function.Value)["ReservedConcurrentExecutions"],
            Vpc: aws.Call("lambda", "get_function_configuration", "FunctionName", function.Value)["VpcConfig"]?["SubnetIds"])).ToList();
        var own = functions.Where(function => function.Path.StartsWith("Cleanup", StringComparison.Ordinal)
            || function.Path.StartsWith("DeploymentSupport", StringComparison.Ordinal));
        var logging = aws.Call("s3", "get_bucket_logging", "Bucket", edge["ArtifactBucket/Bucket"]);
        var backup = aws.Call("efs", "describe_backup_policy", "FileSystemId", edge["FileSystem/FileSystem"]);
        var groups = aws.Call("ec2", "describe_security_groups", "GroupIds", Ids(edge, "AWS::EC2::SecurityGroup"))["SecurityGroups"]!;
        var open = groups.AsArray().Count(group => group!["IpPermissionsEgress"]!.AsArray().Any(rule => $"{rule!["IpProtocol"]}" == "-1"));
        var endpoints = aws.Call("ec2", "describe_vpc_endpoints", "VpcEndpointIds", Ids(edge, "AWS::EC2::VPCEndpoint"))["VpcEndpoints"]!;
        var restricted = endpoints.AsArray().Count(
            endpoint => $"{endpoint!["PolicyDocument"]}".Contains("aws:Principal", StringComparison.Ordinal));
        return
        [
            $"backups {backup["BackupPolicy"]!["Status"]}",
            $"logs to {logging["LoggingEnabled"]!["TargetBucket"]}",
            $"own functions in the VPC {own.Count(function => function.Vpc?.AsArray().Count == 2)}",
            $"reserved {string.Join(' ', functions.Select(function => function.Reserved))}",
            $"groups that allow everything {open}",
            $"endpoints whose policy names callers {restricted}",
        ];
    }
}
