using EdgeCdk.Account.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>The template has resources that this edge does not: none of the commands stumbles over them.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class PortableEdgeTests(DeployedEdge edge) : IClassFixture<PortableEdge>
{
    [Fact]
    public void It_is_well()
    {
        var result = edge.Run("verify", PortableEdge.Name);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public void Support_collects_what_there_is()
    {
        var result = edge.Run("support", PortableEdge.Name, "-o", "portable.zip");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var archive = new SupportArchive(Path.Combine(edge.Site.Repository, "portable.zip"));
        Assert.DoesNotContain(archive.Json("resources.json").AsArray(), resource => (string?)resource!["PhysicalId"] == "");
    }

    [Fact]
    public void The_plan_counts_what_there_is()
    {
        var listed = edge.Aws.Ask(Places.Region, "cloudformation", "list-stack-resources", "--stack-name", PortableEdge.StackName)["StackResourceSummaries"]!.AsArray();

        var plan = edge.Json("destroy-plan", PortableEdge.Name);

        Assert.Equal(listed.Count, plan["deleted"]!.AsObject().Sum(kind => (int)kind.Value!) + plan["kept"]!.AsArray().Count);
    }
}
