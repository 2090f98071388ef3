using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Artifacts;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The function packages in the vendor's bucket.</summary>
internal static class PackageChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Artifacts.Bucket is not { } bucket ? [] :
    [
        new("artifacts.bucket", () => Region(target, bucket)),
        .. new[] { target.Definition.Packages.MetadataBrowsing, target.Definition.Packages.DqResultsReader }.Select(package => new Check("artifacts.prefix", () => Package(target, bucket, package))),
    ];

    private static IEnumerable<Finding> Region(PreflightTarget target, string bucket)
    {
        if (target.Find("s3api", "head-bucket", "--bucket", bucket) is not { } answer)
            yield return Finding.Error("artifacts.bucket", $"there is no bucket {bucket}", "the copy of the packages fails with NoSuchBucket", "correct artifacts.bucket, or ask the vendor");
        else if (answer.Text("BucketRegion") is { Length: > 0 } region && region != target.Region)
            yield return Finding.Warning("artifacts.bucket", $"{bucket} is in {region}, not in {target.Region}", "an endpoint or a policy that knows the edge's region only refuses the copy", $"use the vendor's bucket for {target.Region}");
    }

    private static IEnumerable<Finding> Package(PreflightTarget target, string bucket, FunctionPackage package)
    {
        if (target.Find("s3api", "head-object", "--bucket", bucket, "--key", package.SourceKey!, "--checksum-mode", "ENABLED") is not { } found)
        {
            yield return Finding.Error(
                "artifacts.prefix", $"{bucket} has no {package.SourceKey}", "the copy fails with NoSuchKey or AccessDenied, and the function with it",
                $"correct artifacts.prefix; aws s3 ls s3://{bucket}/{target.Config.Artifacts.Prefix} --recursive shows what is there");
        }
        else if (package.Sha256 is { } expected && found.Text("ChecksumSHA256") is { Length: > 0 } checksum && !checksum.Contains('-', StringComparison.Ordinal) && Convert.ToHexStringLower(Convert.FromBase64String(checksum)) is var actual && actual != expected)
        {
            yield return Finding.Error("artifacts.prefix", $"{package.SourceKey} has SHA-256 {actual}, but the release says {expected}", "the copy fails: nothing is taken over that is not what the release says", "put the vendor's unaltered package there");
        }
    }
}
