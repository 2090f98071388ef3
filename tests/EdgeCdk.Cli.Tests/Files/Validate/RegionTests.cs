using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Validate;

/// <summary>Regions that have the form of one, and that nobody knows.</summary>
public sealed class RegionTests : IDisposable
{
    private const string Words = "is \"eu-central-9\", a region that this version of Edge CDK does not know; use one of ";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_known_ones_are_those_of_the_cdk_library()
    {
        TestPackages.InstallNodeOfTests();
        var regions = ChildProcess.Run(
            "node",
            [
                "-e",
                """
                const { RegionInfo } = require('aws-cdk-lib/region-info');
                const names = RegionInfo.regions.filter(({ partition }) => ['aws', 'aws-cn', 'aws-us-gov'].includes(partition));
                console.log(names.map(({ name }) => name).sort().join('\n'));
                """,
            ],
            Repository.Path("tests"));

        Assert.Null(Snapshot.Compare(regions.Output, "src", "EdgeCdk.Config", "Network", "regions.txt"));
    }

    [Fact]
    public void Another_one_is_a_warning_in_an_edge_file_since_aws_adds_regions()
    {
        _session.Write(
            "edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).Replace("eu-central-1", "eu-central-9", StringComparison.Ordinal));

        var result = _session.Run("validate");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($" warning: account.region {Words}", result.Output, StringComparison.Ordinal);
        Assert.Contains($" warning: s3.region {Words}", result.Output, StringComparison.Ordinal);
        Assert.Contains("the nearest are eu-central-1, eu-central-2, ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prerequisites", "--region", "eu-central-9")]
    [InlineData("destroy-plan", "demo", "--region", "eu-central-9")]
    public void Another_one_is_a_warning_on_a_command_line(params string[] arguments) => Assert.StartsWith(
        $"edge: warning: --region {Words}", _session.Run(new FakeAccount(), arguments).Error, StringComparison.Ordinal);
}
