using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Tests.Aws.Deployed;

/// <summary>Which stack owns a resource, as far as CloudFormation says.</summary>
public sealed class AccountStacksTests
{
    private const string Role = "demo-job";
    private const string Queue = "https://sqs.eu-central-1.amazonaws.com/123456789011/demo";

    [Theory]
    [InlineData(Role, "CREATE_COMPLETE", "UPDATE_COMPLETE", true)]
    [InlineData(Role, "CREATE_COMPLETE", "DELETE_FAILED", true)]
    [InlineData(Role, "CREATE_COMPLETE", "DELETE_COMPLETE", false)]
    [InlineData(Role, "DELETE_COMPLETE", "UPDATE_COMPLETE", false)]
    [InlineData(Role, "DELETE_SKIPPED", "UPDATE_COMPLETE", false)]
    [InlineData("demo-job-other", "CREATE_COMPLETE", "UPDATE_COMPLETE", false)]
    public void It_owns_what_it_has_not_given_up(string physicalId, string resource, string stack, bool isOwned)
    {
        var aws = new FakeAws(
            ("cloudformation describe-stack-resources", $$"""
                {"StackResources":[{"PhysicalResourceId":"another","StackId":"s-0","ResourceStatus":"CREATE_COMPLETE"},
                  {"PhysicalResourceId":"{{physicalId}}","StackId":"s-1","ResourceStatus":"{{resource}}"}]}
                """),
            ("cloudformation describe-stacks", $$"""{"Stacks":[{"StackName":"Edge-demo","StackStatus":"{{stack}}"}]}"""));

        Assert.Equal(isOwned ? "Edge-demo" : null, (string?)AccountStacks.OwnerOf(aws, FakeAccount.Region, Role)?["StackName"]);
    }

    [Fact]
    public void One_that_CloudFormation_does_not_know_has_no_owner() => Assert.Null(AccountStacks.OwnerOf(
        new FakeAws().Without("cloudformation describe-stack-resources"), FakeAccount.Region, Role));

    [Fact]
    public void A_question_that_is_refused_is_no_answer()
    {
        var aws = new FakeAws();
        aws.Refused["cloudformation describe-stack-resources"] = new AwsException("AccessDenied", "for a test");

        Assert.Throws<AwsException>(() => AccountStacks.OwnerOf(aws, FakeAccount.Region, Role));
    }

    [Theory]
    [InlineData(Role, "--physical-resource-id demo-job")]
    [InlineData(Queue, "--cli-input-json {\"PhysicalResourceId\":\"" + Queue + "\"}")]
    public void An_id_that_is_a_URL_is_passed_as_JSON(string id, string arguments)
    {
        var aws = new Asking();

        AccountStacks.OwnerOf(aws, FakeAccount.Region, id);

        Assert.Equal($"cloudformation describe-stack-resources {arguments}", aws.Asked);
    }

    [Fact]
    public void The_region_of_the_edge_comes_first_and_once() =>
        Assert.Equal(["us-east-1", "eu-west-1", "eu-central-1"], AccountStacks.Regions(new FakeAccount(), "us-east-1"));

    private sealed class Asking : IAws
    {
        public string? Asked { get; private set; }

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            Asked = string.Join(' ', arguments);
            return [];
        }
    }
}
