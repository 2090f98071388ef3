using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>What the file names and the stack relies on: permissions boundary, alarm topic and keys.</summary>
internal static class ReferencedResources
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var config = target.Config;
        if (config.Iam.PermissionsBoundaryArn is { } boundary)
            yield return new("iam.permissionsBoundaryArn", () => Boundary(target, boundary));
        if (config.Alarms?.TopicArn is { } topic)
            yield return new("alarms.topicArn", () => Topic(target, topic));
        if (config.Artifacts.KeyArn is { } artifacts)
            yield return new("artifacts.keyArn", () => Key(target, "artifacts.keyArn", artifacts, "the copy of the packages fails with AccessDenied or KMS.DisabledException"));
        if (config.ControlPlane.QueueKeyArn is { } queues)
            yield return new("controlPlane.queueKeyArn", () => Key(target, "controlPlane.queueKeyArn", queues, "the mappings fail with KMSAccessDenied"));
    }

    private static IEnumerable<Finding> Boundary(PreflightTarget target, string arn)
    {
        if (target.Find("iam", "get-policy", "--policy-arn", arn) is null)
            yield return Finding.Error("iam.permissionsBoundaryArn", $"there is no policy {arn}", $"every role fails with \"Scope ARN: {arn} does not exist or is not attachable\"", "make the policy, or correct iam.permissionsBoundaryArn");
    }

    private static IEnumerable<Finding> Topic(PreflightTarget target, string arn)
    {
        if (target.Find("sns", "get-topic-attributes", "--topic-arn", arn) is not { } topic)
        {
            yield return Finding.Error("alarms.topicArn", $"there is no topic {arn}", "the deployment succeeds; then alarms reach nobody", $"aws sns create-topic --region {target.Region} --name {arn.Split(':')[^1]}, or correct alarms.topicArn");
        }
        else if (topic["Attributes"].Text("KmsMasterKeyId") is "alias/aws/sns")
        {
            yield return Finding.Error("alarms.topicArn", $"{arn} is under the key alias/aws/sns, which CloudWatch may not use", "the deployment succeeds; then alarms reach nobody", "put the topic under a key of your own that lets cloudwatch.amazonaws.com in");
        }
    }

    private static IEnumerable<Finding> Key(PreflightTarget target, string key, string arn, string later)
    {
        if (target.Find("kms", "describe-key", "--key-id", arn)?["KeyMetadata"] is not { } found)
            yield return Finding.Error(key, $"there is no key {arn}", later, $"correct {key}");
        else if (found.Text("KeyState") != "Enabled")
            yield return Finding.Error(key, $"{arn} is {found.Text("KeyState")}", later, $"have the key enabled: aws kms enable-key --region {target.Region} --key-id {arn}");
    }
}
