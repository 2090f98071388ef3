using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What the organization of the account denies: by the files that were given, or not known.</summary>
public sealed class OrganizationChecksTests
{
    [Theory]
    [InlineData(null, "Unknown")]
    [InlineData("AWSOrganizationsNotInUseException", "")]
    public void Without_files_it_is_not_known_unless_there_is_no_organization(string? refusal, string outcome) =>
        Targets.Has(OrganizationChecks.Find(Target(refusal)), outcome, "what service control policies deny could not be checked");

    [Fact]
    public void A_refusal_does_not_say_that_there_is_no_organization() =>
        Assert.Throws<AwsException>(() => OrganizationChecks.Find(Target("AccessDeniedException")));

    [Theory]
    [InlineData("sqs:CreateQueue", "Failed scp.json denies in statement 1 what is needed: sqs:CreateQueue (the deployment)")]
    [InlineData("s3:GetObject", "Failed scp.json denies in statement 1 what is needed: s3:GetObject (demo-jobs)")]
    [InlineData("ec2:RunInstances", "Ok no statement of scp.json denies one of the 2 actions that deployment and edge need in every case; "
        + "policies that were not given may")]
    public void Files_are_held_against_the_calls_of_who_deploys_and_of_the_roles(string action, string found)
    {
        var finding = Assert.Single(OrganizationChecks.Find(
            Target("AWSOrganizationsNotInUseException", $$"""{"Statement":[{"Effect":"Deny","Action":"{{action}}","Resource":"*"}]}""")));

        Assert.Equal(found, $"{finding.Outcome} {finding.What}");
    }

    [Theory]
    [InlineData(false, "AWSServiceRoleForECS", "AWSServiceRoleForAmazonElasticFileSystem")]
    [InlineData(true, "AWSServiceRoleForECS", "AWSServiceRoleForAmazonElasticFileSystem", "AWSServiceRoleForElasticLoadBalancing")]
    public void Service_linked_roles_that_are_missing_are_told_with_the_command_that_makes_them(bool isWatched, params string[] roles)
    {
        var definition = Targets.Of(new FakeAws()).Definition;
        var observability = definition.Config.Observability with { Enabled = isWatched };
        var edge = definition with { Config = definition.Config with { Observability = observability } };

        Assert.Empty(Find(new FakeAws(("iam get-role", "{}"))));
        Assert.Equal(roles, Find(new FakeAws()).Select(finding => finding.About));
        Assert.All(Find(new FakeAws()), finding => Assert.Contains(
            $"aws iam create-service-linked-role --aws-service-name {finding.What.Split(' ')[4]}.amazonaws.com", finding.Remedy,
            StringComparison.Ordinal));

        IEnumerable<Finding> Find(FakeAws aws) =>
            ServiceRoleChecks.Of(new PreflightTarget(edge, aws)).SelectMany(check => check.Find());
    }

    private static PreflightTarget Target(string? refusal, string? policy = null)
    {
        var aws = new FakeAws();
        if (refusal is not null)
            aws.Refused["organizations describe-organization"] = new AwsException(refusal, "refused for a test");
        return new PreflightTarget(Targets.Of(aws).Definition, aws)
        {
            ServiceControlPolicies = policy is null ? [] : [ServiceControlPolicy.Read("scp.json", policy)],
            Templates = () => (
                new StackTemplate("Edge-demo", Template("AWS::IAM::Policy", "s3:GetObject", "demo-jobs")),
                Template("AWS::IAM::ManagedPolicy", "sqs:CreateQueue", "deployer")),
        };
    }

    private static JsonObject Template(string type, string action, string role) => JsonNode.Parse($$$"""
        { "Resources": {
            "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "{{{role}}}" } },
            "Policy": { "Type": "{{{type}}}", "Properties": { "Roles": [{ "Ref": "Role" }], "PolicyDocument": { "Statement": [
              { "Effect": "Allow", "Action": "{{{action}}}", "Resource": "*" }] } } } } }
        """)!.AsObject();
}
