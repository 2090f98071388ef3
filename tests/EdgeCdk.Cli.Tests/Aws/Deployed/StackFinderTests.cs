using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Aws.Deployed;

/// <summary>The stack of an edge is found under whatever name and in whatever region it is, and AWS's refusal is never taken for its
/// absence.</summary>
public sealed class StackFinderTests
{
    private const string Product = "SC-123456789011-pp-abcdefgh";
    private const string Role = "demo-plane-manager";
    private static readonly EdgePlace Edge = new("demo", FakeAccount.Region) { Account = FakeAccount.Account };

    [Fact]
    public void The_usual_name_is_found_with_one_question()
    {
        var aws = new FakeAccount();
        aws.Stack("Edge-demo");

        Assert.Equal(("Edge-demo", 1), (NameOf(aws), aws.Asked.Count));
    }

    [Fact]
    public void Another_name_is_found_by_the_tag_of_cloudformation()
    {
        var aws = new FakeAccount { Tagged = { ("arn:aws:logs:eu-central-1:1:log-group:x", Product) } };
        aws.Stack(Product);

        Assert.Equal(Product, NameOf(aws));
        Assert.DoesNotContain(aws.Asked, asked => asked.StartsWith("iam", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_tags_the_owner_of_the_role_is_asked_for_in_the_region_first()
    {
        var aws = new FakeAccount { Roles = { Role } };
        aws.Stack("own-name", physicalIds: Role);

        Assert.Equal("own-name", NameOf(aws));
        Assert.DoesNotContain(aws.Asked, asked => asked.StartsWith("ec2", StringComparison.Ordinal));
    }

    // CloudFormation tells the first 100 resources of the stack that has the role, and an edge has more.
    [Theory]
    [InlineData("UPDATE_COMPLETE", "own-name")]
    [InlineData("DELETE_COMPLETE", null)]
    public void The_owner_of_the_role_is_found_among_any_number_of_resources(string status, string? found)
    {
        var aws = new FakeAccount { Roles = { Role } };
        aws.Stack("own-name", status, physicalIds: [.. Enumerable.Range(1, 150).Select(number => $"role-{number}"), Role]);

        Assert.Equal(found, StackFinder.Find(aws, Edge) is { } stack ? (string?)stack["StackName"] : null);
    }

    [Theory]
    [InlineData("Edge-demo")]
    [InlineData(Product)]
    public void A_stack_in_another_region_is_named_with_its_region(string name)
    {
        var aws = new FakeAccount { Roles = { Role } };
        aws.Stack(name, region: "us-east-1", physicalIds: Role);

        var told = Assert.Throws<StackElsewhereException>(() => StackFinder.Find(aws, Edge));

        Assert.Equal($"the edge demo is deployed in us-east-1, as the stack {name}, not in eu-central-1; repeat with --region us-east-1",
            told.Message);
    }

    [Fact]
    public void An_edge_that_was_never_deployed_costs_no_question_in_other_regions()
    {
        var aws = new FakeAccount();

        Assert.Null(StackFinder.Find(aws, Edge));
        Assert.Equal(3, aws.Asked.Count);
        Assert.All(aws.Asked, asked => Assert.EndsWith(FakeAccount.Region, asked, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cloudformation describe-stacks")]
    [InlineData("resourcegroupstaggingapi get-resources")]
    [InlineData("iam get-role")]
    [InlineData("cloudformation describe-stack-resources")]
    [InlineData("ec2 describe-regions")]
    public void A_question_that_aws_refuses_is_never_taken_for_no_stack(string operation)
    {
        var aws = new FakeAccount { Roles = { Role }, Refused = { operation } };

        Assert.Throws<AwsException>(() => StackFinder.Find(aws, Edge));
    }

    [Fact]
    public void A_region_that_is_denied_is_named_when_no_other_one_has_the_stack()
    {
        var aws = new FakeAccount { Roles = { Role }, Refused = { "cloudformation describe-stack-resources us-east-1" } };

        var told = Assert.Throws<CommandException>(() => StackFinder.Find(aws, Edge));

        Assert.Contains("could not be asked in us-east-1", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_is_denied_does_not_hide_the_stack_in_another_one()
    {
        var aws = new FakeAccount { Roles = { Role }, Refused = { "cloudformation describe-stack-resources eu-west-1" } };
        aws.Stack("Edge-demo", region: "us-east-1", physicalIds: Role);

        Assert.Throws<StackElsewhereException>(() => StackFinder.Find(aws, Edge));
    }

    [Theory]
    [InlineData("REVIEW_IN_PROGRESS")]
    [InlineData("ROLLBACK_COMPLETE")]
    [InlineData("CREATE_FAILED")]
    [InlineData("ROLLBACK_FAILED")]
    [InlineData("DELETE_FAILED")]
    public void A_stack_of_the_usual_name_that_failed_does_not_hide_the_one_that_has_the_edge(string status)
    {
        var aws = new FakeAccount { Roles = { Role } };
        aws.Stack("Edge-demo", status, edge: null);
        aws.Stack(Product, physicalIds: Role);

        Assert.Equal(Product, NameOf(aws));
    }

    [Fact]
    public void What_a_deleted_stack_retained_is_owned_by_nobody()
    {
        var aws = new FakeAccount { Roles = { Role } };
        aws.Stack("Edge-demo", "DELETE_COMPLETE", physicalIds: Role);

        Assert.Null(StackFinder.Find(aws, Edge));
    }

    [Fact]
    public void A_stack_of_the_customers_with_the_same_tag_is_not_taken_for_the_edge()
    {
        var aws = new FakeAccount { Tagged = { ("arn:aws:secretsmanager:eu-central-1:1:secret:x", "secrets-of-the-customer") } };
        aws.Stack("secrets-of-the-customer", edge: null);

        Assert.Null(StackFinder.Find(aws, Edge));
    }

    // Before the edge is deployed, and when it is, whether a command knows the edge file or the name alone.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_stack_of_the_team_that_creates_the_roles_is_not_taken_for_the_edge(bool isDeployed, bool knowsFile)
    {
        var aws = new FakeAccount
        {
            Roles = { Role },
            Tagged = { ("arn:aws:kms:eu-central-1:1:key/1", "Keys-demo"), ("arn:aws:ec2:eu-central-1:1:security-group/1", "Network-demo") },
        };
        aws.Stack("Identity-demo", edge: null, physicalIds: Role);
        aws.Stack("Keys-demo", edge: null);
        aws.Stack("Network-demo", edge: null);
        if (isDeployed)
            aws.Stack("Edge-demo");
        var edge = knowsFile ? Edge with { Definition = Targets.Of(new FakeAws(), text => ExistingResources.In(text)).Definition } : Edge;

        Assert.Equal(isDeployed ? "Edge-demo" : null, (string?)StackFinder.Find(aws, edge)?["StackName"]);
    }

    [Theory]
    [InlineData("own-name", null)]
    [InlineData("Edge-other", "the stack Edge-other does not belong to the edge demo: it has the edge other")]
    [InlineData("website", "the stack website does not belong to the edge demo: it names no edge")]
    [InlineData("own-nam",
        "there is no stack own-nam in eu-central-1 of account 123456789011; without --stack, the stack is found by the name of the edge")]
    public void A_stack_that_the_user_names_must_have_the_edge(string name, string? fault)
    {
        var aws = new FakeAccount();
        aws.Stack("own-name");
        aws.Stack("Edge-other", edge: "other");
        aws.Stack("website", edge: null);

        if (fault is null)
            Assert.Equal(name, (string?)StackFinder.Find(aws, Edge with { GivenStack = name })!["StackName"]);
        else
            Assert.Equal(fault, Assert.ThrowsAny<CommandException>(() => StackFinder.Find(aws, Edge with { GivenStack = name })).Message);
    }

    [Fact]
    public void An_edge_whose_first_deployment_failed_is_known_by_parameters_or_tags()
    {
        var aws = new FakeAccount();
        aws.Stack("portable", "CREATE_FAILED",
            edge: null)["Parameters"] = new JsonArray(FakeAccount.Pair("Parameter", "EdgeName", "demo"),
            FakeAccount.Pair("Parameter", "EdgeAccessRoleArn", "arn"));
        aws.Stack("tagged", "CREATE_FAILED", edge: null)["Tags"] = new JsonArray(
            new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = "demo" },
                new JsonObject { ["Key"] = "ataccama:edge:managed-by", ["Value"] = "edge-cdk" });
        aws.Stack("Prerequisites-demo", edge: null)["Parameters"] = new JsonArray(FakeAccount.Pair("Parameter", "EdgeName", "demo"));

        Assert.All((string[])["portable", "tagged"], name => Assert.NotNull(StackFinder.Find(aws, Edge with { GivenStack = name })));
        Assert.ThrowsAny<CommandException>(() => StackFinder.Find(aws, Edge with { GivenStack = "Prerequisites-demo" }));
    }

    private static string NameOf(FakeAccount aws) => (string)StackFinder.Find(aws, Edge)!["StackName"]!;
}
