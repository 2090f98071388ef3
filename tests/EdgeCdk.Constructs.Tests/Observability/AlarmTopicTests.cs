using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class AlarmTopicTests(SynthesizedEdges edges)
{
    [Fact]
    public void Only_alarms_of_the_account_publish_and_only_over_tls() => Assert.Equal(
        """
        PolicyDocument:
          - Deny *: sns:Publish on ${AlarmTopic/Topic} if Bool aws:SecureTransport = false
          - Allow cloudwatch.amazonaws.com: sns:Publish on ${AlarmTopic/Topic} if ArnLike aws:SourceArn = arn:aws:cloudwatch:eu-central-1:123456789011:alarm:* and StringEquals aws:SourceAccount = 123456789011
        Topics:
          - ${AlarmTopic/Topic}
        """,
        edges.Watched.Text("AlarmTopic/Policy"));

    [Fact]
    public void It_is_named_for_a_reader_and_encrypted() => Assert.Equal("DisplayName: Edge watched\nKmsMasterKeyId: ${GeneralKey/Key.Arn}", edges.Watched.Text("AlarmTopic/Topic"));
}
