using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What happened to a stack, operation by operation. CloudFormation keeps events for 90 days.</summary>
internal static class StackOperations
{
    // More than a deployment, its failure and its rollback have.
    private const string OfOne = "500";
    private const string OfSome = "2000";

    private static readonly string[] Starts =
        ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS", "REVIEW_IN_PROGRESS"];

    /// <summary>The events of the resources in the last operation, the newest first.</summary>
    public static IEnumerable<JsonNode> EventsOfLast(RegionalAws aws, JsonNode stack) =>
        Events(aws, stack, OfOne).TakeWhile(happened => !IsStart(happened)).Where(happened => !IsOfStack(happened));

    /// <summary>The last operations, the newest first: the events of each, from the newest to its start.</summary>
    public static IReadOnlyList<IReadOnlyList<JsonNode>> Of(RegionalAws aws, JsonNode stack)
    {
        var operations = new List<IReadOnlyList<JsonNode>>();
        var events = new List<JsonNode>();
        foreach (var happened in Events(aws, stack, OfSome))
        {
            events.Add(happened);
            if (!IsStart(happened))
                continue;
            operations.Add(events);
            events = [];
        }

        return operations;
    }

    /// <summary>Whether an event is of the stack itself, and not of a resource in it.</summary>
    public static bool IsOfStack(JsonNode happened) => happened.Text("PhysicalResourceId") == happened.Text("StackId");

    private static bool IsStart(JsonNode happened) => IsOfStack(happened) && Starts.Contains(happened.Text("ResourceStatus"));

    private static IReadOnlyList<JsonNode> Events(RegionalAws aws, JsonNode stack, string most) =>
        aws.List("StackEvents", "cloudformation", "describe-stack-events", "--stack-name", stack.Text("StackId"), "--max-items", most);
}
