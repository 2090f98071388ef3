using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class DqResultsReaderTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_function_is_java_in_the_private_subnets_and_knows_the_result_bucket() => Assert.Equal(
        $$"""
        Architectures:
          - x86_64
        Code:
          S3Bucket: ${ArtifactBucket/Bucket}
          S3Key: dqresultsreader/16.6.5/dqresultsreader.zip
        Description: Edge demo: reads data-quality results ({{JavaFunctionTests.DescribedHash(edges.Demo, "DqResultsReader")}})
        Environment:
          Variables:
            DQ_KEY_ARN: ${DataQualityKey/Key.Arn}
            EDGE_NAME: demo
            EDGE_REGION: eu-central-1
            RESULT_BUCKET: bucket-s3-ecc58765
            RESULT_BUCKET_REGION: eu-central-1
            RESULT_ROLE_ARN: arn:aws:iam::123456789011:role/s3-role
        Handler: com.ataccama.edge.dqresultsreader.Handler::handleRequest
        KmsKeyArn: ${GeneralKey/Key.Arn}
        LoggingConfig:
          LogGroup: ${DqResultsReader/Function/Logs/LogGroup}
        MemorySize: 1024
        Role: ${DqResultsReader/Function/Role/Role.Arn}
        Runtime: java21
        Timeout: 120
        VpcConfig:
          SecurityGroupIds:
            - ${DqResultsReader/Function/Network/SecurityGroup.GroupId}
          SubnetIds:
            - subnet-0156acffabb5aa872
            - subnet-0fa6e2c437dd0e5fd
        """,
        edges.Demo.Text("DqResultsReader/Function/Function"));

    [Fact]
    public void Its_role_has_exactly_these_rights() => Assert.Equal(
        [
            "Allow logs:CreateLogStream, logs:PutLogEvents on ${DqResultsReader/Function/Logs/LogGroup.Arn}",
            $"Allow {JavaFunctionTests.NetworkInterfaces} on *",
            $"Deny {JavaFunctionTests.NetworkInterfaces} on * if ArnLike lambda:SourceFunctionArn = "
                + "arn:aws-us-gov:lambda:us-gov-west-1:123456789011:function:*",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if ArnLike kms:EncryptionContext:aws:lambda:FunctionArn = "
                + "arn:aws-us-gov:lambda:us-gov-west-1:123456789011:function:*",
            "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility, sqs:GetQueueAttributes on "
                + "arn:aws-us-gov:sqs:us-gov-west-1:999988887777:longest-results",
            "Allow sts:AssumeRole on arn:aws-us-gov:iam::123456789011:role/s3-role",
            "Allow kms:Decrypt on ${DataQualityKey/Key.Arn}",
        ],
        edges.Longest.Rights("DqResultsReader/Function/Role/Role"));

    [Fact]
    public void It_decrypts_messages_when_their_queue_has_a_key() => Assert.Equal(
        "Allow kms:Decrypt on arn:aws:kms:eu-central-1:999988887777:key/1111abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
            + "kms:ViaService = sqs.eu-central-1.amazonaws.com",
        edges.Full.Right("DqResultsReader/Function/Role/Role", "DecryptQueue"));

    [Fact]
    public void Its_role_has_the_name_that_others_trust() =>
        Assert.Equal("demo-dq-results-reader", edges.Demo.At("DqResultsReader/Function/Role/Role").String("RoleName"));

    [Fact]
    public void Its_group_has_no_ingress() => Assert.Equal(
        """
        GroupDescription: Edge dq-results-reader function: no ingress, egress any
        SecurityGroupEgress:
          - CidrIp: 0.0.0.0/0
            Description: Registry, AWS services and data sources
            IpProtocol: -1
        VpcId: vpc-0f1924823027c00c7
        """,
        edges.Demo.Text("DqResultsReader/Function/Network/SecurityGroup"));

    [Fact]
    public void It_is_mapped_on_the_result_reader_queue() =>
        Assert.Equal(
            "arn:aws:sqs:eu-central-1:999988887777:full-results",
            edges.Full.At("DqResultsReader/Function/Mapping").String("EventSourceArn"));
}
