using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Data-quality results: they are in the customer's bucket, but encrypted with a key of the stack.</summary>
internal static class ResultData
{
    /// <summary>What happens to them; null when the stack has no such key.</summary>
    public static PlannedItem? Of(EdgePlace edge, DeployedStack stack, DateOnly today)
    {
        var key = stack.Resources.FirstOrDefault(resource => resource.Path == KeyDeletion.DataQuality);
        if (key is null)
            return null;
        var bucket = edge.Definition?.Config.S3.BucketName ?? "in your bucket";
        var encrypted = $"data-quality results in the bucket are encrypted with the key {key.PhysicalId}";
        return key.Template.Json.Text("DeletionPolicy") is "Retain" or "RetainExceptOnCreate"
            ? new("results", bucket, $"{encrypted}, which is kept, and still costs. {KeyDeletion.AfterTheRoles}")
            : new("results", bucket, $"{encrypted} {Lost(today, KeyDeletion.Days(key))}. {KeyDeletion.AfterTheRoles}")
            {
                Keep = KeyDeletion.Cancel(key.PhysicalId, edge.Region),
            };
    }

    private static string Lost(DateOnly today, int days) =>
        $"(DataQualityKey), which is deleted with the stack; after {days} days, on {KeyDeletion.Date(today, days)}, nobody can read "
            + "them. To "
        + $"keep them: set dataRetention: retain and deploy before you destroy, or cancel the deletion of the key within {days} days";
}
