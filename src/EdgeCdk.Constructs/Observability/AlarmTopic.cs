using Amazon.CDK.AWS.SNS;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Observability;

/// <summary>A topic for alarms, under the general key. The key's policy must allow CloudWatch to use it.</summary>
internal sealed class AlarmTopic : Construct
{
    private readonly CfnTopic _topic;

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="key">Encrypts it.</param>
    /// <param name="when">Whether there is one.</param>
    public AlarmTopic(Construct scope, string id, EdgeContext edge, GeneralKey key, When when)
        : base(scope, id)
    {
        _topic = new CfnTopic(this, "Topic", new CfnTopicProps { DisplayName = $"Edge {edge.Name}", KmsMasterKeyId = key.Arn });
        new CfnTopicPolicy(this, "Policy", new CfnTopicPolicyProps
        {
            Topics = [_topic.Ref],
            PolicyDocument = Statement.Document(
            [
                Statement.Deny("RefuseWithoutTls", ["sns:Publish"], _topic.Ref).ForAws("*").When("Bool", "aws:SecureTransport", "false"),
                Statement.Allow("AlarmsPublish", ["sns:Publish"], _topic.Ref)
                    .ForService("cloudwatch.amazonaws.com")
                    .When("StringEquals", "aws:SourceAccount", edge.AccountId)
                    .When("ArnLike", "aws:SourceArn", edge.Arn("cloudwatch", "alarm:*")),
            ]),
        });
        when.ApplyTo(this);
    }

    public string Arn => _topic.Ref;
}
