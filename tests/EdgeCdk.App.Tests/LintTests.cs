using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>cfn-lint knows the schemas of all resources; .cfnlintrc.yaml names what it may say all the same.</summary>
public sealed class LintTests(SynthesizedEdges edges)
{
    [Fact]
    public void Cfn_lint_finds_nothing_in_any_template()
    {
        Command.InstallPythonPackages();

        var result = Command.Run("cfn-lint", ["--format", "parseable", .. SynthesizedEdges.TemplateNames.Select(edges.FileOf)]);

        Assert.Equal("", result.Output + result.Error);
        Assert.Equal(0, result.ExitCode);
    }
}
