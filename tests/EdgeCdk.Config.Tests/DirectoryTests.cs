using System.Runtime.Versioning;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests;

public sealed class DirectoryTests
{
    [Fact]
    public void Directories_that_are_not_there_are_told_without_a_word_about_what_follows()
    {
        using var workspace = new Workspace();
        Directory.Delete(workspace.PathOf("releases"), recursive: true);

        Assert.Equal(
            ["releases: does not exist; use a directory of releases; run this in the repository, add a file, or correct the path of "
                + "the releases"],
            workspace.Messages());

        Directory.Delete(workspace.PathOf("edges"), recursive: true);

        Assert.Equal(
            [
                "edges: does not exist; use an edge file or a directory of them; run this in the repository, write a file with `npx edge "
                    + "init`, or correct the path of the edges",
                "releases: does not exist; use a directory of releases; run this in the repository, add a file, or correct the path "
                    + "of the releases",
            ],
            workspace.Messages());
    }

    [Fact]
    public void A_directory_without_files_is_refused()
    {
        using var workspace = new Workspace().Delete(Workspace.Edge).Write("edges/readme.md", "");

        Assert.Equal(
            ["edges: has no .yaml file; use an edge file or a directory of them; write a file with `npx edge init`, or correct the path of "
                + "the edges"],
            workspace.Messages());
    }

    [Theory]
    [InlineData("edges/second.yml")]
    [InlineData("edges/second.YAML")]
    [InlineData("releases/16.6.6.yml")]
    public void A_file_whose_ending_would_leave_it_out_is_refused(string file)
    {
        using var workspace = new Workspace().Write(file, "");

        Assert.Equal([$"{file}: would not be read; use the ending .yaml; rename the file"], workspace.Messages());
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        using var workspace = new Workspace().Write("edges/readme.md", "").Write(
            "edges/acme-prod.yaml.bak", "").Write("edges/old/acme.yaml", "").Write("releases/LICENSE", "");

        Assert.Single(workspace.Load());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_directory_that_cannot_be_read_is_a_problem_like_any_other()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "no directory is closed to this user");
        using var workspace = new Workspace();
        var mode = File.GetUnixFileMode(workspace.PathOf("edges"));
        File.SetUnixFileMode(workspace.PathOf("edges"), UnixFileMode.None);

        var messages = workspace.Messages();

        File.SetUnixFileMode(workspace.PathOf("edges"), mode);
        Assert.Equal(
            [
                "edges: cannot be read (Access to the path 'edges' is denied); use a path that this user may read; check the path and "
                    + "its permissions",
            ],
            messages);
    }
}
