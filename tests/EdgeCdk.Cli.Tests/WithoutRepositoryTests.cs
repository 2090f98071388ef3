using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>A user of the installed tool has edge files, and neither the repository nor release files.</summary>
public sealed class WithoutRepositoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public WithoutRepositoryTests() => _directory.Write("onboarding.yaml", EdgeFiles.Text(EdgeFiles.Demo));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_edge_file_is_written_checked_and_upgraded_with_the_releases_that_the_tool_brings()
    {
        Assert.Equal(0, Run("init", "--from", "onboarding.yaml", "--non-interactive").ExitCode);
        Assert.Equal("1 edge: no problems\n", Run("validate", "--as-of", "2026-01-01").Output);
        Assert.Contains("the newest release", Run("upgrade", "demo", "--yes").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_files_of_the_user_come_first()
    {
        var own = File.ReadAllText(Repository.Path("releases", "16.6.4.yaml"));
        Run("init", "--from", "onboarding.yaml", "--non-interactive");
        _directory.Write("releases/16.6.4.yaml", own);

        Assert.Contains("use one of 16.6.4;", Run("validate").Output, StringComparison.Ordinal);
        Assert.Contains(
            "own: does not exist; use a directory of releases", Run("validate", "--releases", "own").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prerequisites")]
    [InlineData("template")]
    [InlineData("catalog")]
    public void What_needs_the_repository_says_so_and_where_it_is(string command)
    {
        var result = Run(command);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"edge: there is no node_modules/edge-cdk in {_directory.Path} or in a directory around it, and so no Edge CDK that creates "
                + "templates; run `npm ci` in your repository, or make one with `npm install <package of Edge CDK>` (docs/operations.md, "
                + "\"Your repository\")\n",
            result.Error);
        Assert.Equal([Path.Combine(_directory.Path, "onboarding.yaml")], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void A_script_that_could_deploy_nothing_is_not_written()
    {
        _directory.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.StartsWith(
            $"edge: there is no cdk.json in {_directory.Path} or in a directory around it, ", Run("fleet", "script").Error,
            StringComparison.Ordinal);
    }

    private CommandResult Run(params string[] arguments) => new EdgeRunner(_directory.Path).Run(arguments);
}
