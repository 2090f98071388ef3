using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>What AWS says of a stack and of what runs in it, as far as support needs it.</summary>
internal static class StackParts
{
    /// <summary>The stack as a whole. Of parameters only the names: their values are nobody's business.</summary>
    public static JsonObject Description(DeployedStack stack)
    {
        var description = stack.Json.DeepClone().AsObject();
        description["Parameters"] = new JsonArray([.. (description["Parameters"] as JsonArray ?? []).Select(parameter => parameter!["ParameterKey"]!.DeepClone())]);
        return description;
    }

    public static JsonArray Resources(DeployedStack stack) => new([.. stack.Resources.Select(resource => new JsonObject
    {
        ["Path"] = resource.Path,
        ["Type"] = resource.Type,
        ["LogicalId"] = resource.Id,
        ["PhysicalId"] = resource.PhysicalId,
        ["Status"] = resource.Status,
        ["Reason"] = resource.Reason,
    })]);

    /// <summary>Events without the properties of resources: what was given to a resource may be secret.</summary>
    public static JsonArray Events(JsonArray events) => new([.. events.Select(happened => Part(happened!, "Timestamp", "LogicalResourceId", "PhysicalResourceId", "ResourceType", "ResourceStatus", "ResourceStatusReason"))]);

    public static JsonArray Services(IAws aws, EdgePlace edge, DeployedStack stack) => new(
    [
        .. from service in stack.OfType("AWS::ECS::Service")
           from found in aws.Ask(edge.Region, "ecs", "describe-services", "--cluster", service.PhysicalId.Split('/')[^2], "--services", service.PhysicalId)["services"]!.AsArray()
           select Part(found!, "serviceName", "status", "desiredCount", "runningCount", "pendingCount", "taskDefinition", "platformVersion", "deployments", "events"),
    ]);

    /// <summary>Tasks that stopped within the last hour, and why: ECS forgets them then.</summary>
    public static JsonArray StoppedTasks(IAws aws, EdgePlace edge, DeployedStack stack) => new(
    [
        .. from cluster in stack.OfType("AWS::ECS::Cluster")
           from task in EcsTasks.Of(aws, edge.Region, cluster.PhysicalId, "STOPPED")
           select StoppedTask(task),
    ]);

    private static JsonObject StoppedTask(JsonObject task)
    {
        var stopped = Part(task, "taskArn", "taskDefinitionArn", "createdAt", "startedAt", "stoppedAt", "stopCode", "stoppedReason", "startedBy");
        stopped["containers"] = new JsonArray([.. (task["containers"] as JsonArray ?? []).Select(container => Part(container!, "name", "image", "imageDigest", "lastStatus", "exitCode", "reason"))]);
        return stopped;
    }

    private static JsonObject Part(JsonNode whole, params string[] names) =>
        new(names.Where(name => whole[name] is not null).Select(name => KeyValuePair.Create(name, (JsonNode?)whole[name]!.DeepClone())));
}
