using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What an edge file names for an account with rules.</summary>
public sealed class ReferencedResourcesTests
{
    private const string Location = """{"LocationConstraint":"eu-central-1"}""";
    private const string Csc = "arn:aws:lambda:eu-central-1:123456789011:code-signing-config:csc-0f6c334abcdea4d8b";

    [Theory]
    [InlineData("""{"Policy":"{\"Principal\":{\"Service\":\"logging.s3.amazonaws.com\"}}"}""", "", "")]
    [InlineData("""{"Policy":"{}"}""", "Warning", "the policy of access-logs does not name logging.s3.amazonaws.com")]
    public void The_bucket_for_access_logs_lets_s3_write(string policy, string outcome, string words) => Targets.Has(
        Find(new FakeAws(("s3api get-bucket-location", Location), ("s3api get-bucket-policy", policy)), "accessLogBucket: access-logs"),
        outcome, words);

    [Fact]
    public void A_bucket_without_a_policy_does_not()
    {
        var aws = new FakeAws(("s3api get-bucket-location", Location));
        aws.Refused["s3api get-bucket-policy"] = new AwsException("NoSuchBucketPolicy", "The bucket policy does not exist");

        Targets.Has(Find(aws, "accessLogBucket: access-logs"), "Warning", "does not name");
    }

    [Fact]
    public void A_bucket_that_does_not_exist_is_named() => Targets.Has(
        Find(new FakeAws().Without("s3api get-bucket-location"), "accessLogBucket: access-logs"),
        "Failed", "there is no bucket access-logs");

    [Fact]
    public void A_code_signing_configuration_that_does_not_exist_is_named() => Targets.Has(
        Find(new FakeAws().Without("lambda get-code-signing-config"), $"functions: {{ codeSigningConfigArn: {Csc} }}"),
        "Failed", $"there is no code signing configuration {Csc}");

    private static IEnumerable<EdgeCdk.Cli.Account.Checks.Finding> Find(FakeAws aws, string line) =>
        ReferencedResources.Of(Targets.Of(aws, text => $"{text}\n{line}\n")).SelectMany(check => check.Run());
}
