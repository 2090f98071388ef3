using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Which fact a reference of the vendor's module stands for, by the type and the name of the resource.</summary>
internal static class ExpressionFacts
{
    private static readonly Dictionary<string, string> OfKeys = new()
    {
        ["edge.name"] = "edge-name",
        ["edge.release"] = "edge-release",
        ["account.region"] = "edge-region",
        ["account.accountId"] = "account-id",
        ["s3.bucketName"] = "result-bucket",
        ["s3.region"] = "result-bucket-region",
        ["s3.iamRoleArn"] = "result-role-arn",
        ["controlPlane.edgeAccessRoleArn"] = "edge-access-role-arn",
        ["controlPlane.edgeAccessExternalId"] = "edge-access-external-id",
        ["vpc.privateSubnetIds"] = "job-subnet-ids",
    };

    /// <summary>The fact that is the value of a key of the edge file; null when there is none.</summary>
    public static string? OfKey(string key) => OfKeys.GetValueOrDefault(key);

    /// <summary>The fact that a reference to a resource is; null when it is not known.</summary>
    public static string? OfReference(string text)
    {
        if (TerraformText.Parts(text) is not [(var expression, true)] || TerraformText.Reference(expression) is not { } names)
            return null;
        return names switch
        {
            ["data", "aws_region", _, "name" or "id" or "region"] => "edge-region",
            ["data", "aws_caller_identity", _, "account_id"] => "account-id",
            [var type, .. var middle, var attribute] => OfResource(type, string.Join('.', middle), attribute),
            _ => null,
        };
    }

    private static string? OfResource(string type, string name, string attribute)
    {
        bool Is(params string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
        return type switch
        {
            "aws_sqs_queue" when attribute is "url" or "id" && Is("job", "status", "task") && !Is("dlq", "dead") => "job-status-queue-url",
            "aws_ecs_cluster" when attribute is "arn" or "id" && Is("job") => "job-cluster-arn",
            "aws_security_group" when attribute is "id" && Is("job") => "job-security-group-id",
            "aws_ecs_task_definition" when attribute is "arn" && ComponentWords.Find(name) is { } component
                && ComponentWords.JobOf(component) is { } job => Facts.TaskDefinitionName(job),
            "aws_kms_key" when attribute is "arn" && Is("dq", "quality") => "data-quality-key-arn",
            "aws_s3_bucket" when attribute is "id" or "bucket" && Is("config") => "configuration-bucket",
            "aws_s3_object" when attribute is "key" && Is("config", "collector", "otel") => "configuration-key",
            _ => null,
        };
    }
}
