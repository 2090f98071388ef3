using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What happened in the last operation on a stack.</summary>
internal static class LastOperation
{
    // More than a deployment, its failure and its rollback have.
    private const string Events = "500";

    private static readonly string[] Starts =
        ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS", "REVIEW_IN_PROGRESS"];

    /// <summary>The events of its resources, the newest first.</summary>
    public static IEnumerable<JsonNode> ResourceEvents(RegionalAws aws, JsonNode stack) =>
        aws.List("StackEvents", "cloudformation", "describe-stack-events", "--stack-name", stack.Text("StackId"), "--max-items", Events)
            .TakeWhile(happened => !(IsOfStack(happened) && Starts.Contains(happened.Text("ResourceStatus"))))
            .Where(happened => !IsOfStack(happened));

    private static bool IsOfStack(JsonNode happened) => happened.Text("PhysicalResourceId") == happened.Text("StackId");
}
