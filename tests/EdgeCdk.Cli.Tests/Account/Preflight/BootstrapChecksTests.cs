using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The CDK bootstrap of account and region.</summary>
public sealed class BootstrapChecksTests
{
    [Theory]
    [InlineData("5", "Failed", "has version 5, and at least 6 is required")]
    [InlineData("6", "Warning", "has version 6, older than 21")]
    [InlineData("20", "Warning", "has version 20, older than 21")]
    [InlineData("21", "", "")]
    public void Its_version_is_not_too_old(string version, string outcome, string words) => Targets.Has(
        BootstrapChecks.Find(Targets.Of(new FakeAws(("ssm get-parameter", $$$"""{"Parameter":{"Value":"{{{version}}}"}}""")))),
        outcome, words);

    [Fact]
    public void Packages_in_a_directory_are_uploaded_to_it()
    {
        var aws = new FakeAws().Without("ssm get-parameter");
        var target = Targets.Of(aws);
        var definition = target.Definition with
        {
            Config = target.Config with { Artifacts = target.Config.Artifacts with { Bucket = null } },
        };

        var finding = Assert.Single(BootstrapChecks.Find(new PreflightTarget(definition, aws)));

        Targets.Has([finding], "Failed", "eu-central-1 is not bootstrapped");
        Assert.EndsWith("Has the environment been bootstrapped?\"", finding.Later, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_only_the_CDK_CLI_cannot_deploy() => Targets.Has(
        BootstrapChecks.Find(Targets.Of(new FakeAws().Without("ssm get-parameter")))
            .Where(finding => finding.Later!.EndsWith("stack sets and Service Catalog do not", StringComparison.Ordinal)),
        "Warning", "eu-central-1 is not bootstrapped");
}
