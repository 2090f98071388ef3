using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>The end of an edge.</summary>
public sealed class DestroyTests(Story story)
{
    [Fact]
    public void A_protected_edge_is_not_destroyed()
    {
        Assert.NotEqual(0, story.AlphaKept.Cli!.ExitCode);
        Assert.Equal("UPDATE_COMPLETE", story.AlphaKept.Alpha!.Status);
        Assert.Equal(story.PutBack.Inventory.Things, story.AlphaKept.Inventory.Things);
    }

    [Fact]
    public void An_edge_is_destroyed_while_its_jobs_run()
    {
        Assert.True(story.AlphaDestroyed.Cli!.ExitCode == 0, story.AlphaDestroyed.Printed);
        Assert.Null(story.AlphaDestroyed.Alpha);
    }

    [Fact]
    public void Nothing_of_it_is_left_but_keys_that_wait_for_their_deletion()
    {
        var left = story.AlphaDestroyed.Inventory.Except(story.BothDeployed.Inventory);
        var alpha = story.PutBack.Alpha!;
        string[] pending =
        [
            $"key pending deletion {alpha["GeneralKey/Key"]}",
            $"key pending deletion {alpha["DataQualityKey/Key"]}",
        ];

        Assert.Equal(pending.Order(StringComparer.Ordinal), left);
        Assert.Empty(story.AlphaDestroyed.Inventory.Things.Intersect(story.AlphasOwn));
    }

    [Fact]
    public void An_edge_that_retains_its_data_leaves_keys_file_system_and_log_groups()
    {
        Assert.True(story.BetaDestroyed.Cli!.ExitCode == 0, story.BetaDestroyed.Printed);
        var expected = RetainedBy(story.BothDeployed.Beta!);

        var beta = story.BothDeployed.Inventory.Except(story.AtWork)
            .Where(thing => !thing.StartsWith("key pending", StringComparison.Ordinal));

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), story.BetaDestroyed.Inventory.Things.Intersect(beta));
        Assert.Empty(story.BetaDestroyed.Inventory.Except(story.AlphaDestroyed.Inventory));
    }

    // Listed here by type, not by the template's policies: those are what is tested.
    private static List<string> RetainedBy(StackView edge) =>
    [
        .. edge.PhysicalIds("AWS::KMS::Key").Values.Select(id => $"key {id}"),
        .. edge.PhysicalIds("AWS::EFS::FileSystem").Values.Select(id => $"file system {id}"),
        // Not those of the clusters' performance figures, which always go with their clusters.
        .. edge.PhysicalIds("AWS::Logs::LogGroup").Values
            .Where(id => id.StartsWith("/ataccama/", StringComparison.Ordinal))
            .Select(id => $"log group {id}"),
    ];
}
