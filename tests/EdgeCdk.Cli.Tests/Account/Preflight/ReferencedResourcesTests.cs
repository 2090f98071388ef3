using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What an edge file names for an account with rules.</summary>
public sealed class ReferencedResourcesTests
{
    private const string Location = """{"LocationConstraint":"eu-central-1"}""";
    private const string Boundary = "arn:aws:iam::123456789011:policy/boundary";
    private const string Topic = "arn:aws:sns:eu-central-1:123456789011:alarms";
    private const string Key = "arn:aws:kms:eu-central-1:123456789011:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab";
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

    [Theory]
    [InlineData("{}", "us-east-1")]
    [InlineData("""{"LocationConstraint":"EU"}""", "eu-west-1")]
    public void The_bucket_for_access_logs_is_in_the_region(string location, string region) => Targets.Has(
        Find(new FakeAws(("s3api get-bucket-location", location)), "accessLogBucket: access-logs"),
        "Failed", $"access-logs is in {region}, not in eu-central-1");

    [Fact]
    public void Its_policy_that_cannot_be_read_is_not_a_policy_that_does_not_allow()
    {
        var aws = new FakeAws(("s3api get-bucket-location", Location));
        aws.Refused["s3api get-bucket-policy"] = new AwsException("AccessDenied", "refused for a test");

        Targets.Has(Find(aws, "accessLogBucket: access-logs"), "Unknown", "could not be checked");
    }

    [Theory]
    [InlineData(
        "lambda get-code-signing-config", $"functions: {{ codeSigningConfigArn: {Csc} }}", $"there is no code signing configuration {Csc}")]
    [InlineData("iam get-policy", $"iam: {{ permissionsBoundaryArn: {Boundary} }}", $"there is no policy {Boundary}")]
    [InlineData("sns get-topic-attributes", $"alarms: {{ topicArn: {Topic} }}", $"there is no topic {Topic}")]
    [InlineData("kms describe-key", $"kms: {{ generalKeyArn: {Key} }}", $"there is no key {Key}")]
    [InlineData("kms describe-key", $"kms: {{ dataQualityKeyArn: {Key} }}", $"there is no key {Key}")]
    public void What_does_not_exist_is_told(string operation, string line, string words)
    {
        var aws = new FakeAws(("kms describe-key", """{"KeyMetadata":{"KeyState":"Enabled"}}"""));

        Targets.Has(Find(aws, line), "", "");
        Targets.Has(Find(aws.Without(operation), line), "Failed", words);
    }

    [Theory]
    [InlineData("artifacts.keyArn", "prefix: edge/16.6.5/", "correct artifacts.keyArn")]
    [InlineData("controlPlane.queueKeyArn", "eventSources: disabled", "correct controlPlane.queueKeyArn")]
    public void A_key_of_the_vendor_is_told_at_its_key(string key, string line, string remedy)
    {
        var checks = ReferencedResources.Of(Targets.Of(
            new FakeAws().Without("kms describe-key"), text => text.With(line, $"{line}\n  {key.Split('.')[1]}: {Key}")));

        var finding = Assert.Single(Assert.Single(checks, check => check.About == key).Run());
        Assert.Equal((key, remedy), (finding.About, finding.Remedy));
    }

    [Theory]
    [InlineData("{}", "", "")]
    [InlineData("""{"Attributes":{"KmsMasterKeyId":"alias/alarms"}}""", "", "")]
    [InlineData("""{"Attributes":{"KmsMasterKeyId":"alias/aws/sns"}}""", "Failed", "a key that CloudWatch cannot use")]
    [InlineData(
        """{"Attributes":{"KmsMasterKeyId":"arn:aws:kms:eu-central-1:123456789011:alias/aws/sns"}}""", "Failed", "a key that CloudWatch")]
    public void The_topic_of_alarms_is_encrypted_with_a_key_that_CloudWatch_may_use(string topic, string outcome, string words) =>
        Targets.Has(Find(new FakeAws(("sns get-topic-attributes", topic)), $"alarms: {{ topicArn: {Topic} }}"), outcome, words);

    private static IEnumerable<EdgeCdk.Cli.Account.Checks.Finding> Find(FakeAws aws, string line) =>
        ReferencedResources.Of(Targets.Of(aws, text => $"{text}\n{line}\n")).SelectMany(check => check.Run());
}
