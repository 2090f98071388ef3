using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What an update, or its rollback, should have deleted at its end. The stack is complete all the same.</summary>
internal static class CleanUpChecks
{
    /// <summary>A warning for each resource that could not be deleted, so that no stack owns it any more.</summary>
    public static IEnumerable<Finding> Deleted(VerifyTarget target)
    {
        if (!target.Stack.State.IsHealthy)
            return [];
        var owned = target.Stack.Resources.Select(resource => resource.PhysicalId).ToHashSet();
        // The newest event of each: CloudFormation may have tried again.
        return
            from happened in StackOperations.EventsOfLast(target.Aws, target.Stack.Json)
                .DistinctBy(happened => happened.Text("PhysicalResourceId"))
            where happened.Text("ResourceStatus") == "DELETE_FAILED" && !owned.Contains(happened.Text("PhysicalResourceId"))
            select NotDeleted(happened);
    }

    private static Finding NotDeleted(JsonNode happened) => new(Outcome.Warning, "clean-up")
    {
        What = $"{happened.Text("LogicalResourceId")} ({happened.Text("ResourceType")}) could not be deleted, and no stack owns it now: "
            + $"{happened.Text("PhysicalResourceId")}: {happened.Text("ResourceStatusReason")}",
        Remedy = "delete it; otherwise what uses it, or runs in it, may make a later deployment or the deletion of the edge fail",
    };
}
