using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>Deletes what a deleted stack of the trial has kept: buckets with all that is in them, and keys.</summary>
internal static class TaggedRest
{
    // The most that S3 deletes in one call.
    private const int AtATime = 1000;

    /// <summary>Deletes what carries the tags of a part of the trial.</summary>
    public static void Delete(TrialRun run, string part)
    {
        var tagged = run.Aws.List(
            "ResourceTagMappingList", "resourcegroupstaggingapi", "get-resources", "--tag-filters",
            $"Key={TrialRun.Tag},Values={run.Name}", $"Key={TrialRun.PartTag},Values={part}");
        foreach (var item in tagged.Where(item => item.Tag(TrialRun.Tag) == run.Name && item.Tag(TrialRun.PartTag) == part))
        {
            // arn:<partition>:<service>:<region>:<account>:<resource>
            switch (item.Text("ResourceARN").Split(':', 6))
            {
                case [_, _, "s3", _, _, var bucket]:
                    DeleteBucket(run, bucket);
                    break;
                case [_, _, "kms", _, _, var key] when key.StartsWith("key/", StringComparison.Ordinal):
                    DeleteKey(run, key["key/".Length..]);
                    break;
            }
        }
    }

    /// <summary>Deletes all versions of all objects of a bucket; nothing when there is no such bucket.</summary>
    public static void Empty(TrialRun run, string bucket)
    {
        if (run.Aws.Find("s3api", "list-object-versions", "--bucket", bucket) is not { } listed)
            return;
        foreach (var some in listed.Items("Versions").Concat(listed.Items("DeleteMarkers")).Chunk(AtATime))
        {
            var objects = some.Select(one => new JsonObject { ["Key"] = one.Text("Key"), ["VersionId"] = one.Text("VersionId") });
            var deleted = new JsonObject { ["Objects"] = new JsonArray([.. objects]), ["Quiet"] = true };
            run.Aws.Ask("s3api", "delete-objects", "--bucket", bucket, "--delete", deleted.ToJsonString());
        }
    }

    private static void DeleteBucket(TrialRun run, string bucket)
    {
        Empty(run, bucket);
        run.Aws.Find("s3api", "delete-bucket", "--bucket", bucket);
    }

    private static void DeleteKey(TrialRun run, string key)
    {
        if (run.Aws.Find("kms", "describe-key", "--key-id", key)?["KeyMetadata"].Text("KeyState") is "Enabled" or "Disabled")
            run.Aws.Ask("kms", "schedule-key-deletion", "--key-id", key, "--pending-window-in-days", "7");
    }
}
