using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Support;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>
/// The template has resources that this edge does not, and the stack has another name: none of the commands stumbles over that.
/// </summary>
[Collection(nameof(DeployedEdge))]
public sealed class PortableEdgeTests(DeployedEdge edge, PortableEdge portable) : IClassFixture<PortableEdge>
{
    [Fact]
    public void It_is_well()
    {
        var result = edge.RunAgainst(portable.Aws, "verify", PortableEdge.Name);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public void Support_collects_what_there_is()
    {
        var result = edge.RunAgainst(portable.Aws, "support", PortableEdge.Name, "-o", "portable.zip");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var archive = new SupportArchive(Path.Combine(edge.Site.Repository, "portable.zip"));
        Assert.DoesNotContain(archive.Json("resources.json").AsArray(), resource => (string?)resource!["PhysicalId"] == "");
    }

    [Fact]
    public void The_plan_counts_what_there_is()
    {
        var answer = edge.Aws.Ask(Places.Region, "cloudformation", "list-stack-resources", "--stack-name", PortableEdge.StackName);
        var listed = answer["StackResourceSummaries"]!.AsArray();

        var plan = Plan(portable.Aws);

        Assert.Equal(listed.Count, plan["deleted"]!.AsObject().Sum(kind => (int)kind.Value!) + plan["kept"]!.AsArray().Count);
    }

    [Fact]
    public void Nothing_of_a_stack_with_another_name_is_told_as_left() => Assert.Equal(
        new CommandResult(1, "",
            $"edge: {PortableEdge.StackName} still exists, in CREATE_COMPLETE: the first deployment succeeded; `npx edge destroy-plan "
            + $"portable` shows what to do\n"),
        edge.RunAgainst(portable.Aws, "destroy-plan", PortableEdge.Name, "--after"));

    [Fact]
    public void The_release_of_a_stack_with_another_name_is_known()
    {
        var file = Path.Combine(edge.Site.Repository, "edges", $"{PortableEdge.Name}.yaml");

        var deployed = DeployedReleases.Of(
            [DeployedReleases.Account],
            () => Fleet.Load(file, Repository.Releases),
            portable.Aws);

        Assert.Equal(CustomerSite.Release, deployed[PortableEdge.Name]);
    }

    [Theory]
    [InlineData(
        PortableEdge.StackName,
        $"aws cloudformation delete-stack-instances --stack-set-name edges-1 --accounts {Places.Account} --regions {Places.Region} "
            + "--no-retain-stacks, with credentials and --region of the stack set")]
    [InlineData("SC-111122223333-pp-abcdefghijklm",
        $"aws servicecatalog terminate-provisioned-product --region {Places.Region} --provisioned-product-id pp-abcdefghijklm")]
    public void Whoever_made_the_stack_destroys_it(string stack, string command)
    {
        var aws = PortableEdge.With(edge.Aws, (operation, answer) =>
        {
            if (operation == "cloudformation describe-stacks")
                answer["Stacks"]![0]!["StackName"] = stack;
        });

        Assert.Contains(Plan(aws)["steps"]!.AsArray(), step => (string?)step == command);
    }

    private JsonNode Plan(IAws aws) => JsonNode.Parse(edge.RunAgainst(aws, "destroy-plan", PortableEdge.Name, "--json").Output)!;
}
