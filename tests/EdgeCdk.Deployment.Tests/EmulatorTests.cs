using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>What keeps the other tests from being green for nothing.</summary>
public sealed class EmulatorTests(Story story)
{
    [Fact]
    public void No_call_crashed_the_emulator()
    {
        _ = story.BetaDestroyed;

        Assert.Empty(story.Emulator.Crashes);
    }

    [Fact]
    public void Everything_that_the_steps_list_was_there_before()
    {
        // Without this, an inventory that misses a kind would find nothing left of it at the end.
        string[] kinds =
        [
            "access point", "bucket", "cluster", "endpoint", "file system", "function", "key", "key alias", "log group",
            "mapping", "mount target", "queue", "role", "rule", "schedule", "secret", "security group", "task definition",
        ];
        var added = story.Deployed.Inventory.Except(story.Prepared.Inventory);

        Assert.All(kinds, kind => Assert.Contains(added, thing => thing.StartsWith($"{kind} ", StringComparison.Ordinal)));
    }
}
