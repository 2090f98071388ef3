using System.Text.RegularExpressions;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Which fact a reference of the vendor's module stands for, by the type and the name of the resource.</summary>
internal static partial class ExpressionFacts
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

    /// <summary>
    /// The path of the variable that a text is: <c>${var.edge.name}</c> or its items joined with commas; null for anything else.
    /// </summary>
    public static string? VariableOf(string text) =>
        VariablePattern().Match(text) is { Success: true } match ? match.Groups["path"].Value : null;

    /// <summary>The fact that a reference to a resource is; null when it is not known.</summary>
    public static string? OfReference(string text)
    {
        if (ReferencePattern().Match(text) is not { Success: true } match)
            return null;
        var (type, name, attribute) = (match.Groups["type"].Value, match.Groups["name"].Value, match.Groups["attribute"].Value);
        bool Is(string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
        return type switch
        {
            "aws_sqs_queue" when attribute is "url" or "id" && !Is("dlq") && !Is("dead") => "job-status-queue-url",
            "aws_ecs_cluster" when attribute is "arn" or "id" && Is("job") => "job-cluster-arn",
            "aws_security_group" when attribute is "id" && Is("job") => "job-security-group-id",
            "aws_ecs_task_definition" when ComponentWords.Find(name) is { } component && ComponentWords.JobOf(component) is { } job =>
                Facts.TaskDefinitionName(job),
            "aws_kms_key" when attribute is "arn" && (Is("dq") || Is("quality")) => "data-quality-key-arn",
            "data.aws_region" => "edge-region",
            "data.aws_caller_identity" when attribute is "account_id" => "account-id",
            "aws_s3_bucket" when Is("config") => "configuration-bucket",
            "aws_s3_object" when attribute is "key" => "configuration-key",
            _ => null,
        };
    }

    [GeneratedRegex(
        @"\A\$\{(?:join\(""?,""?, ?|join\("","", )?var\.(?<path>\w+(?:\.\w+)*)\)?\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariablePattern();

    [GeneratedRegex(
        @"\A\$\{(?<type>(?:data\.)?aws_\w+)\.(?<name>\w+(?:\[[^\]]*\])?)\.(?<attribute>\w+)\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReferencePattern();
}
