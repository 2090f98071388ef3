using Amazon.CDK.AWS.KMS;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// The key of data-quality results. Who may use it is in its own policy, as ARNs in a condition: principals would have to exist
/// before the key, and administrators of the account could give themselves the permission by an identity policy. An existing key is
/// used as it is, and whoever owns it also owns its policy.
/// </summary>
internal sealed class DataQualityKey : Construct
{
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="jobs">Names of the jobs, which encrypt and decrypt results.</param>
    /// <param name="existingArn">ARN of a key that exists. Default: the stack creates the key.</param>
    public DataQualityKey(Construct scope, string id, EdgeContext edge, IEnumerable<string> jobs, string? existingArn = null)
        : base(scope, id)
    {
        Arn = existingArn ?? Create(edge, jobs);
    }

    public string Arn { get; }

    /// <summary>Allows a job to encrypt and decrypt results.</summary>
    public Statement AllowEncryptAndDecrypt() =>
        Statement.Allow(
            "EncryptAndDecryptResults", ["kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:Decrypt"], Arn);

    /// <summary>Allows the results reader to decrypt them.</summary>
    public Statement AllowDecrypt() => Statement.Allow("DecryptResults", ["kms:Decrypt"], Arn);

    /// <summary>Allows Plane Manager to describe the key.</summary>
    public Statement AllowDescribe() => Statement.Allow("DescribeResultsKey", ["kms:DescribeKey"], Arn);

    private string Create(EdgeContext edge, IEnumerable<string> jobs)
    {
        var key = new CfnKey(this, "Key", new CfnKeyProps
        {
            Description = $"Edge {edge.Name}: data-quality results",
            EnableKeyRotation = true,
            RotationPeriodInDays = 90,
            PendingWindowInDays = 7,
            KeyPolicy = Statement.Document(
            [
                Statement.Allow("AccountAdministers", Administration, "*").ForAws(edge.AccountPrincipal),
                Statement.Allow(
                    "JobsEncryptAndDecrypt",
                    ["kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:Decrypt"],
                    "*")
                    .ForAws(edge.AccountPrincipal)
                    .When("StringEquals", "aws:PrincipalArn", [.. jobs.Select(job => edge.RoleArn(edge.JobRoleName(job)))]),
                Statement.Allow("ResultsReaderDecrypts", ["kms:Decrypt"], "*")
                    .ForAws(edge.AccountPrincipal)
                    .When("StringEquals", "aws:PrincipalArn", edge.RoleArn(edge.DqResultsReaderRoleName)),
                Statement.OnlyServicesCreateGrants,
            ]),
        });
        Retention.AsConfigured(key, edge, keepReplaced: true);
        return key.AttrArn;
    }

    // Everything but the use of the key, and but grants, which would hand the use to others.
    private static string[] Administration =>
    [
        "kms:DescribeKey", "kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:ListKeyPolicies", "kms:ListGrants", "kms:RevokeGrant",
        "kms:GetKeyRotationStatus", "kms:EnableKeyRotation", "kms:DisableKeyRotation", "kms:RotateKeyOnDemand", "kms:ListKeyRotations",
        "kms:EnableKey", "kms:DisableKey", "kms:UpdateKeyDescription", "kms:TagResource", "kms:UntagResource", "kms:ListResourceTags",
        "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
    ];
}
