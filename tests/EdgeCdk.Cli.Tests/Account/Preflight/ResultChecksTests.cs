using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The customer's role and bucket for results.</summary>
public sealed class ResultChecksTests
{
    [Theory]
    [InlineData("""{"LocationConstraint":"eu-central-1"}""", "", "")]
    [InlineData("""{"LocationConstraint":"EU"}""", "Failed", "is in eu-west-1")]
    [InlineData("{}", "Failed", "is in us-east-1")]
    public void The_bucket_is_in_the_region_of_the_file(string location, string outcome, string words) => Targets.Has(
        ResultBucketChecks.Find(Targets.Of(new FakeAws(("s3api get-bucket-location", location)))), outcome, words);

    [Fact]
    public void A_bucket_that_does_not_exist_is_told() => Targets.Has(
        ResultBucketChecks.Find(Targets.Of(new FakeAws().Without("s3api get-bucket-location"))), "Failed", "there is no bucket ");

    [Theory]
    [InlineData("demo-*", "", "")]
    [InlineData("demo-job-*", "Failed", "does not allow demo-plane-manager, demo-dq-results-reader")]
    public void Every_role_of_the_edge_can_assume_the_role(string names, string outcome, string words) => Targets.Has(
        ResultRoleChecks.Find(Target($$$"""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789011:role/{{{names}}}"}}""")),
        outcome, words);

    [Fact]
    public void What_depends_on_more_than_the_role_is_unknown() => Targets.Has(
        ResultRoleChecks.Find(Target("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""")), "Unknown", "depends on its conditions");

    [Fact]
    public void The_API_shows_a_trust_policy_as_text() => Targets.Has(
        ResultRoleChecks.Find(Targets.Of(new FakeAws(("iam get-role", $$$"""
            {"Role":{"Arn":"{{{Targets.Of(new FakeAws()).Config.S3.IamRoleArn}}}","RoleName":"results",
              "AssumeRolePolicyDocument":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Principal\":\"*\"}]}"}}
            """)))),
        "Failed", "the trust policy of results does not allow demo-plane-manager, demo-");

    [Fact]
    public void A_principal_that_was_deleted_is_a_warning()
    {
        var findings = ResultRoleChecks.Find(Target(
            """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789011:role/demo-*"}}""",
            """["arn:aws:iam::123456789011:root","AROAEXAMPLEOFADELETED"]"""));

        Targets.Has(findings, "Warning", "names AROAEXAMPLEOFADELETED, the id of a role that was deleted");
    }

    [Fact]
    public void A_role_that_does_not_exist_is_told() => Targets.Has(
        ResultRoleChecks.Find(Targets.Of(new FakeAws().Without("iam get-role"))),
        "Failed", "there is no role arn:aws:iam::123456789011:role/");

    [Fact]
    public void The_names_of_the_roles_are_those_of_the_documentation()
    {
        var page = File.ReadAllText(EdgeCdk.Tests.Support.Repository.Path("docs", "operations.md"));

        var roles = new EdgeNames("acme-prod").ResultRoles(Targets.Of(new FakeAws()).Definition.Release);
        Assert.All(
            roles,
            role => Assert.Contains($"\"arn:aws:iam::123456789012:role/{role}\"", page, StringComparison.Ordinal));
        Assert.Equal(
            roles.Count,
            page.Split("\"arn:aws:iam::123456789012:role/acme-prod-").Length - 1);
    }

    private static PreflightTarget Target(string condition, string principal = "\"arn:aws:iam::123456789011:root\"")
    {
        var arn = Targets.Of(new FakeAws()).Config.S3.IamRoleArn;
        return Targets.Of(new FakeAws(("iam get-role", $$$"""
            {"Role":{"Arn":"{{{arn}}}","RoleName":"results","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow",
              "Action":"sts:AssumeRole","Principal":{"AWS":{{{principal}}} },"Condition":{{{condition}}} }] } } }
            """)));
    }
}
