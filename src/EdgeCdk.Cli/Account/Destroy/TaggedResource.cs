using System.Globalization;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A resource that the tagging API shows, by its ARN.</summary>
internal static class TaggedResource
{
    // Service and kind in the ARN, and the type in CloudFormation. The rest of the ARN is the id.
    private static readonly (string Service, string Kind, string Type)[] Types =
    [
        ("kms", "key/", "AWS::KMS::Key"),
        ("elasticfilesystem", "file-system/", "AWS::EFS::FileSystem"),
        ("logs", "log-group:", "AWS::Logs::LogGroup"),
        ("ecs", "cluster/", "AWS::ECS::Cluster"),
        ("s3", "", "AWS::S3::Bucket"),
        ("sqs", "", "AWS::SQS::Queue"),
        ("lambda", "function:", "AWS::Lambda::Function"),
        ("secretsmanager", "", "AWS::SecretsManager::Secret"),
        ("ec2", "security-group/", "AWS::EC2::SecurityGroup"),
        ("ec2", "vpc-endpoint/", "AWS::EC2::VPCEndpoint"),
    ];

    /// <summary>The resource; null when it does not exist any more, or is found in another way.</summary>
    /// <param name="aws">The account in the region of the resource.</param>
    /// <param name="arn">Its ARN.</param>
    /// <param name="stack">Name of the stack in its tags; null without one.</param>
    public static Candidate? Of(RegionalAws aws, string arn, string? stack)
    {
        // arn:<partition>:<service>:<region>:<account>:<the rest>
        var parts = arn.Split(':', 6);
        var (service, rest) = (parts[2], parts[5]);
        var (_, kind, type) = Types.FirstOrDefault(known =>
            known.Service == service && rest.StartsWith(known.Kind, StringComparison.Ordinal));
        // Task definitions are found by their families; services and tasks are deleted with their cluster.
        if (type is null)
            return service == "ecs" ? null : new Candidate("", arn) { TaggedStack = stack };
        return Of(aws, type, rest[kind.Length..], arn) is { } candidate ? candidate with { TaggedStack = stack } : null;
    }

    private static Candidate? Of(RegionalAws aws, string type, string id, string arn) => type switch
    {
        "AWS::KMS::Key" => Key(aws, id),
        "AWS::ECS::Cluster" => IsActive(aws, id) ? new(type, id) : null,
        "AWS::Logs::LogGroup" => new(type, id.TrimEnd('*').TrimEnd(':')),
        "AWS::SQS::Queue" => aws.Find("sqs", "get-queue-url", "--queue-name", id) is { } queue ? new(type, queue.Text("QueueUrl")) : null,
        "AWS::SecretsManager::Secret" => new(type, arn),
        _ => new(type, id),
    };

    private static Candidate? Key(RegionalAws aws, string id) => aws.Find("kms", "describe-key", "--key-id", id)?["KeyMetadata"] is { } key
        ? new("AWS::KMS::Key", id)
        {
            DeletedOn = key.Text("KeyState") == "PendingDeletion"
                ? AwsTime.Parse(key["DeletionDate"]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
        }
        : null;

    // ECS shows a cluster for some time after it was deleted, as the tagging API does all resources.
    private static bool IsActive(RegionalAws aws, string cluster) =>
        aws.List("clusters", "ecs", "describe-clusters", "--clusters", cluster) is [var found] && found.Text("status") != "INACTIVE";
}
