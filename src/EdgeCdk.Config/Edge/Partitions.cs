namespace EdgeCdk.Config.Edge;

/// <summary>AWS partitions, by the beginning of the region code.</summary>
public static class Partitions
{
    /// <summary>Partition of a region: aws, aws-us-gov or aws-cn.</summary>
    public static string Of(string region) =>
        region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : "aws";
}
