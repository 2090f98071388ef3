using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Deployed;

/// <summary>What went wrong first in the last operation of a stack: all else that failed is a consequence.</summary>
internal static class FirstFailure
{
    /// <summary>Resource and reason, or why they are not known, in words; null when no event says so.</summary>
    public static string? Of(IAws aws, string region, JsonNode stack)
    {
        try
        {
            return Find(aws, region, stack);
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            // The state of the stack is known all the same.
            return $"the first failure could not be read: {exception.Message}";
        }
    }

    private static string? Find(IAws aws, string region, JsonNode stack)
    {
        var failed = LastOperation.ResourceEvents(aws, region, stack)
            .LastOrDefault(happened =>
                happened.Text("ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal) && !IsCancelled(happened));
        return failed is null ? null
            : $"first failure: {failed.Text("LogicalResourceId")} ({failed.Text("ResourceType")}) is {failed.Text("ResourceStatus")}: "
            + $"{failed.Text("ResourceStatusReason")}";
    }

    private static bool IsCancelled(JsonNode happened) =>
        happened.Text("ResourceStatusReason").EndsWith("cancelled", StringComparison.OrdinalIgnoreCase);
}
