using System.Security.Cryptography;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Artifacts;

public sealed class FunctionPackageTests
{
    private const string Browsing = "packages/edgeinteractivejobs";
    private const string Reader = "packages/dqresultsreader";

    private static readonly (string From, string To) FromDirectory = ("bucket: vendor-releases-eu-central-1", "directory: packages");
    private static readonly byte[] One = FakePackage.Containing("one");
    private static readonly byte[] Two = FakePackage.Containing("two");
    private static readonly string HashOfOne = Convert.ToHexStringLower(SHA256.HashData(One));
    private static readonly string HashOfTwo = Convert.ToHexStringLower(SHA256.HashData(Two));
    private static readonly string SomeHash = new('a', 64);

    [Fact]
    public void A_package_in_a_bucket_is_named_by_the_release_while_its_hash_is_not_known()
    {
        var packages = Workspace.LoadEdge().Packages;

        Assert.Equal(new FunctionPackage { SourceKey = "edgeinteractivejobs/edgeinteractivejobs.zip", ObjectKey = "edgeinteractivejobs/16.6.5/edgeinteractivejobs.zip" }, packages.MetadataBrowsing);
        Assert.Equal(new FunctionPackage { SourceKey = "dqresultsreader/dqresultsreader.zip", ObjectKey = "dqresultsreader/16.6.5/dqresultsreader.zip" }, packages.DqResultsReader);
    }

