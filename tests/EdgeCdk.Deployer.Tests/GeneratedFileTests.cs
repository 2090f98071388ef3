using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>docs/security/deployer.template.json is what the action table and the templates of all edges give.</summary>
public sealed class GeneratedFileTests(SynthesizedEdges edges)
{
    private static readonly string File = Repository.Path("docs", "security", "deployer.template.json");

    [Fact]
    public void The_file_is_in_step_with_the_templates()
    {
        var generated = DeployerTemplate.Render(Deployer.Template(edges));
        if (Snapshot.IsUpdating)
            System.IO.File.WriteAllText(File, generated);

        Assert.Equal(generated, System.IO.File.ReadAllText(File));
    }
}
