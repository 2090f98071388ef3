using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class IdentityRuleTests
{
    private const string OtherAccount = "111122223333";

    [Theory]
    [InlineData("26:20", "controlPlane.requestQueueArn", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests")]
    [InlineData("27:25", "controlPlane.resultReaderQueueArn", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results")]
    [InlineData("29:16", "controlPlane.queueKeyArn", "arn:aws:kms:eu-central-1:999988887777:key/mrk-1234abcd12ab34cd56ef1234567890ab")]
    [InlineData("35:11", "artifacts.keyArn", "arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("38:14", "registry.secretArn", "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf")]
    [InlineData("39:17", "registry.secretKeyArn", "arn:aws:kms:eu-central-1:012345678901:key/2234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("42:18", "observability.otlpSecretArn", "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf")]
    [InlineData(
        "43:21", "observability.otlpSecretKeyArn", "arn:aws:kms:eu-central-1:012345678901:key/3234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("45:13", "alarms.topicArn", "arn:aws:sns:eu-central-1:012345678901:alarms")]
    public void An_arn_of_another_region_is_refused(string place, string key, string arn)
    {
        var elsewhere = arn.Replace("eu-central-1", "eu-west-1", StringComparison.Ordinal);

        Assert.Equal(
            [
                $"edges/acme-prod.yaml:{place}: {key} is \"{elsewhere}\"; use an ARN of region eu-central-1, as in account.region; "
                    + "correct the ARN or account.region",
            ],
            Workspace.MessagesOfFullEdge((arn, elsewhere)));
    }

    [Theory]
    [InlineData("22:15", "s3.iamRoleArn", "arn:aws:iam::012345678901:role/data/s3-role")]
    [InlineData("38:14", "registry.secretArn", "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf")]
    [InlineData("42:18", "observability.otlpSecretArn", "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf")]
    [InlineData("76:27", "iam.permissionsBoundaryArn", "arn:aws:iam::012345678901:policy/boundary")]
    public void An_arn_of_another_account_is_refused(string place, string key, string arn)
    {
        var foreign = arn.Replace("012345678901", OtherAccount, StringComparison.Ordinal);

        Assert.Equal(
            [
                $"edges/acme-prod.yaml:{place}: {key} is \"{foreign}\"; use an ARN of account 012345678901, as in account.accountId; "
                    + "correct the ARN or account.accountId",
            ],
            Workspace.MessagesOfFullEdge((arn, foreign)));
    }

    [Theory]
    [InlineData("22:15", "s3.iamRoleArn", "arn:aws:iam::012345678901:role/data/s3-role")]
    [InlineData("25:22", "controlPlane.edgeAccessRoleArn", "arn:aws:iam::999988887777:role/edge-access-acme-prod")]
    [InlineData("26:20", "controlPlane.requestQueueArn", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests")]
    [InlineData("76:27", "iam.permissionsBoundaryArn", "arn:aws:iam::012345678901:policy/boundary")]
    public void An_arn_of_another_partition_is_refused(string place, string key, string arn)
    {
        var foreign = arn.Replace("arn:aws:", "arn:aws-us-gov:", StringComparison.Ordinal);

        Assert.Equal(
            [
                $"edges/acme-prod.yaml:{place}: {key} is \"{foreign}\"; use an ARN of partition aws, that of account.region; correct "
                    + "the ARN or account.region",
            ],
            Workspace.MessagesOfFullEdge((arn, foreign)));
    }

    [Theory]
    [InlineData("arn:aws:kms:eu-central-1:999988887777:key/mrk", "arn:aws:kms:eu-central-1:111122223333:key/mrk")]
    [InlineData("arn:aws:kms:eu-central-1:999988887777:key/1", "arn:aws:kms:eu-central-1:111122223333:key/1")]
    [InlineData("arn:aws:kms:eu-central-1:012345678901:key/2", "arn:aws:kms:eu-central-1:111122223333:key/2")]
    [InlineData("arn:aws:kms:eu-central-1:012345678901:key/3", "arn:aws:kms:eu-central-1:111122223333:key/3")]
    [InlineData("arn:aws:sns:eu-central-1:012345678901:alarms", "arn:aws:sns:eu-central-1:111122223333:alarms")]
    [InlineData("arn:aws:iam::012345678901:policy/boundary", "arn:aws:iam::aws:policy/PowerUserAccess")]
    public void Keys_topics_and_policies_of_aws_may_be_of_another_account(string from, string to) =>
        Assert.Empty(Workspace.MessagesOfFullEdge((from, to)));

    [Fact]
    public void A_wrong_region_of_the_account_makes_every_arn_of_a_region_wrong() => Assert.Equal(
        ["controlPlane.requestQueueArn", "controlPlane.resultReaderQueueArn"],
        Workspace.MessagesOfEdge(("region: eu-central-1\n  accountId", "region: eu-west-1\n  accountId"))
            .Select(message => message.Split(' ')[1]));

    [Fact]
    public void A_result_bucket_in_another_partition_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:23:11: s3.region is "cn-north-1"; use a region of partition aws, that of account.region; correct """
                + """s3.region or account.region""",
        ],
        Workspace.MessagesOfFullEdge(("region: eu-west-1", "region: cn-north-1")));

    [Fact]
    public void A_registry_of_ecr_in_another_partition_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:22:21: registry.prefix is "012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn/ataccama"; """
                + "use a registry of partition aws, that of account.region; mirror the images to a registry there",
        ],
        Workspace.MessagesOfEdge(
            (
                "artifacts:",
                "registry: { prefix: 012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn/ataccama, credentials: none }\nartifacts:")));

    [Fact]
    public void One_queue_for_both_purposes_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:20:25: controlPlane.resultReaderQueueArn """
                + """is "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", """
                + "as is controlPlane.requestQueueArn; use a queue for each; take both ARNs from the vendor's registration data",
        ],
        Workspace.MessagesOfEdge(("acme-prod-results", "acme-prod-requests")));

    [Fact]
    public void A_customer_account_that_is_there_twice_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:77:40: customerRoleAccounts[1] is "111122223333", as is customerRoleAccounts[0]; use each once; """
                + """remove or correct one of them""",
        ],
        Workspace.MessagesOfFullEdge(("000000000001", OtherAccount)));

    [Theory]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("cn-north-1", "aws-cn")]
    public void An_edge_in_another_partition_is_no_fault(string region, string partition)
    {
        using var workspace = new Workspace();
        var text = Workspace.TextOf("edge.yaml").Replace("eu-central-1", region, StringComparison.Ordinal).Replace(
            "arn:aws:", $"arn:{partition}:", StringComparison.Ordinal);

        var edge = Assert.Single(workspace.Write(Workspace.Edge, text).Load());

        Assert.Equal(partition, edge.Config.Account.Partition());
    }
}
