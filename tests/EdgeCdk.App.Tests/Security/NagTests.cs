using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>
/// The rules that AWS's solution architects go by. What is accepted all the same has a reason where the construct is made.
/// </summary>
[Collection(typeof(NagCollection))]
public sealed class NagTests(SynthesizedEdges edges, NagRun nag)
{
    private const string Pack = "AwsSolutions-";

    // In portable templates a parameter decides. RulesOfOthersTests hold the rule against one whose conditions have a value.
    private const string ReadsNoCondition = "NIST.800.53.R5-LambdaConcurrency";

    public static TheoryData<string> Names => [.. SynthesizedEdges.TemplateNames];

    [Theory, MemberData(nameof(Names))]
    public void Every_finding_has_a_reason_in_the_template(string name) =>
        Assert.Empty(edges[name].Resources.SelectMany(resource => Nag.NotAccepted(resource, nag.Of(name, resource, Pack))));

    // It does not look into Fn::If, so of the portable templates of edges it sees only a part; the same reasons are held against
    // those of edge files.
    public static TheoryData<string> Whole =>
        [.. SynthesizedEdges.TemplateNames.Where(name => !name.StartsWith("edge-", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Whole))]
    public void Every_reason_in_a_template_accepts_a_finding(string name) =>
        Assert.Empty(edges[name].Resources.SelectMany(resource => Nag.Stale(resource, nag.Of(name, resource, Pack))));

    // A rule that stumbles over a reference has found nothing, and would go on finding nothing.
    [Fact]
    public void Every_rule_comes_to_a_result() =>
        Assert.All(
            nag.All.Where(finding => finding.Rule != ReadsNoCondition),
            finding => Assert.True(finding.Evaluated, $"{finding.LogicalId}: {finding.Rule}: {finding.Description}"));

    [Fact]
    public void A_fault_is_found_and_so_are_a_missing_reason_a_stale_one_and_a_rule_that_fails()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("faulty.template.json", """
            {
              "Parameters": { "Runtime": { "Type": "String" } },
              "Resources": {
                "Bucket": {
                  "Type": "AWS::S3::Bucket",
                  "Metadata": { "aws:cdk:path": "Edge/Bucket", "cdk_nag": { "rules_to_suppress": [
                    { "id": "AwsSolutions-S1", "reason": "has no access log" }, { "id": "AwsSolutions-S2", "reason": "is not public" } ] } }
                },
                "Role": {
                  "Type": "AWS::IAM::Role",
                  "Metadata": {
                    "aws:cdk:path": "Edge/Role",
                    "cdk_nag": { "rules_to_suppress": [{ "id": "AwsSolutions-IAM5", "reason": "Accepted: for a reason" }] }
                  },
                  "Properties": {
                    "AssumeRolePolicyDocument": {},
                    "Policies": [{ "PolicyName": "Rights", "PolicyDocument": { "Statement": [
                      { "Sid": "Accepted", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*" },
                      { "Sid": "Forgotten", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ] } }]
                  }
                },
                "Function": {
                  "Type": "AWS::Lambda::Function",
                  "Metadata": { "aws:cdk:path": "Edge/Function" },
                  "Properties": {
                    "Runtime": { "Ref": "Runtime" },
                    "Role": "arn:aws:iam::123456789011:role/role",
                    "Handler": "index.handler",
                    "Code": { "ZipFile": "" }
                  }
                }
              }
            }
            """);
        var template = SynthesizedTemplate.Read(file);
        var findings = Nag.Check([file]).Where(
            finding => finding.Rule.StartsWith(Pack, StringComparison.Ordinal)).ToLookup(finding => finding.LogicalId);

        Assert.Equal(["AwsSolutions-S1", "AwsSolutions-S10"], findings["Bucket"].Select(finding => finding.Rule));
        Assert.StartsWith(
            "Bucket: AwsSolutions-S10",
            Assert.Single(Nag.NotAccepted(template.At("Bucket"), findings["Bucket"])),
            StringComparison.Ordinal);
        Assert.Equal("is not public", Assert.Single(Nag.Stale(template.At("Bucket"), [.. findings["Bucket"]])).Reason);
        Assert.StartsWith(
            "Role: AwsSolutions-IAM5 Resource::* Forgotten",
            Assert.Single(Nag.NotAccepted(template.At("Role"), findings["Role"])),
            StringComparison.Ordinal);
        Assert.False(Assert.Single(findings["Function"]).Evaluated);
    }
}
