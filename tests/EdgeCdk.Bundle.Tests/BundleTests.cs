using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>What is in a bundle, and what is not.</summary>
public sealed class BundleTests(BundledEdge edge)
{
    [Fact]
    public void It_is_called_by_edge_release_and_time()
    {
        Assert.True(edge.Imported.ExitCode == 0, edge.Imported.Output + edge.Imported.Error);
        Assert.Equal((0, ""), (edge.Written.ExitCode, edge.Written.Error));
        Assert.Equal(edge.Archive, (string?)JsonNode.Parse(edge.Written.Output)!["file"]);
        Assert.True(File.Exists(edge.Archive));
    }

    [Fact]
    public void It_has_all_that_both_ways_need_and_nothing_else()
    {
        using var archive = ZipFile.OpenRead(edge.Archive);
        var files = archive.Entries.Select(entry => entry.FullName).ToList();

        Assert.Equal(
        [
            ".npmrc",
            "README.md",
            "SHA256SUMS",
            "artifacts/dqresultsreader/dqresultsreader.zip",
            "artifacts/edgeinteractivejobs/edgeinteractivejobs.zip",
            "assembly/Edge-gamma.assets.json",
            "assembly/Edge-gamma.template.json",
            "assembly/cdk.out",
            "assembly/manifest.json",
            "cdk.json",
            "edges/gamma.yaml",
            "package-lock.json",
            "package.json",
            "portable/edge.template.json",
            "portable/parameters.txt",
            "provenance.intoto.json",
            "releases/16.6.5.yaml",
        ],
        files);
        Assert.Equal(files, JsonNode.Parse(edge.Written.Output)!["files"]!.AsArray().Select(file => (string)file!));
    }

    [Fact]
    public void All_entries_have_the_given_time_and_the_same_rights()
    {
        using var archive = ZipFile.OpenRead(edge.Archive);

        const int RegularFile644 = 0x81A4;

        Assert.All(archive.Entries, entry =>
        {
            Assert.Equal(new DateTime(2026, 11, 22, 12, 0, 0), entry.LastWriteTime.DateTime);
            Assert.Equal(RegularFile644, entry.ExternalAttributes >>> 16);
        });
        var texts = archive.Entries.Where(entry => !entry.FullName.EndsWith(".zip", StringComparison.Ordinal));
        Assert.All(texts, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain('\r', reader.ReadToEnd());
        });
    }

    [Fact]
    public void The_check_sums_are_those_of_all_other_files()
    {
        var bundle = edge.Unpacked("checked");

        var result = bundle.Run("sha256sum --check --strict --quiet SHA256SUMS", new Dictionary<string, string?>());

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        var files = Directory.GetFiles(bundle.Directory, "*", SearchOption.AllDirectories);
        var sums = bundle.Read("SHA256SUMS").TrimEnd().Split('\n');
        Assert.Equal(files.Length - 1, sums.Length);
    }

    [Fact]
    public void No_secret_is_in_it_wherever_one_was()
    {
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(edge.Archive));

        // If entries were compressed, no secret would be found.
        Assert.Contains("name: gamma", content, StringComparison.Ordinal);
        Assert.All(BundledEdge.Secrets, secret => Assert.DoesNotContain(secret, content, StringComparison.Ordinal));
        Assert.DoesNotContain("neighbour", content, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_pins_the_cli_of_this_repository_and_fits_its_package_file()
    {
        var bundle = edge.Unpacked("locked");

        var listed = bundle.Run("npm ls --package-lock-only --json", new Dictionary<string, string?>());

        Assert.Equal(0, listed.ExitCode);
        var here = LockedCli(File.ReadAllText(Repository.Path("package-lock.json")));
        var inBundle = LockedCli(bundle.Read("package-lock.json"));
        Assert.Equal((string?)here["version"], (string?)JsonNode.Parse(listed.Output)!["dependencies"]!["aws-cdk"]!["version"]);
        Assert.Equal((string?)here["integrity"], (string?)inBundle["integrity"]);
    }

    [Fact]
    public void An_edge_that_takes_its_packages_from_a_bucket_is_bundled_without_them_and_says_so()
    {
        var result = edge.Edge("bundle", "delta", "--timestamp", BundledEdge.Time, "--output", edge.PathOf("delta"));
        var bundle = Bundle.Unpack(Assert.Single(Directory.GetFiles(edge.PathOf("delta"))), edge.PathOf("delta-unpacked"));

        Assert.Contains(
            "without the function packages: the deployment gets them from the bucket vendor-releases; --packages adds them\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(bundle.Directory, "artifacts")));
        var readme = bundle.Read("README.md");
        Assert.Contains(
            "the deployment gets them from the bucket `vendor-releases`, below `edge/16.6.5/`", readme, StringComparison.Ordinal);
        // The file sets sizes of jobs.
        Assert.False(Directory.Exists(Path.Combine(bundle.Directory, "portable")));
        Assert.Contains("The AWS CLI alone cannot deploy this edge: `jobs` is set in its file", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_packages_can_be_brought_along()
    {
        var delta = Assert.Single(Fleet.Load(edge.PathOf("edges/delta.yaml"), edge.PathOf("releases")));

        var packages = BundledPackages.Of(delta, edge.PathOf("packages"));
        var readme = new BundleReadme(delta, hasPackages: true, obstacles: [], bootstrapQualifier: "hnb659fds").Text();

        Assert.Equal(
            Customer.Package("dqresultsreader", "16.6.5"), File.ReadAllBytes(packages["artifacts/dqresultsreader/dqresultsreader.zip"]));
        Assert.Contains(
            "as they are in the bucket `vendor-releases`, from which the deployment gets them", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "",
        "; use delta, gamma, neighbour\n",
        "epsilon")]
    [InlineData(
        "",
        "edge: --timestamp yesterday is not a time such as 2026-11-22T12:00:00Z\nedge: see `npx edge bundle --help`\n",
        "gamma", "--timestamp", "yesterday")]
    [InlineData(
        "",
        "edge: --packages /nowhere does not exist: name the directory that has a directory for each function\n"
        + "edge: see `npx edge bundle --help`\n",
        "delta", "--packages", "/nowhere")]
    public void What_cannot_be_bundled_is_told(string output, string error, params string[] arguments)
    {
        var result = edge.Edge(["bundle", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith(output, result.Output, StringComparison.Ordinal);
        Assert.EndsWith(error, result.Error, StringComparison.Ordinal);
    }

    private static JsonNode LockedCli(string lockFile) => JsonNode.Parse(lockFile)!["packages"]!["node_modules/aws-cdk"]!;
}
