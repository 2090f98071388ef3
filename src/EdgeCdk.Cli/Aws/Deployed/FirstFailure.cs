using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What went wrong first in the last operation of a stack: all else that failed is a consequence.</summary>
internal static class FirstFailure
{
    /// <summary>Resource and reason, or why they could not be read; null when no event shows a failure.</summary>
    public static string? Of(RegionalAws aws, JsonNode stack)
    {
        try
        {
            return Find(aws, stack);
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            // The state of the stack is known all the same.
            return $"the first failure could not be read: {exception.Message}";
        }
    }

    private static string? Find(RegionalAws aws, JsonNode stack)
    {
        var failed = StackOperations.EventsOfLast(aws, stack).LastOrDefault(IsFailed);
        return failed is null ? null
            : $"first failure: {failed.Text("LogicalResourceId")} ({failed.Text("ResourceType")}) is {failed.Text("ResourceStatus")}: "
                + failed.Text("ResourceStatusReason");
    }

    private static bool IsFailed(JsonNode happened) => happened.Text("ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal)
        && !happened.Text("ResourceStatusReason").EndsWith("cancelled", StringComparison.OrdinalIgnoreCase);
}
