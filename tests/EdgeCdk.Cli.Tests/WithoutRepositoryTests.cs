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
        Assert.Equal("1 edge: nothing to correct\n", Run("validate", "--as-of", "2026-01-01").Output);
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
            $"edge: {_directory.Path} is not in a repository that has Edge CDK, which creates templates; run this in one, after `npm ci`\n",
            result.Error);
        Assert.Equal([Path.Combine(_directory.Path, "onboarding.yaml")], Directory.GetFileSystemEntries(_directory.Path));
    }

    private CommandResult Run(params string[] arguments) => new EdgeRunner(_directory.Path).Run(arguments);
}
