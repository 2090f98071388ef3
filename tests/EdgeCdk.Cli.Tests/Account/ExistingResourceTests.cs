using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>What others created for an edge is theirs, before and after the edge.</summary>
public sealed class ExistingResourceTests
{
    private const string Other = "arn:aws:kms:eu-central-1:123456789011:key/cccccccc-12ab-34cd-56ef-1234567890ab";

    [Theory]
    [InlineData(true, "AWS::KMS::Key cccccccc-12ab-34cd-56ef-1234567890ab")]
    [InlineData(
        false, "AWS::EC2::SecurityGroup sg-00000000000000010", "AWS::IAM::Role demo-plane-manager",
        "AWS::KMS::Alias alias/ataccama/edge/demo",
        "AWS::KMS::Key aaaaaaaa-12ab-34cd-56ef-1234567890ab", "AWS::KMS::Key cccccccc-12ab-34cd-56ef-1234567890ab")]
    public void Nothing_of_it_is_called_left_over(bool exists, params string[] left)
    {
        var aws = new FakeAccount { Roles = { "demo-plane-manager" } };
        aws.Tagged.AddRange([
            (ExistingResources.GeneralKeyArn, null), (Other, null),
            ("arn:aws:ec2:eu-central-1:123456789011:security-group/sg-00000000000000010", null),
        ]);
        aws.Answers["kms describe-key"] = new() { ["KeyMetadata"] = new JsonObject { ["KeyState"] = "Enabled" } };
        aws.Answers["kms list-aliases"] =
            new() { ["Aliases"] = new JsonArray(new JsonObject { ["AliasName"] = "alias/ataccama/edge/demo" }) };
        var search = new CandidateSearch(
            new RegionalAws(aws, FakeAccount.Region),
            new EdgePlace("demo", FakeAccount.Region) { Definition = Definition(exists ? text => ExistingResources.In(text) : null) });

        var found = search.Questions.SelectMany(question => question.Find());

        Assert.Equal(left, found.Select(candidate => $"{candidate.Type} {candidate.Id}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_of_a_bundle_says_whose_they_are()
    {
        var text = new BundleReadme(Definition(text => ExistingResources.In(text)), false, ["iam.roles"], "hnb659fds").Text();

        Assert.Contains(
            "must allow these roles, which exist already; name them in a\ncondition on `aws:PrincipalArn`:\n\n"
                + "- `arn:aws:iam::123456789011:role/teams/edge/demo-plane-manager`\n",
            text, StringComparison.Ordinal);
        Assert.Contains(
            $"are encrypted with your key `{ExistingResources.DataQualityKeyArn}`, which stays.", text, StringComparison.Ordinal);
        Assert.Contains("Nothing is left. The role", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_role_must_allow_roles_with_their_path()
    {
        var result = Targets.Of(new FakeAws()).Config.S3.IamRoleArn;
        var aws = new FakeAws(("iam get-role", $$$"""
            {"Role":{"Arn":"{{{result}}}","RoleName":"results","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow",
              "Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::123456789011:root"},
              "Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789011:role/demo-*"} } }] } } }
            """));

        Assert.Empty(EdgeCdk.Cli.Account.Preflight.ResultRoleChecks.Find(Targets.Of(aws)));
        Assert.Single(EdgeCdk.Cli.Account.Preflight.ResultRoleChecks.Find(Targets.Of(aws, text => ExistingResources.In(text))));
    }

    private static EdgeDefinition Definition(Func<string, string>? edit) => Targets.Of(new FakeAws(), edit).Definition;
}
