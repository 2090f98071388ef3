using Amazon.CDK.AWS.SQS;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>Inputs of <see cref="EncryptedQueue"/>.</summary>
internal sealed record EncryptedQueueProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    /// <summary>How long messages are kept, in seconds. Default: 14 days, the longest there is.</summary>
    public int RetentionSeconds { get; init; } = 14 * 24 * 60 * 60;

    /// <summary>How long a received message is hidden from others, in seconds. Default: 30.</summary>
    public int VisibilityTimeoutSeconds { get; init; } = 30;

    /// <summary>Where messages go that were received in vain. Default: nowhere.</summary>
    public EncryptedQueue? DeadLetters { get; init; }
}

/// <summary>A queue under the general key that takes messages over TLS only. With the defaults, a dead-letter queue.</summary>
internal sealed class EncryptedQueue : Construct
{
    private const int MaxReceives = 3;

    private readonly EncryptedQueueProps _props;
    private readonly CfnQueue _queue;
    private readonly CfnQueuePolicy _policy;
    private readonly List<Statement> _statements;

    public EncryptedQueue(Construct scope, string id, EncryptedQueueProps props)
        : base(scope, id)
    {
        _props = props;
        _queue = new CfnQueue(this, "Queue", new CfnQueueProps
        {
            KmsMasterKeyId = props.Key.Arn,
            MessageRetentionPeriod = props.RetentionSeconds,
            VisibilityTimeout = props.VisibilityTimeoutSeconds,
            RedrivePolicy = props.DeadLetters is null
                ? null
                : new Dictionary<string, object> { ["deadLetterTargetArn"] = props.DeadLetters.Arn, ["maxReceiveCount"] = MaxReceives },
            // What AWS assumes. Stated, it says that this is a dead-letter queue: AWS Control Tower asks all others for one.
            RedriveAllowPolicy = props.DeadLetters is null
                ? new Dictionary<string, object> { ["redrivePermission"] = "allowAll" }
                : null,
        });
        Retention.WithTheStack(_queue);
        (Arn, Url) = (_queue.AttrArn, _queue.Ref);
        _statements = [Statement.Deny("RefuseWithoutTls", ["sqs:*"], Arn).ForAws("*").When("Bool", "aws:SecureTransport", "false")];
        _policy = new CfnQueuePolicy(
            this, "Policy", new CfnQueuePolicyProps { Queues = [Url], PolicyDocument = Statement.Document(_statements) });
    }

    /// <summary>Where the target of a rule or of a schedule leaves what it could not deliver.</summary>
    public static EncryptedQueue OfUndelivered(Construct scope, EdgeContext edge, GeneralKey key)
    {
        var queue = new EncryptedQueue(scope, "Undelivered", new EncryptedQueueProps { Edge = edge, Key = key });
        Nag.Accept(
            queue._queue, ("SQS3", "is the dead-letter queue of an EventBridge target; cdk-nag knows only those of queues and functions"));
        return queue;
    }

    public string Arn { get; }

    public string Url { get; }

    public string Name => _queue.AttrQueueName;

    /// <summary>Allows an EventBridge rule to deliver to the queue. The policy of the key allows it to encrypt.</summary>
    public void AllowDelivery(string sid, string ruleArn)
    {
        _statements.Add(Statement.Allow(sid, ["sqs:SendMessage"], Arn)
            .ForService("events.amazonaws.com")
            .When("StringEquals", "aws:SourceAccount", _props.Edge.AccountId)
            .When("ArnEquals", "aws:SourceArn", ruleArn));
        _policy.PolicyDocument = Statement.Document(_statements);
    }

    /// <summary>Allows a role to send messages.</summary>
    public IReadOnlyList<Statement> AllowSend() =>
        [Statement.Allow("SendMessages", ["sqs:SendMessage"], Arn), _props.Key.AllowEncryptThrough("sqs")];

    /// <summary>Allows a role to receive messages, and to delete or return them.</summary>
    public IReadOnlyList<Statement> AllowConsume() =>
    [
        Statement.Allow(
            "ConsumeMessages", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"], Arn),
        _props.Key.AllowDecryptThrough("sqs"),
    ];
}
