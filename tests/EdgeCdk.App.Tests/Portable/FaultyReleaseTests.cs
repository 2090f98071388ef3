using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

/// <summary>A release file with a fault keeps only those templates from being written that it belongs to.</summary>
public sealed class FaultyReleaseTests
{
    [Theory]
    [InlineData("prerequisites", false)]
    [InlineData("edge-16.6.5", false)]
    [InlineData("edge-stack-set-retained-16.6.4", false)]
    [InlineData("edge-9.9.9", true)]
    [InlineData("portfolio", true)]
    public void A_template_of_a_release_without_faults_needs_no_other_release(string name, bool needsAll) =>
        Assert.Equal(needsAll, PortableTemplates.NeedsAllReleases(name, Fleet.LoadReleases(Repository.Releases)));

    [Theory]
    [InlineData("prerequisites", 0)]
    [InlineData("portfolio", 1)]
    public void The_program_writes_what_it_can(string name, int exitCode)
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Directory.GetFiles(Repository.Releases))
            directory.Write($"releases/{Path.GetFileName(file)}", File.ReadAllText(file));
        directory.Write("releases/9.9.9.yaml", "version: 9.9.9\nimages: [");
        var template = Path.Combine(directory.Path, "template.json");

        var result = EdgeProgram.RunIn(
            Repository.Root, AppContext.BaseDirectory, ["template", name, template], Path.Combine(directory.Path, "out"), null,
            ("releases", Path.Combine(directory.Path, "releases")));

        Assert.True(result.ExitCode == exitCode, result.Error);
        Assert.Equal(exitCode == 0, File.Exists(template));
        Assert.Equal(exitCode == 1, result.Error.Contains("9.9.9.yaml", StringComparison.Ordinal));
    }
}
