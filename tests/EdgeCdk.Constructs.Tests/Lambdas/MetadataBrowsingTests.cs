using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class MetadataBrowsingTests(SynthesizedEdges edges)
{
    private string Hash => JavaFunctionTests.DescribedHash(edges.Demo, "MetadataBrowsing");

    [Fact]
    public void The_function_is_java_in_the_private_subnets_with_the_connectors() => Assert.Equal(
        $$"""
        Architectures:
          - x86_64
        Code:
          S3Bucket: ${ArtifactBucket/Bucket}
          S3Key: edgeinteractivejobs/16.6.5/edgeinteractivejobs.zip
        Description: Edge demo: metadata browsing and connection testing ({{Hash}})
        Environment:
          Variables:
            DRIVERS_PATH: /mnt/drivers
            EDGE_NAME: demo
            EDGE_REGION: eu-central-1
        FileSystemConfigs:
          - Arn: ${FileSystem/Drivers.Arn}
            LocalMountPath: /mnt/drivers
        Handler: com.ataccama.edge.interactivejobs.Handler::handleRequest
        KmsKeyArn: ${GeneralKey/Key.Arn}
        LoggingConfig:
          LogGroup: ${MetadataBrowsing/Function/Logs/LogGroup}
        MemorySize: 1331
        Role: ${MetadataBrowsing/Function/Role/Role.Arn}
        Runtime: java21
        Timeout: 300
        VpcConfig:
          SecurityGroupIds:
            - ${MetadataBrowsing/Function/Network/SecurityGroup.GroupId}
          SubnetIds:
            - subnet-0156acffabb5aa872
            - subnet-0fa6e2c437dd0e5fd
        """,
        edges.Demo.Text("MetadataBrowsing/Function/Function"));

    [Fact]
    public void Its_role_has_exactly_these_rights() => Assert.Equal(
        [
            "Allow logs:CreateLogStream, logs:PutLogEvents on ${MetadataBrowsing/Function/Logs/LogGroup.Arn}",
            $"Allow {JavaFunctionTests.NetworkInterfaces} on *",
            $"Deny {JavaFunctionTests.NetworkInterfaces} on * if ArnLike lambda:SourceFunctionArn = "
                + "arn:aws:lambda:eu-central-1:012345678901:function:*",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if ArnLike kms:EncryptionContext:aws:lambda:FunctionArn = "
                + "arn:aws:lambda:eu-central-1:012345678901:function:*",
            "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility, sqs:GetQueueAttributes on "
                + "arn:aws:sqs:eu-central-1:999988887777:full-requests",
            "Allow kms:Decrypt on arn:aws:kms:eu-central-1:999988887777:key/1111abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
                + "kms:ViaService = sqs.eu-central-1.amazonaws.com",
            "Allow elasticfilesystem:ClientMount on ${FileSystem/FileSystem.Arn} if StringEquals elasticfilesystem:AccessPointArn = "
                + "${FileSystem/Drivers.Arn}",
            "Allow sts:AssumeRole on arn:aws:iam::012345678901:role/*, arn:aws:iam::111122223333:role/*, arn:aws:iam::222233334444:role/*"
                + " if StringEquals iam:ResourceTag/ataccama:edge:customer-provided = true",
        ],
        edges.Full.Rights("MetadataBrowsing/Function/Role/Role"));

    [Fact]
    public void Its_role_has_the_name_that_others_trust() =>
        Assert.Equal("demo-metadata-browsing", edges.Demo.At("MetadataBrowsing/Function/Role/Role").String("RoleName"));

    [Fact]
    public void Its_group_has_no_ingress() => Assert.Equal(
        """
        GroupDescription: Edge metadata-browsing function: no ingress, egress any
        SecurityGroupEgress:
          - CidrIp: 0.0.0.0/0
            Description: Registry, AWS services and data sources
            IpProtocol: -1
        VpcId: vpc-0f1924823027c00c7
        """,
        edges.Demo.Text("MetadataBrowsing/Function/Network/SecurityGroup"));

    [Fact]
    public void It_is_mapped_on_the_request_queue() =>
        Assert.Equal(
            "arn:aws:sqs:eu-central-1:999988887777:full-requests",
            edges.Full.At("MetadataBrowsing/Function/Mapping").String("EventSourceArn"));

    [Theory, InlineData(EdgeFiles.Demo), InlineData(EdgeFiles.Full), InlineData(EdgeFiles.Longest)]
    public void Nothing_runs_it_before_the_connectors_are_there(string edge)
    {
        Assert.Contains("DeploymentSupport/ConnectorsAnnounced", edges[edge].Before("MetadataBrowsing/Function/Current"));
        if (edges[edge].Find("MetadataBrowsing/Function/Mapping") is not null)
            Assert.Contains("DeploymentSupport/ConnectorsAnnounced", edges[edge].Before("MetadataBrowsing/Function/Mapping"));
    }
}
