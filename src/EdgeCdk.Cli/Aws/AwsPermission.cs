namespace EdgeCdk.Cli.Aws;

/// <summary>The IAM action that allows a call, such as <c>ec2:DescribeVpcs</c>.</summary>
internal static class AwsPermission
{
    // Services whose actions have another prefix than the word of the AWS CLI.
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["efs"] = "elasticfilesystem",
        ["resourcegroupstaggingapi"] = "tag",
        ["s3api"] = "s3",
        ["service-quotas"] = "servicequotas",
    };

    // Operations of S3 whose action has another name.
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["HeadBucket"] = "ListBucket",
        ["HeadObject"] = "GetObject",
    };

    /// <summary>The action of an operation; the operation alone when the service is not known.</summary>
    /// <param name="service">The service, as the AWS CLI calls it; empty when it is not known.</param>
    /// <param name="operation">The operation, such as <c>DescribeVpcs</c>.</param>
    public static string Of(string service, string operation) => service.Length == 0 || operation.Length == 0
        ? operation
        : $"{Prefixes.GetValueOrDefault(service, service)}:"
            + (service == "s3api" ? Actions.GetValueOrDefault(operation, operation) : operation);
}
