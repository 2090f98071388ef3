using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Resources that the edge file names and the stack relies on: permissions boundary, alarm topic, bucket for access logs, code
/// signing configuration and keys.
/// </summary>
internal static class ReferencedResources
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var config = target.Config;
        if (config.Iam.PermissionsBoundaryArn is { } boundary)
            yield return new("iam.permissionsBoundaryArn", () => Boundary(target, boundary));
        if (config.Alarms?.TopicArn is { } topic)
            yield return new("alarms.topicArn", () => Topic(target, topic));
        if (config.AccessLogBucket is { } logs)
            yield return new("accessLogBucket", () => LogBucket(target, logs));
        if (config.Functions.CodeSigningConfigArn is { } signing)
            yield return new("functions.codeSigningConfigArn", () => CodeSigning(target, signing));
        if (config.Artifacts.KeyArn is { } artifacts)
        {
            const string copy = "the copy of the packages fails with AccessDenied or KMS.DisabledException";
            yield return new("artifacts.keyArn", () => Key(target, "artifacts.keyArn", artifacts, copy));
        }

        if (config.Kms.GeneralKeyArn is { } general)
        {
            const string resources = "log groups, the file system, queues and functions fail with KMS errors such as KMS.DisabledException";
            yield return new("kms.generalKeyArn", () => Key(target, "kms.generalKeyArn", general, resources));
        }

        if (config.Kms.DataQualityKeyArn is { } results)
        {
            const string jobs = "the deployment succeeds; then every job fails with AccessDeniedException or KMS.DisabledException";
            yield return new("kms.dataQualityKeyArn", () => Key(target, "kms.dataQualityKeyArn", results, jobs));
        }

        if (config.ControlPlane.QueueKeyArn is { } queues)
        {
            const string mappings = "the event source mappings fail with KMSAccessDenied";
            yield return new("controlPlane.queueKeyArn", () => Key(target, "controlPlane.queueKeyArn", queues, mappings));
        }
    }

    private static IEnumerable<Finding> Boundary(PreflightTarget target, string arn)
    {
        if (target.Aws.Find("iam", "get-policy", "--policy-arn", arn) is null)
        {
            yield return new Finding(Outcome.Failed, "iam.permissionsBoundaryArn")
            {
                What = $"there is no policy {arn}",
                Later = $"every role fails with \"Scope ARN: {arn} does not exist or is not attachable\"",
                Remedy = "create the policy, or correct iam.permissionsBoundaryArn",
            };
        }
    }

    private static IEnumerable<Finding> LogBucket(PreflightTarget target, string name)
    {
        const string later = "the buckets fail with \"InvalidTargetBucketForLogging\", and the deployment rolls back";
        const string service = "logging.s3.amazonaws.com";
        if (target.Aws.Find("s3api", "get-bucket-location", "--bucket", name) is not { } location)
        {
            yield return new Finding(Outcome.Failed, "accessLogBucket")
            {
                What = $"there is no bucket {name}",
                Later = later,
                Remedy = $"aws s3 mb s3://{name} --region {target.Region}, or correct accessLogBucket",
            };
        }
        else if (ResultBucketChecks.RegionOf(location) is var region && region != target.Region)
        {
            yield return new Finding(Outcome.Failed, "accessLogBucket")
            {
                What = $"{name} is in {region}, not in {target.Region}",
                Later = later,
                Remedy = $"name a bucket in {target.Region}: S3 writes access logs in the region of the buckets",
            };
        }
        else if (!Policy(target, name).Contains(service, StringComparison.Ordinal))
        {
            yield return new Finding(Outcome.Warning, "accessLogBucket")
            {
                What = $"the policy of {name} does not name {service}",
                Later = $"{later}, unless an access control list of the bucket allows it",
                Remedy = $"allow s3:PutObject on arn:{target.Partition}:s3:::{name}/{target.Edge}/* to {service} in the bucket's policy",
            };
        }
    }

    private static string Policy(PreflightTarget target, string bucket)
    {
        try
        {
            return target.Aws.Ask("s3api", "get-bucket-policy", "--bucket", bucket).Text("Policy");
        }
        catch (AwsException exception) when (exception.Code == "NoSuchBucketPolicy")
        {
            return "";
        }
    }

    private static IEnumerable<Finding> CodeSigning(PreflightTarget target, string arn)
    {
        if (target.Aws.Find("lambda", "get-code-signing-config", "--code-signing-config-arn", arn) is null)
        {
            yield return new Finding(Outcome.Failed, "functions.codeSigningConfigArn")
            {
                What = $"there is no code signing configuration {arn}",
                Later = "the functions of the vendor fail with CodeSigningConfigNotFoundException",
                Remedy = "correct functions.codeSigningConfigArn",
            };
        }
    }

    private static IEnumerable<Finding> Topic(PreflightTarget target, string arn)
    {
        const string later = "the deployment succeeds; then alarms reach nobody";
        var topic = target.Aws.Find("sns", "get-topic-attributes", "--topic-arn", arn);
        if (topic is null)
        {
            yield return new Finding(Outcome.Failed, "alarms.topicArn")
            {
                What = $"there is no topic {arn}",
                Later = later,
                Remedy = $"aws sns create-topic --region {target.Region} --name {arn.Split(':')[^1]}, or correct alarms.topicArn",
            };
        }
        else if (topic["Attributes"].Text("KmsMasterKeyId").EndsWith("alias/aws/sns", StringComparison.Ordinal))
        {
            yield return new Finding(Outcome.Failed, "alarms.topicArn")
            {
                What = $"{arn} is encrypted with alias/aws/sns, a key that CloudWatch cannot use",
                Later = later,
                Remedy = "encrypt the topic with a key of your own that allows cloudwatch.amazonaws.com",
            };
        }
    }

    private static IEnumerable<Finding> Key(PreflightTarget target, string key, string arn, string later)
    {
        var found = target.Aws.Find("kms", "describe-key", "--key-id", arn)?["KeyMetadata"];
        var fault = found is null
            ? (Outcome.Failed, What: $"there is no key {arn}", Remedy: $"correct {key}")
            : KeyStates.Fault(found.Text("KeyState"), arn, target.Region) is { } state
            ? (state.Outcome, What: $"{arn} {state.What}", state.Remedy)
            : ((Outcome, string What, string Remedy)?)null;
        if (fault is var (outcome, what, remedy))
            yield return new Finding(outcome, key) { What = what, Later = later, Remedy = remedy };
    }
}
