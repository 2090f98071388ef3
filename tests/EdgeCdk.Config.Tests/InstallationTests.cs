using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests;

public sealed class InstallationTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Edge_CDK_is_the_repository_itself_or_a_package_in_it_or_around_it()
    {
        var repository = _workspace.PathOf("team");
        Assert.Equal(_workspace.PathOf("team/node_modules/edge-cdk"), new Installation(repository).Root);

        _workspace.Write("node_modules/edge-cdk/package.json", "{}");
        Assert.Equal(_workspace.PathOf("node_modules/edge-cdk"), new Installation(repository).Root);

        _workspace.Write("team/node_modules/edge-cdk/package.json", "{}");
        Assert.Equal(_workspace.PathOf("team/node_modules/edge-cdk"), new Installation(repository).Root);

        _workspace.Write("team/src/EdgeCdk.App/run.mjs", "");
        Assert.Equal(repository, new Installation(repository).Root);
        Assert.Equal(_workspace.PathOf("team/src/EdgeCdk.App/run.mjs"), new Installation(repository).Application);
    }

    [Fact]
    public void Releases_are_those_of_the_assembly_unless_the_repository_has_its_own()
    {
        var installation = new Installation(_workspace.PathOf("team"));
        Assert.Null(installation.Releases);

        _workspace.Write("team/releases/16.6.5.yaml", "");
        Assert.Equal(_workspace.PathOf("team/releases"), installation.Releases);
    }
}
