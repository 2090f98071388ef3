using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight.ServiceControl;

/// <summary>Service control policies in files, against the calls of the deployment and of the edge.</summary>
public sealed class ServiceControlTests
{
    private static readonly CallContext Context =
        new("demo", "aws", "eu-central-1", "123456789011", "vpc-0f1924823027c00c7", "hnb659fds");

    private static readonly NeededCall[] Calls =
    [
        new("the deployment", null, "sqs:CreateQueue", "arn:aws:sqs:eu-central-1:123456789011:Edge-demo-*"),
        new("the deployment", null, "iam:CreateRole", "arn:aws:iam::123456789011:role/demo-*"),
        new(
            "demo-plane-manager", "arn:aws:iam::123456789011:role/demo-plane-manager", "sts:AssumeRole",
            "arn:aws:iam::999988887777:role/edge-access-demo"),
    ];

    [Theory]
    // What is denied in every case.
    [InlineData("""{"Effect":"Deny","Action":"sqs:*","Resource":"*"}""", "Failed statement 1: sqs:CreateQueue")]
    [InlineData("""{"Sid":"Roles","Effect":"Deny","Action":["IAM:create*"],"Resource":"*"}""", "Failed Roles: iam:CreateRole")]
    [InlineData("""{"Effect":"Deny","NotAction":["sqs:*","sts:*"],"Resource":"*"}""", "Failed statement 1: iam:CreateRole")]
    [InlineData(
        """{"Effect":"Deny","Action":"sts:AssumeRole","NotResource":"arn:aws:iam::123456789011:role/*"}""",
        "Failed statement 1: sts:AssumeRole")]
    // The region, which is another one for IAM.
    [InlineData(
        """
        {"Effect":"Deny","Action":"*","Resource":"*",
         "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1"]}}}
        """,
        "Failed statement 1: iam:CreateRole")]
    [InlineData(
        """
        {"Effect":"Deny","NotAction":"iam:*","Resource":"*",
         "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","us-east-1"]}}}
        """,
        "Ok")]
    // The role that calls, where its name is known before.
    [InlineData(
        """
        {"Effect":"Deny","Action":"sts:AssumeRole","Resource":"*",
         "Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/demo-*"}}}
        """,
        "Ok")]
    [InlineData(
        """
        {"Effect":"Deny","Action":"sqs:CreateQueue","Resource":"*",
         "Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/platform"}}}
        """,
        "Unknown statement 1: sqs:CreateQueue; aws:PrincipalArn")]
    // What only the call shows.
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:*","Resource":"*","Condition":{"Null":{"aws:RequestTag/team":"true"}}}""",
        "Unknown statement 1: sqs:CreateQueue; aws:RequestTag/team")]
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:Edge-demo-JobStatus*"}""",
        "Unknown statement 1: sqs:CreateQueue; the resource")]
    [InlineData("""{"Effect":"Deny","Action":"sqs:*","Resource":"arn:aws:s3:::bucket"}""", "Ok")]
    [InlineData("""{"Effect":"Deny","Action":"ec2:RunInstances","Resource":"*"}""", "Ok")]
    // A list of what is allowed denies the rest.
    [InlineData("""{"Effect":"Allow","Action":["sqs:*","sts:*"],"Resource":"*"}""", "Failed : iam:CreateRole")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", "Ok")]
    public void Every_statement_is_answered_as_far_as_it_can_be(string statement, string expected)
    {
        var policy = ServiceControlPolicy.Read("scp.json", $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");

        var findings = ServiceControlChecks.Find([policy], Calls, Context).ToList();

        var worst = findings.MaxBy(finding => finding.Outcome is Outcome.Ok ? -1 : (int)finding.Outcome)!;
        Assert.Equal(expected.Split(' ')[0], $"{worst.Outcome}");
        var parts = expected.Split(' ', 2).Skip(1).SelectMany(rest => rest.Split([": ", "; "], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(parts, part => Assert.Contains(part, worst.What, StringComparison.Ordinal));
        Assert.All(Calls.Where(call => !expected.Contains(call.Action, StringComparison.Ordinal)), call =>
            Assert.DoesNotContain(call.Action, worst.What, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_may_be_the_answer_of_organizations()
    {
        var content = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sqs:*","Resource":"*"}}""";
        var answer = new JsonObject { ["Policy"] = new JsonObject { ["Content"] = content } };

        Assert.True(Assert.Single(ServiceControlPolicy.Read("scp.json", answer.ToJsonString()).Statements).IsDeny);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("""{"Statement":[1]}""")]
    [InlineData("""{"Policy":{"Content":"no json"}}""")]
    [InlineData("""{"Policy":{"Content":"[]"}}""")]
    [InlineData("""{"Statement":[{"Effect":"Deny","Action":"*","Action":"sqs:*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Action":"*"}]}""")]
    public void Anything_else_is_refused_with_what_to_use(string text) => Assert.Equal(
        "scp.json is not a service control policy: use a policy document in JSON, or the answer of `aws organizations describe-policy`",
        Assert.Throws<CommandException>(() => ServiceControlPolicy.Read("scp.json", text)).Message);

    [Fact]
    public void The_calls_are_those_of_the_deployers_policies_and_of_the_roles_of_the_template()
    {
        var deployer = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "security", "deployer.template.json")))!;
        var kept = JsonNode.Parse(File.ReadAllText(Repository.Path(GoldenTemplates.PathOf(GoldenTemplates.Releases[^1], EdgeFiles.Demo))))!;

        var deployment = NeededCalls.OfDeployment(deployer, new Dictionary<string, string>(), Context).ToList();
        var roles = NeededCalls.OfRoles(new StackTemplate("Edge-demo", kept.AsObject()), Context).ToList();

        Assert.Contains(deployment, call => call is { Action: "sqs:CreateQueue", Caller: "the deployment", CallerArn: null }
            && call.Resource == "arn:aws:sqs:eu-central-1:123456789011:Edge-demo-JobStatus*");
        Assert.Contains(roles, call => call is { Action: "sts:AssumeRole", Resource: "arn:aws:iam::999988887777:role/edge-access-demo" }
            && call.CallerArn == "arn:aws:iam::123456789011:role/demo-plane-manager");
        Assert.Contains(roles, call => call is { Action: "events:PutEvents", Caller: "demo-deployment-support" });
        Assert.DoesNotContain(deployment.Concat(roles), call => call.Resource.Length == 0 || call.Action.Length == 0);
    }

    [Fact]
    public void Of_an_edge_whose_parts_others_create_who_deploys_calls_nothing_that_creates_them()
    {
        var deployer = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "security", "deployer.template.json")))!;
        var edge = Targets.Of(new FakeAws(), text => ExistingResources.In(text)).Definition;

        var calls = NeededCalls.OfDeployment(deployer, DeployerTemplates.ValuesOfEdge(edge), Context).ToList();

        // The other right to pass a role is that of who deploys, on the service role.
        Assert.Equal(
            [.. new EdgeNames("demo").ExistingRoles(edge).Select(edge.Config.RoleArn),
                "arn:aws:iam::123456789011:role/edge-deployer-demo-cloudformation"],
            calls.Where(call => call.Action == "iam:PassRole").Select(call => call.Resource));
        Assert.Equal(
            [ExistingResources.GeneralKeyArn],
            calls.Where(call => call.Action == "kms:CreateGrant").Select(call => call.Resource));
        Assert.DoesNotContain(calls, call => call.Action is "ec2:CreateSecurityGroup" or "kms:CreateKey");
        // The demo edge creates its endpoints.
        Assert.Contains(calls, call => call.Action == "ec2:CreateVpcEndpoint");
    }
}
