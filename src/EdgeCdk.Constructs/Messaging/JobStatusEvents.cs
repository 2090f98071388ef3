using Amazon.CDK.AWS.Events;
using Constructs;
using EdgeCdk.Clusters;
using EdgeCdk.Foundation;

namespace EdgeCdk.Messaging;

/// <summary>Brings every change of a job's state to the queue that Plane Manager reads.</summary>
internal sealed class JobStatusEvents : Construct
{
    public JobStatusEvents(Construct scope, string id, EdgeContext edge, GeneralKey key, FargateCluster jobCluster)
        : base(scope, id)
    {
        DeadLetters = new EncryptedQueue(this, "DeadLetters", new EncryptedQueueProps { Edge = edge, Key = key });
        Queue = new EncryptedQueue(this, "Queue", new EncryptedQueueProps
        {
            Edge = edge,
            Key = key,
            RetentionSeconds = 4 * 24 * 60 * 60,
            VisibilityTimeoutSeconds = 300,
            DeadLetters = DeadLetters,
        });
        Undelivered = EncryptedQueue.OfUndelivered(this, edge, key);

        Rule = new CfnRule(this, "Rule", new CfnRuleProps
        {
            Description = "Task states of the job cluster, to the job-status queue",
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = new[] { "aws.ecs" },
                ["detail-type"] = new[] { "ECS Task State Change" },
                // The ARN: a cluster's Ref is its name, which matches nothing.
                ["detail"] = new Dictionary<string, object> { ["clusterArn"] = new[] { jobCluster.Arn } },
            },
            Targets = new object[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "JobStatusQueue",
                    Arn = Queue.Arn,
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = Undelivered.Arn },
                },
            },
        });
        Queue.AllowDelivery("DeliverTaskStates", Rule.AttrArn);
        Undelivered.AllowDelivery("KeepUndeliveredTaskStates", Rule.AttrArn);
    }

    public EncryptedQueue Queue { get; }

    public CfnRule Rule { get; }

    /// <summary>Messages that Plane Manager received three times and did not finish.</summary>
    public EncryptedQueue DeadLetters { get; }

    /// <summary>Events that EventBridge could not deliver.</summary>
    public EncryptedQueue Undelivered { get; }
}
