using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The KMS key of a secret: it is enabled, and the edge file names it.</summary>
internal static class SecretKeyChecks
{
    /// <param name="target">The edge and its account.</param>
    /// <param name="need">What the edge file says of the secret.</param>
    /// <param name="keyId">The key of the secret, as AWS shows it: id, alias or ARN; empty for the key of AWS.</param>
    public static IEnumerable<Finding> Find(PreflightTarget target, SecretNeed need, string keyId)
    {
        if (keyId.Length == 0 || keyId.EndsWith("alias/aws/secretsmanager", StringComparison.Ordinal))
            return need.KeyArn is null ? [] : [NotNeeded(need)];
        var key = target.Aws.Find("kms", "describe-key", "--key-id", keyId)?["KeyMetadata"];
        var arn = key is null ? keyId : key.Text("Arn");
        return
        [
            .. key is null ? [] : Fault(target, need, arn, key.Text("KeyState")),
            .. Named(need, arn, isKnown: key is not null),
        ];
    }

    private static Finding NotNeeded(SecretNeed need) => new(Outcome.Warning, need.KeyKey)
    {
        What = "is set, but the secret is encrypted with the key of AWS",
        Later = "nothing fails: the roles get a permission that they do not need",
        Remedy = $"remove {need.KeyKey}",
    };

    private static IEnumerable<Finding> Fault(PreflightTarget target, SecretNeed need, string arn, string state)
    {
        if (KeyStates.Fault(state, arn, target.Region) is var (outcome, what, remedy))
        {
            yield return new Finding(outcome, need.Key)
            {
                What = $"the key of the secret, {arn}, {what}",
                Later = need.Later,
                Remedy = remedy,
            };
        }
    }
    private static IEnumerable<Finding> Named(SecretNeed need, string arn, bool isKnown)
    {
        if (need.KeyArn is null || isKnown && arn != need.KeyArn)
        {
            yield return new Finding(Outcome.Failed, need.KeyKey)
            {
                What = need.KeyArn is null
                    ? $"is missing, but the secret is encrypted with a key of its own, {arn}"
                    : $"is {need.KeyArn}, but the secret is encrypted with {arn}",
                Later = $"{need.Later}: AccessDeniedException for kms:Decrypt",
                Remedy = $"{need.KeyKey}: {arn}",
            };
        }
    }
}
