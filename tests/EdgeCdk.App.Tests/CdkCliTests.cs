using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>The whole way that a user goes: the CDK CLI, the launcher, the application.</summary>
public sealed class CdkCliTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Output => Path.Combine(_directory.Path, "cdk.out");

    public CdkCliTests() => TestPackages.InstallNode();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_mistake_is_told_once_and_leaves_no_output()
    {
        var file = _directory.Write(
            "typo.yaml", EdgeFiles.Text(EdgeFiles.Demo).Replace("bucketName:", "buketName:", StringComparison.Ordinal));

        var result = Synthesize("-c", $"edges={file}");

        Assert.Equal(1, result.ExitCode);
        var message = $"{file}:22:3: s3.buketName is not a key here; use bucketName, iamRoleArn, region; did you mean bucketName?";
        Assert.Equal(1, result.Error.Split('\n').Count(line => line == message));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void It_gives_the_same_template_as_in_the_tests_and_what_did_not_change_is_not_made_again_unless_that_is_asked_for()
    {
        const string reused = "1 edge is unchanged";
        string[] own = ["-c", $"test={_directory.Path}"];

        var first = Synthesize(own);
        Assert.Equal(0, first.ExitCode);
        Assert.DoesNotContain(reused, first.Error, StringComparison.Ordinal);
        Assert.Contains("edges has no edge file yet: this is the demo edge", first.Error, StringComparison.Ordinal);
        Assert.Null(Snapshot.Compare("Edge-demo.template.json", SynthesizedTemplate.Read(Path.Combine(Output, "Edge-demo.template.json"))));
        var template = File.ReadAllText(Path.Combine(Output, "Edge-demo.template.json"));
        Directory.Delete(Output, recursive: true);
        Assert.Contains(reused, Synthesize(own).Error, StringComparison.Ordinal);
        Assert.Equal(template, File.ReadAllText(Path.Combine(Output, "Edge-demo.template.json")));
        Assert.DoesNotContain(reused, Synthesize([.. own, "-c", "cache=off"]).Error, StringComparison.Ordinal);
    }

    private CommandResult Synthesize(params string[] arguments) =>
        ChildProcess.Run(Repository.Path("node_modules", ".bin", "cdk"), ["synth", "--quiet", "--output", Output, .. arguments]);
}
