using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Tasks on a cluster.</summary>
internal static class EcsTasks
{
    // What ECS describes at a time.
    private const int AtATime = 100;

    /// <summary>The tasks of one state, such as <c>RUNNING</c>. Those that have stopped are known for an hour.</summary>
    public static IReadOnlyList<JsonObject> Of(IAws aws, string region, string cluster, string state)
    {
        var arns = (aws.Ask(region, "ecs", "list-tasks", "--cluster", cluster, "--desired-status", state)["taskArns"] as JsonArray ?? []).Select(arn => (string)arn!);
        return
        [
            .. from some in arns.Order(StringComparer.Ordinal).Chunk(AtATime)
               from task in aws.Ask(region, ["ecs", "describe-tasks", "--cluster", cluster, "--tasks", .. some])["tasks"]!.AsArray()
               select task!.AsObject(),
        ];
    }
}
