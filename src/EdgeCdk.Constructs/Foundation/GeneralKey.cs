using Amazon.CDK.AWS.KMS;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// The key that encrypts what the stack creates: logs, file system, buckets, secrets, queues and function environments. Its
/// policy names services and the account only: a role in it would be a circular dependency and, once the role is replaced, an
/// entry without effect. An existing key is used as it is, and whoever owns it also owns its policy and its alias.
/// </summary>
internal sealed class GeneralKey : Construct
{
    private readonly EdgeContext _edge;

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="alarmsPublish">Whether alarms publish to a topic under this key.</param>
    /// <param name="existingArn">ARN of a key that exists. Default: the stack creates the key.</param>
    public GeneralKey(Construct scope, string id, EdgeContext edge, When alarmsPublish, string? existingArn = null)
        : base(scope, id)
    {
        _edge = edge;
        Arn = existingArn ?? Create(edge, alarmsPublish);
    }

    public string Arn { get; }

    /// <summary>Allows a role to read what is encrypted, through one service only.</summary>
    public Statement AllowDecryptThrough(string service) =>
        Statement.Allow($"Decrypt{Sid(service)}", ["kms:Decrypt"], Arn)
            .When("StringEquals", "kms:ViaService", _edge.ServiceEndpoint(service));

    /// <summary>Allows a role to write what will be encrypted, through one service only.</summary>
    public Statement AllowEncryptThrough(string service) =>
        Statement.Allow($"Encrypt{Sid(service)}", ["kms:GenerateDataKey", "kms:Decrypt"], Arn)
            .When("StringEquals", "kms:ViaService", _edge.ServiceEndpoint(service));

    /// <summary>Allows a function to read its own environment, and nothing else that the key encrypts.</summary>
    public Statement AllowDecryptFunctionEnvironment() =>
        Statement.Allow("DecryptFunctionEnvironment", ["kms:Decrypt"], Arn)
            .When("ArnLike", "kms:EncryptionContext:aws:lambda:FunctionArn", _edge.Arn("lambda", "function:*"));

    private string Create(EdgeContext edge, When alarmsPublish)
    {
        var key = new CfnKey(this, "Key", new CfnKeyProps
        {
            Description = $"Edge {edge.Name}: logs, file system, buckets, secrets, queues and function environments",
            EnableKeyRotation = true,
            RotationPeriodInDays = 90,
            PendingWindowInDays = 7,
            KeyPolicy = Statement.Document(
            [
                Statement.Allow("AccountAdministersAndDelegates", ["kms:*"], "*").ForAws(edge.AccountPrincipal),
                Statement.Allow(
                    "EncryptLogs",
                    [
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey",
                    ],
                    "*")
                    .ForService(edge.ServiceEndpoint("logs"))
                    .When(
                        "ArnLike", "kms:EncryptionContext:aws:logs:arn", edge.Arn("logs", $"log-group:{edge.LogGroupPrefix}/*"),
                        edge.Arn("logs", "log-group:/aws/ecs/containerinsights/*")),
                Statement.Allow("DeliverEventsToQueues", ["kms:Decrypt", "kms:GenerateDataKey"], "*")
                    .ForService("events.amazonaws.com")
                    .When("StringEquals", "aws:SourceAccount", edge.AccountId),
                AllowAlarms(edge).If(alarmsPublish),
                Statement.OnlyServicesCreateGrants,
            ]),
        });
        Retention.AsConfigured(key, edge, keepReplaced: true);
        new CfnAlias(this, "Alias", new CfnAliasProps { AliasName = $"alias/ataccama/edge/{edge.Name}", TargetKeyId = key.Ref });
        return key.AttrArn;
    }

    private static Statement AllowAlarms(EdgeContext edge) =>
        Statement.Allow("PublishAlarms", ["kms:Decrypt", "kms:GenerateDataKey"], "*")
            .ForService("cloudwatch.amazonaws.com")
            .When("StringEquals", "aws:SourceAccount", edge.AccountId);

    private static string Sid(string service) => service switch
    {
        "s3" => "Objects",
        "sqs" => "Messages",
        "secretsmanager" => "Secrets",
        _ => throw new ArgumentException($"{service} is not a service that the key is used through; add it here", nameof(service)),
    };
}
