using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Accounts, regions and partitions of the ARNs in a file.</summary>
internal static class IdentityRules
{
    private sealed record ArnKey(string Key, Func<EdgeConfig, string?> Value, bool OwnAccount, bool OwnRegion);

    private static readonly ArnKey[] Arns =
    [
        new("s3.iamRoleArn", config => config.S3.IamRoleArn, OwnAccount: true, OwnRegion: false),
        new("controlPlane.edgeAccessRoleArn", config => config.ControlPlane.EdgeAccessRoleArn, OwnAccount: false, OwnRegion: false),
        .. FunctionTraitsAttribute.All.Select(function => new ArnKey(
            function.QueueArnKey, config => function.QueueArnIn(config.ControlPlane), OwnAccount: false, OwnRegion: true)),
        new("controlPlane.queueKeyArn", config => config.ControlPlane.QueueKeyArn, OwnAccount: false, OwnRegion: true),
        new("artifacts.keyArn", config => config.Artifacts.KeyArn, OwnAccount: false, OwnRegion: true),
        new("registry.secretArn", config => config.Registry.SecretArn, OwnAccount: true, OwnRegion: true),
        new("registry.secretKeyArn", config => config.Registry.SecretKeyArn, OwnAccount: false, OwnRegion: true),
        new("observability.otlpSecretArn", config => config.Observability.OtlpSecretArn, OwnAccount: true, OwnRegion: true),
        new("observability.otlpSecretKeyArn", config => config.Observability.OtlpSecretKeyArn, OwnAccount: false, OwnRegion: true),
        new("vpc.proxy.caSecretArn", config => config.Vpc.Proxy?.CaSecretArn, OwnAccount: true, OwnRegion: true),
        new("vpc.proxy.caSecretKeyArn", config => config.Vpc.Proxy?.CaSecretKeyArn, OwnAccount: false, OwnRegion: true),
        new("alarms.topicArn", config => config.Alarms?.TopicArn, OwnAccount: false, OwnRegion: true),
        new(
            "functions.codeSigningConfigArn", config => config.Functions.CodeSigningConfigArn, OwnAccount: true, OwnRegion: true),
        new("kms.generalKeyArn", config => config.Kms.GeneralKeyArn, OwnAccount: true, OwnRegion: true),
        new("kms.dataQualityKeyArn", config => config.Kms.DataQualityKeyArn, OwnAccount: true, OwnRegion: true),
        new("iam.permissionsBoundaryArn", config => config.Iam.PermissionsBoundaryArn, OwnAccount: true, OwnRegion: false),
    ];

    public static readonly Rule<EdgeConfig>[] All =
    [
        .. Arns.Select(arn => new Rule<EdgeConfig>([arn.Key, "account"], config => BelongsHere(arn, config))),
        new(["account.region"], config => Known("account.region", config.Account.Region)),
        new(["s3.region"], config => Known("s3.region", config.S3.Region)),
        new(["s3.region", "account.region"], ResultBucketIsInThePartition),
        new(["registry.prefix", "account.region"], EcrIsInThePartition),
        new([.. FunctionTraitsAttribute.All.Select(function => function.QueueArnKey)], QueuesDiffer),
        new(["customerRoleAccounts"], config => ListRules.NoDuplicates("customerRoleAccounts", config.CustomerRoleAccounts)),
    ];

    private static IEnumerable<Problem> Known(string key, string region) =>
        KnownRegions.Doubt(key, region) is { } doubt ? [doubt] : [];

    private static IEnumerable<Problem> BelongsHere(ArnKey key, EdgeConfig config)
    {
        if (key.Value(config) is not { } text)
            yield break;
        var (arn, account, partition) = (Arn.Parse(text), config.Account, config.Account.Partition());
        if (arn.Partition != partition)
        {
            yield return Problem.Is(
                key.Key, text, $"an ARN of partition {partition}, that of account.region", "correct the ARN or account.region");
        }
        else if (key.OwnRegion && arn.Region != account.Region)
        {
            yield return Problem.Is(
                key.Key, text, $"an ARN of region {account.Region}, as in account.region", "correct the ARN or account.region");
        }
        else if (key.OwnAccount && arn.Account != account.AccountId && arn.Account != "aws")
        {
            yield return Problem.Is(
                key.Key, text, $"an ARN of account {account.AccountId}, as in account.accountId", "correct the ARN or account.accountId");
        }
    }

    private static IEnumerable<Problem> ResultBucketIsInThePartition(EdgeConfig config)
    {
        var partition = config.Account.Partition();
        if (Partitions.Of(config.S3.Region) != partition)
        {
            yield return Problem.Is(
                "s3.region", config.S3.Region, $"a region of partition {partition}, that of account.region",
                "correct s3.region or account.region");
        }
    }

    // The pull rights of a role end at its partition.
    private static IEnumerable<Problem> EcrIsInThePartition(EdgeConfig config)
    {
        var partition = config.Account.Partition();
        if (config.Registry.Ecr() is { } ecr && Partitions.Of(ecr.Region) != partition)
        {
            yield return Problem.Is(
                "registry.prefix", config.Registry.Prefix, $"a registry of partition {partition}, that of account.region",
                "mirror the images to a registry there");
        }
    }

    private static IEnumerable<Problem> QueuesDiffer(EdgeConfig config)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in FunctionTraitsAttribute.All)
        {
            if (function.QueueArnIn(config.ControlPlane) is { } arn && !owners.TryAdd(arn, function.QueueArnKey))
            {
                yield return Problem.Is(
                    function.QueueArnKey, arn, "a queue for each", "take both ARNs from the vendor's registration data",
                    $", as is {owners[arn]}");
            }
        }
    }
}
