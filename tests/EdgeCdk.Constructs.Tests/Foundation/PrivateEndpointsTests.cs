using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class PrivateEndpointsTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_S3_endpoint_is_a_gateway_on_the_private_route_tables() => Assert.Equal(
        """
        RouteTableIds:
          - rtb-0aa11bb22cc33dd44
          - rtb-0bb11bb22cc33dd44
        ServiceName: com.amazonaws.${AWS::Region}.s3
        Tags:
          - Key: Team
            Value: Data Platform
          - Key: ataccama:edge:managed-by
            Value: edge-cdk
          - Key: ataccama:edge:name
            Value: full
          - Key: ataccama:edge:release
            Value: 16.6.5
          - Key: cost-center
            Value: 4711
        VpcEndpointType: Gateway
        VpcId: vpc-0f1924823027c00c7
        """,
        edges.Full.Text("Endpoints/S3"));

    [Theory]
    [InlineData("Kms", "kms")]
    [InlineData("SecretsManager", "secretsmanager")]
    [InlineData("Sqs", "sqs")]
    [InlineData("EcrApi", "ecr.api")]
    [InlineData("EcrDkr", "ecr.dkr")]
    [InlineData("Ecs", "ecs")]
    [InlineData("EcsAgent", "ecs-agent")]
    [InlineData("EcsTelemetry", "ecs-telemetry")]
    [InlineData("ElasticFileSystem", "elasticfilesystem")]
    [InlineData("Events", "events")]
    [InlineData("Lambda", "lambda")]
    [InlineData("Logs", "logs")]
    [InlineData("Monitoring", "monitoring")]
    [InlineData("Sts", "sts")]
    public void An_interface_endpoint_has_private_dns_in_every_private_subnet_and_the_shared_group(string id, string service) =>
        Assert.Equal(
            $$"""
            PrivateDnsEnabled: true
            SecurityGroupIds:
              - ${Endpoints/SecurityGroup.GroupId}
            ServiceName: com.amazonaws.eu-central-1.{{service}}
            SubnetIds:
              - subnet-0aaaaaaaaaaaaaaaa
              - subnet-0bbbbbbbbbbbbbbbb
              - subnet-0cccccccccccccccc
            Tags:
              - Key: Team
                Value: Data Platform
              - Key: ataccama:edge:managed-by
                Value: edge-cdk
              - Key: ataccama:edge:name
                Value: full
              - Key: ataccama:edge:release
                Value: 16.6.5
              - Key: cost-center
                Value: 4711
            VpcEndpointType: Interface
            VpcId: vpc-0f1924823027c00c7
            """,
            edges.Full.Text($"Endpoints/{id}"));

    [Fact]
    public void Their_group_admits_https_from_every_block_of_the_vpc_and_lets_nothing_out() => Assert.Equal(
        """
        GroupDescription: Edge VPC endpoints: HTTPS from the whole VPC
        SecurityGroupEgress:
          - CidrIp: 255.255.255.255/32
            Description: Nothing
            FromPort: 252
            IpProtocol: icmp
            ToPort: 86
        SecurityGroupIngress:
          - CidrIp: 10.0.0.0/16
            Description: HTTPS
            FromPort: 443
            IpProtocol: tcp
            ToPort: 443
          - CidrIp: 100.64.0.0/16
            Description: HTTPS
            FromPort: 443
            IpProtocol: tcp
            ToPort: 443
        VpcId: vpc-0f1924823027c00c7
        """,
        edges.Full.Text("Endpoints/SecurityGroup"));

    [Theory]
    [InlineData(EdgeFiles.Demo, "S3 Kms SecretsManager Sqs")]
    [InlineData(
        EdgeFiles.Full,
        "S3 Kms SecretsManager Sqs EcrApi EcrDkr Ecs EcsAgent EcsTelemetry ElasticFileSystem Events Lambda Logs Monitoring Sts")]
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
    public void Without_an_interface_endpoint_there_is_no_group() => Assert.Null(edges.Mirror.Find("Endpoints/SecurityGroup"));

    [Fact]
    public void Route_tables_mean_nothing_when_the_gateway_is_there_already()
    {
        var template = edges.SynthesizeDemoWith("s3: create", "s3: existing");

        Assert.Null(template.Find("Endpoints/S3"));
        Assert.DoesNotContain("rtb-", template.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_endpoint_more_or_less_changes_no_logical_id_of_another()
    {
        var ids = edges.Full.OfType("AWS::EC2::VPCEndpoint").ToDictionary(endpoint => endpoint.Path, endpoint => endpoint.LogicalId);

        Assert.All(edges.Demo.OfType("AWS::EC2::VPCEndpoint"), endpoint => Assert.Equal(ids[endpoint.Path], endpoint.LogicalId));
        Assert.All(edges.Longest.OfType("AWS::EC2::VPCEndpoint"), endpoint => Assert.Equal(ids[endpoint.Path], endpoint.LogicalId));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void None_has_a_policy_since_others_use_them_too(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::VPCEndpoint"), endpoint => Assert.Null(endpoint["PolicyDocument"]));

    [Fact]
    public void In_China_services_have_the_names_that_they_have_there()
    {
        var template = edges.Synthesize(EdgeFiles.Text(EdgeFiles.Mirror)
            .With("kms: existing, secretsManager: existing, sqs: existing", "kms: create, secretsManager: create, sqs: create"));

        Assert.Equal(
            ["com.amazonaws.cn-north-1.kms", "com.amazonaws.cn-north-1.secretsmanager", "cn.com.amazonaws.cn-north-1.sqs"],
            template.OfType("AWS::EC2::VPCEndpoint").Select(endpoint => endpoint.String("ServiceName")));
    }
}
