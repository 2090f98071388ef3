using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class PrivateEndpointsTests(SynthesizedEdges edges)
{
    private static readonly string[] WithoutPolicy =
        ["Endpoints/EcsAgent", "Endpoints/EcsTelemetry", "Endpoints/ElasticFileSystem", "Endpoints/Tagging"];

    private readonly Template _full = edges.Assertions(EdgeFiles.Full);

    private static Map[] Tags =>
    [
        new() { ["Key"] = "Team", ["Value"] = "Data Platform" },
        new() { ["Key"] = "ataccama:edge:managed-by", ["Value"] = "edge-cdk" },
        new() { ["Key"] = "ataccama:edge:name", ["Value"] = "full" },
        new() { ["Key"] = "ataccama:edge:release", ["Value"] = "16.6.5" },
        new() { ["Key"] = "cost-center", ["Value"] = "4711" },
    ];

    [Fact]
    public void The_S3_endpoint_is_a_gateway_on_the_private_route_tables() =>
        _full.HasResourceProperties("AWS::EC2::VPCEndpoint", Match.ObjectEquals(new Map
        {
            ["RouteTableIds"] = new[] { "rtb-0aa11bb22cc33dd44", "rtb-0bb11bb22cc33dd44" },
            ["ServiceName"] = References.Join("com.amazonaws.", new Map { ["Ref"] = "AWS::Region" }, ".s3"),
            ["Tags"] = Tags,
            ["VpcEndpointType"] = "Gateway",
            ["VpcId"] = "vpc-0f1924823027c00c7",
        }));

    [Theory]
    [InlineData("kms")]
    [InlineData("secretsmanager")]
    [InlineData("sqs")]
    [InlineData("ecr.api")]
    [InlineData("ecr.dkr")]
    [InlineData("ecs")]
    [InlineData("ecs-agent")]
    [InlineData("ecs-telemetry")]
    [InlineData("elasticfilesystem")]
    [InlineData("events")]
    [InlineData("lambda")]
    [InlineData("logs")]
    [InlineData("monitoring")]
    [InlineData("sts")]
    public void An_interface_endpoint_has_private_dns_in_every_private_subnet_and_the_shared_group(string service) =>
        _full.HasResourceProperties("AWS::EC2::VPCEndpoint", Match.ObjectEquals(new Map
        {
            ["PrivateDnsEnabled"] = true,
            ["SecurityGroupIds"] = new[] { edges.Full.GetAtt("Endpoints/SecurityGroup", "GroupId") },
            ["ServiceName"] = $"com.amazonaws.eu-central-1.{service}",
            ["SubnetIds"] = new[] { "subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb", "subnet-0cccccccccccccccc" },
            ["Tags"] = Tags,
            ["VpcEndpointType"] = "Interface",
            ["VpcId"] = "vpc-0f1924823027c00c7",
        }));

    [Fact]
    public void Their_group_admits_https_from_every_block_of_the_vpc_and_lets_nothing_out() =>
        _full.HasResourceProperties("AWS::EC2::SecurityGroup", Match.ObjectEquals(new Map
        {
            ["GroupDescription"] = "Edge VPC endpoints: HTTPS from the whole VPC",
            ["SecurityGroupEgress"] = new[]
            {
                new Map
                {
                    ["CidrIp"] = "255.255.255.255/32",
                    ["Description"] = "Nothing",
                    ["FromPort"] = 252,
                    ["IpProtocol"] = "icmp",
                    ["ToPort"] = 86,
                },
            },
            ["SecurityGroupIngress"] = new[] { Https("10.0.0.0/16"), Https("100.64.0.0/16") },
            ["VpcId"] = "vpc-0f1924823027c00c7",
        }));

    [Theory]
    [InlineData(EdgeFiles.Demo, "S3 Kms SecretsManager Sqs")]
    [InlineData(
        EdgeFiles.Full,
        "S3 Kms SecretsManager Sqs CloudFormation EcrApi EcrDkr Ecs EcsAgent EcsTelemetry ElasticFileSystem Events Lambda Logs Monitoring "
            + "Sts")]
    [InlineData(EdgeFiles.Mirror, "")]
    [InlineData(EdgeFiles.Longest, "S3 SecretsManager")]
    public void Exactly_those_that_are_asked_for_are_made(string edge, string ids) =>
        Assert.Equal(
            ids,
            string.Join(
                ' ',
                edges[edge].OfType("AWS::EC2::VPCEndpoint").Select(
                    endpoint => endpoint.Path.Replace("Endpoints/", "", StringComparison.Ordinal))));

    [Fact]
    public void Without_an_interface_endpoint_there_is_no_group() =>
        edges.Assertions(EdgeFiles.Mirror).ResourcePropertiesCountIs(
            "AWS::EC2::SecurityGroup", new Map { ["GroupDescription"] = Match.StringLikeRegexp("VPC endpoints") }, 0);

    [Fact]
    public void Route_tables_mean_nothing_when_the_gateway_is_there_already()
    {
        var edge = edges.SynthesizeDemoWith("s3: create", "s3: existing");

        Template.FromString(edge.Text).AllResourcesProperties("AWS::EC2::VPCEndpoint", new Map { ["VpcEndpointType"] = "Interface" });
        Assert.DoesNotContain("rtb-", edge.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_endpoint_more_or_less_changes_no_logical_id_of_another()
    {
        var ids = edges.Full.OfType("AWS::EC2::VPCEndpoint").ToDictionary(endpoint => endpoint.Path, endpoint => endpoint.LogicalId);

        Assert.All(edges.Demo.OfType("AWS::EC2::VPCEndpoint"), endpoint => Assert.Equal(ids[endpoint.Path], endpoint.LogicalId));
        Assert.All(edges.Longest.OfType("AWS::EC2::VPCEndpoint"), endpoint => Assert.Equal(ids[endpoint.Path], endpoint.LogicalId));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void None_has_a_policy_unless_the_file_says_so_since_others_use_them_too(string edge) => Assert.Equal(
        edges.Config(edge).Vpc.EndpointPolicies.Enabled
            ? edges[edge].OfType("AWS::EC2::VPCEndpoint").Where(endpoint => !WithoutPolicy.Contains(endpoint.Path)).ToArray()
            : [],
        edges[edge].OfType("AWS::EC2::VPCEndpoint").Where(endpoint => endpoint["PolicyDocument"] is not null));

    [Fact]
    public void In_China_services_have_the_names_that_they_have_there()
    {
        var template = Template.FromString(edges.Synthesize(EdgeFiles.Text(EdgeFiles.Mirror)
            .With("kms: existing, secretsManager: existing, sqs: existing", "kms: create, secretsManager: create, sqs: create")).Text);

        template.ResourceCountIs("AWS::EC2::VPCEndpoint", 3);
        Assert.All(
            (string[])["com.amazonaws.cn-north-1.kms", "com.amazonaws.cn-north-1.secretsmanager", "cn.com.amazonaws.cn-north-1.sqs"],
            service => template.HasResourceProperties("AWS::EC2::VPCEndpoint", new Map { ["ServiceName"] = service }));
    }

    private static Map Https(string cidr) => new()
    {
        ["CidrIp"] = cidr,
        ["Description"] = "HTTPS",
        ["FromPort"] = 443,
        ["IpProtocol"] = "tcp",
        ["ToPort"] = 443,
    };
}
