using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class AlarmTopicTests(SynthesizedEdges edges)
{
    [Fact]
    public void Only_alarms_of_the_account_publish_and_only_over_tls() => Assert.Equal(
        [
            "Deny *: sns:Publish on ${AlarmTopic/Topic} if Bool aws:SecureTransport = false",
            "Allow cloudwatch.amazonaws.com: sns:Publish on ${AlarmTopic/Topic}"
                + " if ArnLike aws:SourceArn = arn:aws:cloudwatch:eu-central-1:123456789011:alarm:* and StringEquals aws:SourceAccount "
                + "= 123456789011",
        ],
        edges.Watched.Statements("AlarmTopic/Policy", "PolicyDocument"));

    [Fact]
    public void Its_policy_is_that_of_the_topic() =>
        edges.Assertions(EdgeFiles.Watched).HasResourceProperties("AWS::SNS::TopicPolicy", new Map
        {
            ["Topics"] = new[] { edges.Watched.Ref("AlarmTopic/Topic") },
        });

    [Fact]
    public void Its_key_lets_alarms_encrypt_and_does_not_where_there_is_no_topic()
    {
        const string right =
            "Allow cloudwatch.amazonaws.com: kms:Decrypt, kms:GenerateDataKey on * if StringEquals aws:SourceAccount = 123456789011";

        Assert.Contains(right, edges.Watched.Statements("GeneralKey/Key", "KeyPolicy"));
        Assert.DoesNotContain(
            edges.Demo.Statements("GeneralKey/Key", "KeyPolicy"), item => item.Contains("cloudwatch", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_named_for_a_reader_and_encrypted() =>
        edges.Assertions(EdgeFiles.Watched).HasResourceProperties("AWS::SNS::Topic", new Map
        {
            ["DisplayName"] = "Edge watched",
            ["KmsMasterKeyId"] = edges.Watched.GetAtt("GeneralKey/Key"),
        });
}
