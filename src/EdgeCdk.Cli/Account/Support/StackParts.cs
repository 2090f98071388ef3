using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>What AWS shows of a stack and of what runs in it, as far as support needs it.</summary>
internal static class StackParts
{
    /// <summary>The stack as a whole. Of parameters only the names: their values may be secret.</summary>
    public static JsonObject Description(DeployedStack stack)
    {
        var description = stack.Json.DeepClone().AsObject();
        var names = description.Items("Parameters").Select(parameter => (JsonNode)parameter.Text("ParameterKey"));
        description["Parameters"] = new JsonArray([.. names]);
        return description;
    }

    public static JsonArray Resources(DeployedStack stack) => new([.. stack.OfTemplate.Select(resource => new JsonObject
    {
        ["Path"] = resource.Path,
        ["Type"] = resource.Type,
        ["LogicalId"] = resource.Id,
        ["PhysicalId"] = resource.PhysicalId,
        ["Status"] = resource.Status,
        ["Reason"] = resource.Reason,
    })]);

    /// <summary>Events, with results of hooks and validations, and without the properties of resources, which may be secret.</summary>
    public static JsonArray Events(IEnumerable<JsonNode> events) => Parts(
        events, "Timestamp", "OperationType", "OperationStatus", "EventType", "LogicalResourceId", "PhysicalResourceId", "ResourceType",
        "ResourceStatus", "ResourceStatusReason", "DetailedStatus", "HookType", "HookStatus", "HookStatusReason", "HookInvocationPoint",
        "HookFailureMode", "ValidationName", "ValidationStatus", "ValidationStatusReason", "ValidationPath");

    public static JsonArray Services(RegionalAws aws, DeployedStack stack) => Parts(
        from service in stack.OfType("AWS::ECS::Service")
        let cluster = service.PhysicalId.Split('/')[^2]
        from found in aws.List("services", "ecs", "describe-services", "--cluster", cluster, "--services", service.PhysicalId)
        select found,
        "serviceName", "status", "desiredCount", "runningCount", "pendingCount", "taskDefinition", "platformVersion", "deployments",
        "events");

    /// <summary>Tasks that stopped within the last hour, and why: ECS does not show older ones.</summary>
    public static JsonArray StoppedTasks(RegionalAws aws, DeployedStack stack) => new(
    [
        .. from cluster in stack.OfType("AWS::ECS::Cluster")
           from task in EcsTasks.Of(aws, cluster.PhysicalId, "STOPPED")
           select StoppedTask(task),
    ]);

    private static JsonObject StoppedTask(JsonNode task)
    {
        var stopped = Part(
            task, "taskArn", "taskDefinitionArn", "createdAt", "startedAt", "stoppedAt", "stopCode", "stoppedReason", "startedBy");
        stopped["containers"] = Parts(task.Items("containers"), "name", "image", "imageDigest", "lastStatus", "exitCode", "reason");
        return stopped;
    }

    private static JsonArray Parts(IEnumerable<JsonNode> items, params string[] names) => new([.. items.Select(item => Part(item, names))]);

    private static JsonObject Part(JsonNode whole, params string[] names) => new(names
        .Where(name => whole[name] is not null)
        .Select(name => KeyValuePair.Create(name, (JsonNode?)whole[name]!.DeepClone())));
}