    [Fact]
    public void A_package_in_a_bucket_is_named_by_its_hash_when_the_release_tells_it()
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Release, ("artifact: dqresultsreader.zip", $"artifact: dqresultsreader.zip\n    sha256: {SomeHash}"));

        Assert.Equal(
            new FunctionPackage { SourceKey = "dqresultsreader/dqresultsreader.zip", Sha256 = SomeHash, ObjectKey = $"dqresultsreader/{SomeHash}/dqresultsreader.zip" },
            Assert.Single(workspace.Load()).Packages.DqResultsReader);
    }

    [Fact]
    public void The_prefix_stands_before_the_key_in_the_bucket_only()
    {
        var package = Workspace.LoadEdge(("  bucket: vendor-releases-eu-central-1", "  bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.5/")).Packages.MetadataBrowsing;

        Assert.Equal("edge/16.6.5/edgeinteractivejobs/edgeinteractivejobs.zip", package.SourceKey);
        Assert.Equal("edgeinteractivejobs/16.6.5/edgeinteractivejobs.zip", package.ObjectKey);
    }

    [Fact]
    public void A_zip_in_the_directory_is_found_and_named_by_its_hash()
    {
        using var workspace = WithBothZips();

        var packages = Assert.Single(workspace.Load()).Packages;

        Assert.Equal(
            new FunctionPackage
            {
                LocalPath = workspace.PathOf($"{Browsing}/any name.zip"),
                Sha256 = HashOfOne,
                ObjectKey = $"edgeinteractivejobs/{HashOfOne}/edgeinteractivejobs.zip",
            },
            packages.MetadataBrowsing);
        Assert.Equal(
            new FunctionPackage
            {
                LocalPath = workspace.PathOf($"{Reader}/dqresultsreader.zip"),
                Sha256 = HashOfTwo,
                ObjectKey = $"dqresultsreader/{HashOfTwo}/dqresultsreader.zip",
            },
            packages.DqResultsReader);
    }

    [Fact]
    public void Without_bucket_and_directory_the_packages_are_in_lambda_artifacts()
    {
        using var workspace = new Workspace();
        workspace.Write("lambda-artifacts/edgeinteractivejobs/a.zip", One).Write("lambda-artifacts/dqresultsreader/b.zip", Two);
        workspace.Edit(Workspace.Edge, ("artifacts:\n  bucket: vendor-releases-eu-central-1\n", ""));

        Assert.Equal(workspace.PathOf("lambda-artifacts/dqresultsreader/b.zip"), Assert.Single(workspace.Load()).Packages.DqResultsReader.LocalPath);
    }

    [Fact]
    public void The_directory_is_beside_the_edge_file_outside_of_a_repository()
    {
        using var workspace = WithBothZips().Delete("cdk.json");
        Directory.Move(workspace.PathOf("packages"), workspace.PathOf("edges/packages"));

        Assert.Equal(workspace.PathOf("edges/packages/dqresultsreader/dqresultsreader.zip"), Assert.Single(workspace.Load()).Packages.DqResultsReader.LocalPath);
    }

    [Fact]
    public void A_zip_with_the_hash_that_the_release_tells_is_no_fault()
    {
        using var workspace = WithBothZips();

        Assert.Empty(workspace.Edit(Workspace.Release, ("artifact: dqresultsreader.zip", $"artifact: dqresultsreader.zip\n    sha256: {HashOfTwo}")).Messages());
    }

    [Fact]
    public void A_zip_with_another_hash_than_the_release_tells_is_refused()
    {
        using var workspace = WithBothZips();
        workspace.Edit(Workspace.Release, ("artifact: dqresultsreader.zip", $"artifact: dqresultsreader.zip\n    sha256: {SomeHash}"));

        Assert.Equal(
            [
                $"edges/acme-prod.yaml:23:14: artifacts.directory has packages/dqresultsreader/dqresultsreader.zip with SHA-256 {HashOfTwo}; "
                    + $"use the file of release 16.6.5, {SomeHash}; download it again",
            ],
            workspace.Messages());
    }

    [Fact]
    public void A_directory_without_zips_is_refused_for_each_function()
    {
        using var workspace = new Workspace();
        workspace.Write($"{Browsing}/readme.txt", "");

        Assert.Equal(
            [
                "edges/acme-prod.yaml:23:14: artifacts.directory has no zip in packages/edgeinteractivejobs; use exactly one zip; "
                    + "copy edgeinteractivejobs.zip of release 16.6.5 there, or give artifacts.bucket",
                "edges/acme-prod.yaml:23:14: artifacts.directory has no zip in packages/dqresultsreader; use exactly one zip; "
                    + "copy dqresultsreader.zip of release 16.6.5 there, or give artifacts.bucket",
            ],
            workspace.Edit(Workspace.Edge, FromDirectory).Messages());
    }

    [Fact]
    public void Two_zips_for_one_function_are_refused()
    {
        using var workspace = WithBothZips().Write($"{Browsing}/another.zip", One);

        Assert.Equal(
            [
                "edges/acme-prod.yaml:23:14: artifacts.directory has another.zip and any name.zip in packages/edgeinteractivejobs; use exactly one zip; "
                    + "copy edgeinteractivejobs.zip of release 16.6.5 there, or give artifacts.bucket",
            ],
            workspace.Messages());
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK, and what else a download that stopped early may hold")]
    public void A_package_that_is_no_zip_is_refused(string content)
    {
        using var workspace = WithBothZips().Write($"{Reader}/dqresultsreader.zip", content);

        Assert.Equal(
            [
                "edges/acme-prod.yaml:23:14: artifacts.directory has packages/dqresultsreader/dqresultsreader.zip, which is not a zip archive or has nothing in it; "
                    + "use dqresultsreader.zip of release 16.6.5; download it again",
            ],
            workspace.Messages());
    }

    [Fact]
    public void A_zip_that_stopped_in_the_middle_is_refused()
    {
        using var workspace = WithBothZips().Write($"{Reader}/dqresultsreader.zip", Two[..^10]);

        Assert.Single(workspace.Messages(), message => message.Contains("which is not a zip archive", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_that_cannot_be_read_is_a_problem_like_any_other()
    {
        using var workspace = WithBothZips().Delete($"{Reader}/dqresultsreader.zip");
        File.CreateSymbolicLink(workspace.PathOf($"{Reader}/gone.zip"), workspace.PathOf("nowhere"));

        Assert.Equal(
            [
                "edges/acme-prod.yaml:23:14: artifacts.directory cannot be read (Could not find file 'packages/dqresultsreader/gone.zip'); "
                    + "use a path that this user may read; check the path and its permissions",
            ],
            workspace.Messages());
    }

    [Fact]
    public void Packages_are_not_looked_for_while_their_keys_are_at_fault()
    {
        Assert.Single(Workspace.MessagesOfEdge(("bucket: vendor-releases-eu-central-1", "prefix: edge/")));
        Assert.Single(Workspace.MessagesOfEdge(("bucket: vendor-releases-eu-central-1", "directory: /packages")));
        Assert.Single(Workspace.MessagesOfEdge(("bucket: vendor-releases-eu-central-1", "buckets: vendor-releases-eu-central-1")));
    }

    private static Workspace WithBothZips() => new Workspace()
        .Write($"{Browsing}/any name.zip", One)
        .Write($"{Reader}/dqresultsreader.zip", Two)
        .Edit(Workspace.Edge, FromDirectory);
}
