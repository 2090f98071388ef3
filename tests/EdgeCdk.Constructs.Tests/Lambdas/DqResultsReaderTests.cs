using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class DqResultsReaderTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void The_function_is_java_in_the_private_subnets() => _demo.HasResourceProperties(
        "AWS::Lambda::Function", JavaFunctionTests.InPrivateSubnets(edges.Demo, "DqResultsReader", new Map
        {
            ["Description"] = Match.StringLikeRegexp("^Edge demo: reads data-quality results \\([0-9a-f]{12}\\)$"),
            ["FileSystemConfigs"] = Match.Absent(),
            ["Handler"] = "com.ataccama.edge.dqresultsreader.Handler::handleRequest",
            ["MemorySize"] = 1024,
            ["Timeout"] = 120,
        }));

    [Fact]
    public void It_knows_the_result_bucket_and_its_key() => _demo.HasResourceProperties("AWS::Lambda::Function", new Map
    {
        ["Environment"] = Match.ObjectEquals(new Map
        {
            ["Variables"] = new Map
            {
                ["DQ_KEY_ARN"] = edges.Demo.GetAtt("DataQualityKey/Key"),
                ["EDGE_NAME"] = "demo",
                ["EDGE_REGION"] = "eu-central-1",
                ["RESULT_BUCKET"] = "bucket-s3-ecc58765",
                ["RESULT_BUCKET_REGION"] = "eu-central-1",
                ["RESULT_ROLE_ARN"] = "arn:aws:iam::123456789011:role/s3-role",
            },
        }),
        ["Role"] = edges.Demo.GetAtt("DqResultsReader/Function/Role/Role"),
    });

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
    public void Its_group_has_no_ingress() =>
        _demo.HasResourceProperties("AWS::EC2::SecurityGroup", SecurityGroups.WithoutIngress("dq-results-reader function"));
}
