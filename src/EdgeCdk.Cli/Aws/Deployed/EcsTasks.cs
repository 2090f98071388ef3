using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Tasks on a cluster.</summary>
internal static class EcsTasks
{
    // The most that ECS describes in one call.
    private const int AtATime = 100;

    /// <summary>The tasks of one state, such as <c>RUNNING</c>; a cluster that does not exist has none. ECS shows tasks for an hour after
    /// they stopped.</summary>
    public static IReadOnlyList<JsonNode> Of(RegionalAws aws, string cluster, string state) =>
    [
        .. from some in aws.Find("ecs", "list-tasks", "--cluster", cluster, "--desired-status", state).Texts("taskArns")
               .Order(StringComparer.Ordinal).Chunk(AtATime)
           from task in aws.List("tasks", ["ecs", "describe-tasks", "--cluster", cluster, "--tasks", .. some])
           select task,
    ];
}
