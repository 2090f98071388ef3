using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>docs/security/deployer.template.json is generated from the action table and the templates of all edges.</summary>
public sealed class GeneratedFileTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_file_is_in_step_with_the_templates() =>
        Assert.Null(Snapshot.Compare(DeployerTemplate.Render(Deployer.Template(edges)), "docs", "security", "deployer.template.json"));

    [Fact]
    public void So_is_that_for_the_teams_that_create_parts_of_an_edge() => Assert.Null(Snapshot.Compare(
        DeployerTemplate.Render(Deployer.TemplateOfTeams(edges)), "docs", "security", "team-deployers.template.json"));
}
