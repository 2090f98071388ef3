using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class MetadataBrowsingTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void The_function_is_java_in_the_private_subnets() => _demo.HasResourceProperties(
        "AWS::Lambda::Function", JavaFunctionTests.InPrivateSubnets(edges.Demo, "MetadataBrowsing", new Map
        {
            ["Description"] = Match.StringLikeRegexp("^Edge demo: metadata browsing and connection testing \\([0-9a-f]{12}\\)$"),
            ["Handler"] = "com.ataccama.edge.interactivejobs.Handler::handleRequest",
            ["MemorySize"] = 1331,
            ["Timeout"] = 300,
        }));

    [Fact]
    public void It_mounts_the_connectors_and_knows_where() => _demo.HasResourceProperties("AWS::Lambda::Function", new Map
    {
        ["Environment"] = Match.ObjectEquals(new Map
        {
            ["Variables"] = new Map
            {
                ["DRIVERS_PATH"] = "/mnt/drivers",
                ["EDGE_NAME"] = "demo",
                ["EDGE_REGION"] = "eu-central-1",
            },
        }),
        ["FileSystemConfigs"] = new[]
        {
            new Map { ["Arn"] = edges.Demo.GetAtt("FileSystem/Drivers"), ["LocalMountPath"] = "/mnt/drivers" },
        },
        ["Role"] = edges.Demo.GetAtt("MetadataBrowsing/Function/Role/Role"),
    });

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
            "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf",
            "Allow kms:Decrypt on arn:aws:kms:eu-central-1:012345678901:key/5555abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
                + "kms:ViaService = secretsmanager.eu-central-1.amazonaws.com",
        ],
        edges.Full.Rights("MetadataBrowsing/Function/Role/Role"));

    [Fact]
    public void Its_role_has_the_name_that_others_trust() =>
        Assert.Equal("demo-metadata-browsing", edges.Demo.At("MetadataBrowsing/Function/Role/Role").String("RoleName"));

    [Fact]
    public void Its_group_has_no_ingress() =>
        _demo.HasResourceProperties("AWS::EC2::SecurityGroup", SecurityGroups.WithoutIngress("metadata-browsing function"));

    [Theory, InlineData(EdgeFiles.Demo), InlineData(EdgeFiles.Full), InlineData(EdgeFiles.Longest)]
    public void Nothing_runs_it_before_the_connectors_are_there(string edge)
    {
        Assert.Contains("DeploymentSupport/ConnectorsAnnounced", edges[edge].Before("MetadataBrowsing/Function/Current"));
        if (edges[edge].Find("MetadataBrowsing/Function/Mapping") is not null)
            Assert.Contains("DeploymentSupport/ConnectorsAnnounced", edges[edge].Before("MetadataBrowsing/Function/Mapping"));
    }
}
