using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.Verify;

/// <summary>What an update, or its rollback, should have deleted at its end. The stack is complete all the same.</summary>
internal static class CleanUpChecks
{
    /// <summary>One for each resource that could not be deleted, so that no stack owns it any more.</summary>
    public static IEnumerable<Finding> Deleted(Inspection edge)
    {
        if (edge.Stack.State.Phase is not (StackPhase.Complete or StackPhase.RolledBack))
            return [];
        var owned = edge.Stack.Resources.Select(resource => resource.PhysicalId).ToHashSet();
        // The newest event of each: CloudFormation may have tried again.
        return from happened in LastOperation.ResourceEvents(edge.Aws, edge.Edge.Region, edge.Stack.Json)
                   .DistinctBy(happened => happened.Text("PhysicalResourceId"))
               let id = happened.Text("PhysicalResourceId")
               where happened.Text("ResourceStatus") == "DELETE_FAILED" && !owned.Contains(id)
               select Finding.Note(
                   "clean-up",
                   $"{happened.Text("LogicalResourceId")} ({happened.Text("ResourceType")}) could not be deleted, and no stack owns it "
                   + $"now: {id}: {happened.Text("ResourceStatusReason")}",
                   "delete it; what uses it, or runs in it, may keep a later deployment or the deletion of the edge from succeeding");
    }
}
