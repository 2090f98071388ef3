using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>An edge that the vendor's Terraform created is not taken for what a stack left.</summary>
public sealed class TerraformTracesTests
{
    private const string Key = """{"KeyMetadata":{"KeyId":"k-1"}}""";

    [Theory]
    [InlineData("log groups", """{"tags":{"ManagedBy":"Terraform"}}""")]
    [InlineData("log groups", """{"tags":{"terraform-module":"edgeinstance"}}""")]
    [InlineData("log groups", """{"tags":{"created-by":"opentofu"}}""")]
    public void A_log_group_that_says_so_is_not_deleted(string about, string tags) => Recognized(about, tags);

    [Fact]
    public void A_role_that_says_so_is_not_deleted() => Recognized("demo-plane-manager", """{"tags":{}}""");

    [Fact]
    public void A_key_that_says_so_is_not_deleted() => Recognized("alias", """{"tags":{}}""");

    [Theory]
    [InlineData("""{"tags":{}}""")]
    [InlineData("""{"tags":{"owner":"somebody"}}""")]
    public void What_says_nothing_may_be_either(string tags)
    {
        var remedy = Find("log groups", tags).Remedy!;

        Assert.StartsWith("if the vendor's Terraform created it, delete nothing: npx edge takeover demo", remedy, StringComparison.Ordinal);
        Assert.Contains("Otherwise: they hold the logs of an earlier deployment", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_stack_of_this_product_left_is_left_over() => Assert.StartsWith(
        "they hold the logs of an earlier deployment",
        Find("log groups", """{"tags":{"ataccama:edge:managed-by":"edge-cdk","terraform":"no"}}""").Remedy, StringComparison.Ordinal);

    [Fact]
    public void Who_may_not_read_tags_is_told_both()
    {
        var aws = Account("""{"tags":{}}""");
        aws.Refused["logs list-tags-log-group"] = new AwsException("AccessDenied", "denied for a test", "ListTagsLogGroup");

        Assert.Contains("if the vendor's Terraform created it", Find("log groups", aws).Remedy, StringComparison.Ordinal);
    }

    private static void Recognized(string about, string tags)
    {
        var finding = Find(about, tags);

        Assert.Equal(Outcome.Failed, finding.Outcome);
        Assert.Contains("Terraform created it, and no stack owns it", finding.What, StringComparison.Ordinal);
        Assert.StartsWith("delete nothing: ", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("npx edge takeover demo", finding.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("aws ", finding.Remedy, StringComparison.Ordinal);
    }

    private static Finding Find(string about, string tags) => Find(about, Account(tags));

    private static Finding Find(string about, IAws aws) =>
        Assert.Single(TakenNameChecks.Of(Targets.Of(aws)).Single(check => check.About == about).Find());

    private static FakeAws Account(string logGroupTags) => new FakeAws(
        ("logs describe-log-groups", """{"logGroups":[{"logGroupName":"/ataccama/edge/demo/dqc"}]}"""),
        ("logs list-tags-log-group", logGroupTags),
        ("iam get-role", """{"Role":{"RoleName":"demo-plane-manager","Tags":[{"Key":"tool","Value":"terraform"}]}}"""),
        ("kms describe-key", Key),
        ("kms list-resource-tags", """{"Tags":[{"TagKey":"tf","TagValue":"s3://bucket/edge.tfstate"}]}"""))
        .Without("cloudformation describe-stack-resources");
}
