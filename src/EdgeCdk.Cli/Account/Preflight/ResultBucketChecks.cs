using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The customer's bucket for results: it exists in the region that the file names.</summary>
internal static class ResultBucketChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var (name, region) = (target.Config.S3.BucketName, target.Config.S3.Region);
        var location = target.Aws.Find("s3api", "get-bucket-location", "--bucket", name);
        if (location is null)
        {
            yield return new Finding(Outcome.Failed, "s3.bucketName")
            {
                What = $"there is no bucket {name}",
                Later = "the deployment succeeds; then no result can be written: NoSuchBucket",
                Remedy = $"aws s3 mb s3://{name} --region {region}, or correct s3.bucketName",
            };
        }
        else if (RegionOf(location) is var actual && actual != region)
        {
            yield return new Finding(Outcome.Failed, "s3.region")
            {
                What = $"is {region}, but {name} is in {actual}",
                Later = "the deployment succeeds; then no result can be written: PermanentRedirect or AuthorizationHeaderMalformed",
                Remedy = $"s3.region: {actual}",
            };
        }
    }

    /// <summary>The region in an answer of get-bucket-location, where the two oldest regions have other names.</summary>
    public static string RegionOf(JsonNode location) =>
        location.Text("LocationConstraint") switch { "" => "us-east-1", "EU" => "eu-west-1", var region => region };
}
