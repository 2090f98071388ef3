using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>A task of ECS, as far as the tests look.</summary>
internal sealed record RunningTask(string Cluster, string TaskDefinition, string Status, JsonNode Json)
{
    public static IReadOnlyList<RunningTask> On(AwsClient aws, string cluster, string status)
    {
        var ofStatus = new JsonObject { ["cluster"] = cluster, ["desiredStatus"] = status };
        var arns = aws.Call("ecs", "list_tasks", ofStatus)["taskArns"]!.AsArray();
        if (arns.Count == 0)
            return [];
        var described = new JsonObject { ["cluster"] = cluster, ["tasks"] = arns.DeepClone() };
        var tasks = aws.Call("ecs", "describe_tasks", described)["tasks"]!.AsArray();
        return [.. tasks.Select(task => Of(cluster, task!))];
    }

    /// <summary>A task as AWS describes it.</summary>
    public static RunningTask Of(string cluster, JsonNode task) => new(
        cluster,
        task["taskDefinitionArn"]!.GetValue<string>(),
        task["lastStatus"]!.GetValue<string>(),
        task);
}

/// <summary>An edge at work: what came of events, messages and jobs.</summary>
internal sealed record Usage
{
    /// <summary>Bodies of what the Plane Manager received after tasks of both clusters changed.</summary>
    public required IReadOnlyList<JsonNode> Received { get; init; }

    /// <summary>Bodies of what lay in the dead-letter queue before and after the third delivery of one message.</summary>
    public required IReadOnlyList<int> SetAside { get; init; }

    /// <summary>The jobs that the Plane Manager started, by the variable that names their task definition.</summary>
    public required IReadOnlyDictionary<string, RunningTask> Jobs { get; init; }

    /// <summary>Tasks of Connectors Rollout that an image update started.</summary>
    public required IReadOnlyList<RunningTask> Rollouts { get; init; }

    /// <summary>The account while the jobs run.</summary>
    public required Inventory Inventory { get; init; }

    public static Usage Of(StackView edge, AwsClient aws)
    {
        var planeManager = edge.Output("PlaneManagerRoleArn");
        var queue = edge.Output("JobStatusQueueUrl");
        foreach (var cluster in (string[])["ManagementClusterArn", "JobClusterArn"])
        {
            Announce(aws, "aws.ecs", "ECS Task State Change", new JsonObject
            {
                ["clusterArn"] = edge.Output(cluster),
                ["lastStatus"] = "STOPPED",
            });
        }

        var (received, setAside) = ReceiveThreeTimes(aws, queue, edge["JobStatus/DeadLetters/Queue"], planeManager);

        var environment = Environment(aws, edge["PlaneManager/Task/TaskDefinition"]);
        var jobs = environment.Keys.Where(name => name.StartsWith("JOB_TASK_DEFINITION_", StringComparison.Ordinal))
            .ToDictionary(name => name, name => Run(aws, environment, environment[name], planeManager));

        var before = RolloutsOf(aws, edge).Count;
        Announce(aws, "com.ataccama.edge.connectorsrollout", "image_update", new JsonObject { ["image"] = "a newer one" });
        return new Usage
        {
            Received = received,
            SetAside = setAside,
            Jobs = jobs,
            Rollouts = [.. RolloutsOf(aws, edge).Skip(before)],
            Inventory = Inventory.Of(aws),
        };
    }

    // Each delivery is a message that the Plane Manager took and did not delete.
    private static (IReadOnlyList<JsonNode> Received, IReadOnlyList<int> SetAside) ReceiveThreeTimes(
        AwsClient aws, string queue, string deadLetters, string role)
    {
        var receive = new JsonObject { ["QueueUrl"] = queue, ["MaxNumberOfMessages"] = 10, ["VisibilityTimeout"] = 0 };
        var received = new List<JsonNode>();
        var setAside = new List<int>();
        for (var delivery = 1; delivery <= 4; delivery++)
        {
            var messages = aws.Call("sqs", "receive_message", receive.DeepClone().AsObject(), role)["Messages"]?.AsArray() ?? [];
            if (delivery == 1)
                received.AddRange(messages.Select(message => AwsClient.Document(message!["Body"])));
            var attributes = aws.Call("sqs", "get_queue_attributes", new JsonObject
            {
                ["QueueUrl"] = deadLetters,
                ["AttributeNames"] = new JsonArray("ApproximateNumberOfMessages"),
            })["Attributes"]!;
            var count = attributes["ApproximateNumberOfMessages"]!.GetValue<string>();
            setAside.Add(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        }

        return (received, setAside);
    }

    private static List<RunningTask> RolloutsOf(AwsClient aws, StackView edge)
    {
        var stopped = RunningTask.On(aws, edge.Output("ManagementClusterArn"), "STOPPED");
        return [.. stopped.Where(task => task.TaskDefinition == edge["ConnectorsRollout/Task/TaskDefinition"])];
    }

    private static Dictionary<string, string> Environment(AwsClient aws, string taskDefinition)
    {
        var answer = aws.Call("ecs", "describe_task_definition", "taskDefinition", taskDefinition);
        return answer["taskDefinition"]!["containerDefinitions"]![0]!["environment"]!.AsArray().ToDictionary(
            variable => variable!["name"]!.GetValue<string>(),
            variable => variable!["value"]!.GetValue<string>());
    }

    // As the Plane Manager does: everything that it needs to know is in its environment.
    private static RunningTask Run(AwsClient aws, Dictionary<string, string> environment, string taskDefinition, string role)
    {
        var network = new JsonObject
        {
            ["subnets"] = new JsonArray([.. environment["JOB_SUBNET_IDS"].Split(',').Select(id => JsonValue.Create(id))]),
            ["securityGroups"] = new JsonArray(environment["JOB_SECURITY_GROUP_ID"]),
            ["assignPublicIp"] = "DISABLED",
        };
        var parameters = new JsonObject
        {
            ["cluster"] = environment["JOB_CLUSTER_ARN"],
            ["taskDefinition"] = taskDefinition,
            ["launchType"] = "FARGATE",
            ["networkConfiguration"] = new JsonObject { ["awsvpcConfiguration"] = network },
        };
        var task = aws.Call("ecs", "run_task", parameters, role)["tasks"]!.AsArray().Single()!;
        return RunningTask.Of(environment["JOB_CLUSTER_ARN"], task);
    }

    private static void Announce(AwsClient aws, string source, string type, JsonObject detail)
    {
        var entry = new JsonObject { ["Source"] = source, ["DetailType"] = type, ["Detail"] = detail.ToJsonString() };
        aws.Call("events", "put_events", "Entries", new JsonArray(entry));
    }
}
