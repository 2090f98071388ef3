namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the customer's bucket for results.</summary>
internal static class ResultParameters
{
    private const string Group = "Results";

    public static IReadOnlyList<PortableParameter> All =>
    [
        PortableParameter.Of("ResultBucketName", Group, "Bucket for results", "s3.bucketName", edge => edge.Config.S3.BucketName),
        PortableParameter.Of(
            "ResultRoleArn", Group, "Role that reads and writes the bucket", "s3.iamRoleArn", edge => edge.Config.S3.IamRoleArn) with
        {
            MaxLength = PortableParameters.LongestResultRoleArn,
        },
        PortableParameter.Of("ResultBucketRegion", Group, "Region of the bucket", "s3.region", edge => edge.Config.S3.Region),
    ];
}
