using Amazon.CDK.AWS.KMS;
using Constructs;

namespace EdgeCdk.Prerequisites;

/// <summary>The key of the result bucket and of the flow logs. It is kept when the stack is deleted, since the bucket is.</summary>
internal sealed class PrerequisitesKey : Construct
{
    private readonly EdgeContext _edge;

    public PrerequisitesKey(Construct scope, string id, EdgeContext edge)
        : base(scope, id)
    {
        _edge = edge;
        var key = new CfnKey(this, "Key", new CfnKeyProps
        {
            Description = $"Edge {edge.Name}: result bucket and flow logs",
            EnableKeyRotation = true,
            RotationPeriodInDays = 90,
            PendingWindowInDays = 7,
            KeyPolicy = Statement.Document(
            [
                Statement.Allow("AccountAdministersAndDelegates", ["kms:*"], "*").ForAws(edge.AccountPrincipal),
                // The group's name is AWS's choice, so that the condition cannot name it.
                Statement.Allow(
                    "EncryptLogs",
                    [
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey",
                    ],
                    "*")
                    .ForService(edge.ServiceEndpoint("logs"))
                    .When("ArnLike", "kms:EncryptionContext:aws:logs:arn", edge.Arn("logs", "log-group:*")),
                Statement.OnlyServicesCreateGrants,
            ]),
        });
        Retention.AsConfigured(key, edge);
        Arn = key.AttrArn;
    }

    public string Arn { get; }

    /// <summary>Allows a role to read and write what S3 encrypts.</summary>
    public Statement AllowUseThroughS3() =>
        Statement.Allow("UseKeyOfObjects", ["kms:GenerateDataKey", "kms:Decrypt"], Arn)
            .When("StringEquals", "kms:ViaService", _edge.ServiceEndpoint("s3"));
}
