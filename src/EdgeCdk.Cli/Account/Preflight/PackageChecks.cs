using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Artifacts;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The function packages in the vendor's bucket.</summary>
internal static class PackageChecks
{
    private const string Key = "artifacts.prefix";

    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Artifacts.Bucket is not { } bucket ? [] :
    [
        new("artifacts.bucket", () => Region(target, bucket)),
        .. target.Definition.Packages.Values.Select(package => new Check(Key, () => Package(target, bucket, package))),
    ];

    private static IEnumerable<Finding> Region(PreflightTarget target, string bucket)
    {
        var answer = target.Aws.Find("s3api", "head-bucket", "--bucket", bucket);
        if (answer is null)
        {
            yield return new Finding(Outcome.Failed, "artifacts.bucket")
            {
                What = $"there is no bucket {bucket}",
                Later = "the copy of the packages fails with NoSuchBucket",
                Remedy = "correct artifacts.bucket, or ask the vendor",
            };
        }
        else if (answer.Text("BucketRegion") is { Length: > 0 } region && region != target.Region)
        {
            yield return new Finding(Outcome.Warning, "artifacts.bucket")
            {
                What = $"{bucket} is in {region}, not in {target.Region}",
                Later = "an endpoint or a policy that allows only the edge's region denies the copy",
                Remedy = $"use the vendor's bucket for {target.Region}",
            };
        }
    }

    private static IEnumerable<Finding> Package(PreflightTarget target, string bucket, FunctionPackage package)
    {
        var found = target.Aws.Find("s3api", "head-object", "--bucket", bucket, "--key", package.SourceKey!, "--checksum-mode", "ENABLED");
        if (found is null)
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{bucket} has no {package.SourceKey}",
                Later = "the copy fails with NoSuchKey or AccessDenied, and the function with it",
                Remedy = $"correct artifacts.prefix; aws s3 ls s3://{bucket}/{target.Config.Artifacts.Prefix} --recursive shows what "
                    + "exists",
            };
        }
        else if (package.Sha256 is { } expected && Sha256.OfBase64(found.Text("ChecksumSHA256")) is { } actual && actual != expected)
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{package.SourceKey} has SHA-256 {actual}, but the release names {expected}",
                Later = "the copy fails: a package that is not the one of the release is not copied",
                Remedy = "put the vendor's unchanged package there",
            };
        }
    }
}
