using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What went wrong first in the last operation of a stack: all else that failed is a consequence.</summary>
internal static class FirstFailure
{
    // More than a deployment, its failure and its rollback have.
    private const string Events = "500";

    private static readonly string[] Starts = ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS",
        "REVIEW_IN_PROGRESS"];

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
        var events = aws.Ask(region, "cloudformation", "describe-stack-events", "--stack-name", stack.Text("StackId"), "--max-items",
            Events).Items("StackEvents");
        // The newest comes first.
        var failed = events.TakeWhile(happened => !(IsOfStack(happened) && Starts.Contains(happened.Text("ResourceStatus"))))
            .LastOrDefault(happened => !IsOfStack(happened)
                && happened.Text("ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal) && !IsCancelled(happened));
        return failed is null ? null
            : $"first failure: {failed.Text("LogicalResourceId")} ({failed.Text("ResourceType")}) is {failed.Text("ResourceStatus")}: "
            + $"{failed.Text("ResourceStatusReason")}";
    }

    private static bool IsOfStack(JsonNode happened) => happened.Text("PhysicalResourceId") == happened.Text("StackId");

    private static bool IsCancelled(JsonNode happened) =>
        happened.Text("ResourceStatusReason").EndsWith("cancelled", StringComparison.OrdinalIgnoreCase);
}
