using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>From 16.6.4 to 16.6.5, first with a failure on the way, and back again.</summary>
public sealed class UpgradeTests(Story story)
{
    // What other parties know, or what holds data: an upgrade that replaced one of them would break the edge.
    private static readonly string[] Lasting =
    [
        "AWS::KMS::Key",
        "AWS::KMS::Alias",
        "AWS::EFS::FileSystem",
        "AWS::EFS::AccessPoint",
        "AWS::EFS::MountTarget",
        "AWS::S3::Bucket",
        "AWS::SQS::Queue",
        "AWS::IAM::Role",
        "AWS::ECS::Cluster",
        "AWS::ECS::Service",
        "AWS::Lambda::Function",
        "AWS::Lambda::Alias",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Logs::LogGroup",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::VPCEndpoint",
        "AWS::SecretsManager::Secret",
        "AWS::Events::Rule",
        "AWS::Scheduler::Schedule",
    ];

    // Types with a new physical resource for each release: a snapshot, and what is copied again.
    private static readonly string[] PerRelease = ["AWS::ECS::TaskDefinition", "AWS::Lambda::Version", "Custom::EdgeCopy"];

    [Fact]
    public void An_upgrade_that_fails_on_the_way_is_rolled_back()
    {
        Assert.NotEqual(0, story.UpgradeFailed.Cli!.ExitCode);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", story.UpgradeFailed.Alpha!.Status);
    }

    [Fact]
    public void After_the_rollback_everything_is_as_before()
    {
        Assert.Equal(PhysicalIds(story.BothDeployed), PhysicalIds(story.UpgradeFailed));
        Assert.Equal(story.BothDeployed.Inventory.Things, story.UpgradeFailed.Inventory.Things);
        Assert.Equal("16.6.4", story.UpgradeFailed.Alpha!.Output("Release"));
        Assert.All(story.BothDeployed.Functions, function =>
        {
            Assert.Equal(function.Value.Published, story.UpgradeFailed.Functions[function.Key].Published);
            Assert.Equal(function.Value.Aliases, story.UpgradeFailed.Functions[function.Key].Aliases);
            Assert.Equal(function.Value.LatestCode, story.UpgradeFailed.Functions[function.Key].LatestCode);
        });
    }

    [Fact]
    public void The_same_upgrade_then_succeeds()
    {
        Assert.True(story.Upgraded.Cli!.ExitCode == 0, story.Upgraded.Printed);
        Assert.Equal("UPDATE_COMPLETE", story.Upgraded.Alpha!.Status);
        Assert.Equal("16.6.5", story.Upgraded.Alpha.Output("Release"));
        Assert.Equal(
            story.Synthesized("16.6.5").Resources.Select(resource => resource.LogicalId).Order(),
            story.Upgraded.Alpha.Resources.Keys.Order());
    }

    [Fact]
    public void What_lasts_is_the_same_after_the_upgrade_and_after_the_way_back()
    {
        var before = story.Deployed.Alpha!.PhysicalIds(Lasting);

        var types = story.Deployed.Alpha.Resources.Values.Select(resource => resource.Type).Distinct();
        Assert.Equal(Lasting.Order(), types.Intersect(Lasting).Order());
        Assert.Equal(before, story.Upgraded.Alpha!.PhysicalIds(Lasting));
        Assert.Equal(before, story.PutBack.Alpha!.PhysicalIds(Lasting));
    }

    [Fact]
    public void Only_what_belongs_to_a_release_has_another_physical_id()
    {
        var before = PhysicalIds(story.Deployed);
        var changed = PhysicalIds(story.Upgraded).Where(pair => before[pair.Key] != pair.Value).Select(pair => pair.Key).ToHashSet();
        var expected = story.Deployed.Alpha!.Template.Resources
            .Where(resource => PerRelease.Contains(resource.Type))
            .Select(resource => resource.Path);

        Assert.Equal(expected.Order(), changed.Order());
    }

    [Theory, InlineData("MetadataBrowsing", "edgeinteractivejobs"), InlineData("DqResultsReader", "dqresultsreader")]
    public void Every_release_is_a_version_and_the_alias_moves_to_it(string function, string component)
    {
        var before = story.Deployed.Functions[function];
        var after = story.Upgraded.Functions[function];
        var back = story.PutBack.Functions[function];

        // AWS never uses a number again, so that a version of the failed upgrade leaves a gap.
        Assert.Equal([1], before.Published);
        Assert.Equal(2, after.Published.Count);
        Assert.Equal(3, back.Published.Count);
        Assert.Equal(before.Published[^1], before.Aliases["current"]);
        Assert.Equal(after.Published[^1], after.Aliases["current"]);
        Assert.Equal(back.Published[^1], back.Aliases["current"]);
        Assert.Equal(Hash(component, "16.6.5"), after.LatestCode);
        Assert.Equal(Hash(component, "16.6.4"), back.LatestCode);
    }

    [Fact]
    public void The_way_back_succeeds()
    {
        Assert.True(story.PutBack.Cli!.ExitCode == 0, story.PutBack.Printed);
        Assert.Equal("16.6.4", story.PutBack.Alpha!.Output("Release"));
        Assert.Equal(story.Deployed.Alpha!.Resources.Keys.Order(), story.PutBack.Alpha.Resources.Keys.Order());
    }

    private static Dictionary<string, string> PhysicalIds(Moment moment) =>
        moment.Alpha!.Template.Resources.ToDictionary(
            resource => resource.Path,
            resource => moment.Alpha.Resources[resource.LogicalId].PhysicalId);

    private static string Hash(string component, string release) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Customer.Package(component, release)));
}
