using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Upgrade;

/// <summary>What <c>edge upgrade</c> says of packages, of releases that hardly differ, and of options that do not go together.</summary>
public sealed class UpgradePlanTests : IDisposable
{
    private const string File = "edges/demo.yaml";
    private const string Packages = "first replace the function packages by those of the release";

    private readonly Session _session = new();

    public UpgradePlanTests() => Write(text => text);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.4/", "artifacts.prefix", false)]
    [InlineData("bucket: vendor-releases-eu-central-1\n  prefix: edge/current/", null, false)]
    [InlineData("directory: packages/16.6.4", "artifacts.directory", false)]
    [InlineData("directory: packages", null, true)]
    public void Packages_are_replaced_where_their_place_does_not_name_the_release(string artifacts, string? changed, bool mustBeReplaced)
    {
        Write(text => text.With("bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.4/", artifacts));
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
        {
            foreach (var directory in (string[])["packages", "packages/16.6.4"])
            {
                var folder = Directory.CreateDirectory(_session.PathOf($"{directory}/{component}")).FullName;
                System.IO.File.WriteAllBytes(Path.Combine(folder, "code.zip"), FakePackage.Containing("code"));
            }
        }

        var output = _session.Run("upgrade", "demo").Output;

        Assert.StartsWith("16.6.4 → 16.6.5\n", output, StringComparison.Ordinal);
        Assert.Equal(changed is not null, output.Contains("\n  artifacts.", StringComparison.Ordinal));
        Assert.Contains(changed is null ? "" : $"\n  {changed} ", output, StringComparison.Ordinal);
        Assert.Equal(mustBeReplaced, output.Contains(Packages, StringComparison.Ordinal));
    }

    [Fact]
    public void A_release_in_which_nothing_but_its_version_is_another_is_a_step()
    {
        Write(text => text.With("16.6.4", "16.6.5").With("edge/16.6.5/", "edge/current/"));
        _session.Write("releases/16.6.6.yaml", _session.Read("releases/16.6.5.yaml").With("\nversion: 16.6.5", "\nversion: 16.6.6")
            .With("previous: 16.6.4", "previous: 16.6.5").With("2026-10-19", "2026-11-16"));

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.StartsWith("16.6.5 → 16.6.6\nedges/demo.yaml was changed; ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void At_the_newest_release_there_is_no_next_one()
    {
        Write(text => text.With("16.6.4", "16.6.5"));

        Assert.Contains(
            "edge.release is \"16.6.5\", the newest release that is known; there is no next release; ",
            _session.Run("upgrade", "demo").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_the_file_of_another_edge_is_not_of_this_one()
    {
        _session.Write("edges/other.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo).With("name: demo ", "name: other ")}nonsense: 1\n");

        var result = _session.Run("upgrade", "demo", "--yes");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.DoesNotContain("nonsense", result.Output, StringComparison.Ordinal);
        Assert.Contains("release: 16.6.5 ", _session.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Alarms_that_roll_nothing_back_are_no_options_of_the_deployment()
    {
        Write(text => $"{text}\nalarms: {{ create: true }}\n");

        Assert.EndsWith(
            "next: `npx cdk diff Edge-demo`, then deploy\n", _session.Run("upgrade", "demo", "--yes").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stack mine", "edge: --stack goes with --deployed account\n")]
    [InlineData("--stack mine --deployed 16.6.4", "edge: --stack goes with --deployed account\n")]
    [InlineData("--drift", "edge: --drift goes with --deployed account\n")]
    [InlineData("--deployed nonsense", "edge: --deployed is \"nonsense\"; use ")]
    [InlineData("--deployed account --stack mine", "edge: cannot find out which release of demo is deployed: there is no stack mine in ")]
    [InlineData("--deployed account --drift --yes", "")]
    public void The_options_for_the_account_need_it(string options, string error)
    {
        var result = _session.Run(new FakeAccount(), ["upgrade", "demo", .. options.Split(' ')]);

        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.Equal((error.Length == 0 ? 0 : 1, error.Length == 0), (result.ExitCode, result.Error.Length == 0));
    }

    private void Write(Func<string, string> edit) =>
        _session.Write(File, edit(EdgeFiles.Text(EdgeFiles.Demo).With("16.6.5", "16.6.4")));
}
