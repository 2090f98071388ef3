using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Verify;

/// <summary>The deployed edge with everything broken that can be, what the command said of it, and the edge repaired again.</summary>
public sealed class BrokenEdge
{
    private readonly DeployedEdge _edge;

    public BrokenEdge(DeployedEdge edge)
    {
        _edge = edge;
        var (management, jobs) = (edge["ManagementCluster/Cluster"], edge["JobCluster/Cluster"]);
        var (reader, browsing) = (edge["DqResultsReader/Function/Function"], edge["MetadataBrowsing/Function/Function"]);
        var mapping = edge["MetadataBrowsing/Function/Mapping"];
        var deadLetters = edge["JobStatus/DeadLetters/Queue"];
        var alarm = edge["Alarms/JobStatusAge"];
        var rule = edge["JobStatus/Rule"];
        var role = edge["MetadataBrowsing/Function/Role/Role"];
        JsonObject Policy(string name, string document) => new()
        {
            ["RoleName"] = role,
            ["PolicyName"] = name,
            ["PolicyDocument"] = document,
        };
        var rights = edge.Api.Call("iam", "get_role_policy", new JsonObject { ["RoleName"] = role, ["PolicyName"] = "Rights" })
            ["PolicyDocument"]!.ToJsonString();
        var file = Path.Combine(edge.Site.Repository, "edges", $"{DeployedEdge.Name}.yaml");
        var text = File.ReadAllText(file);

        // Plane Manager loses a task.
        var running = new JsonObject { ["cluster"] = management, ["desiredStatus"] = "RUNNING" };
        var stopped = edge.Api.Call("ecs", "list_tasks", running)["taskArns"]![0]!;
        edge.Api.Call("ecs", "stop_task", new JsonObject { ["cluster"] = management, ["task"] = stopped.DeepClone() });
        // A tag is moved between two jobs.
        var first = Run(jobs, edge["Jobs/Dqc/TaskDefinition"], "job");
        edge.Emulator.SetImageDigests(new JsonObject { ["dqc"] = $"sha256:{new string('b', 64)}" });
        var second = Run(jobs, edge["Jobs/Dqc/TaskDefinition"], "job");
        edge.Api.Call("lambda", "update_event_source_mapping", new JsonObject { ["UUID"] = mapping, ["Enabled"] = false });
        edge.Api.Call("lambda", "update_function_configuration", new JsonObject { ["FunctionName"] = reader, ["Description"] = "by hand" });
        edge.Api.Call("lambda", "publish_version", "FunctionName", reader);
        edge.Api.Call("lambda", "update_alias", Current(reader, "2"));
        edge.Api.Call("lambda", "delete_provisioned_concurrency_config", new JsonObject
        {
            ["FunctionName"] = browsing,
            ["Qualifier"] = "current",
        });
        edge.Api.Call("sqs", "send_message", new JsonObject { ["QueueUrl"] = deadLetters, ["MessageBody"] = "nobody wanted it" });
        edge.Log("plane-manager", "all is well", "java.lang.NullPointerException: password=hunter2x", "ERROR again");
        edge.Api.Call("cloudwatch", "set_alarm_state", State(alarm, "ALARM"));
        edge.Api.Call("logs", "put_retention_policy", Retention(1));
        edge.Api.Call("ec2", "authorize_security_group_ingress", Opened(edge));
        edge.Api.Call("events", "disable_rule", "Name", rule);
        edge.Api.Call("iam", "put_role_policy", Policy("ByHand", rights));
        var wider = rights.Replace("logs:PutLogEvents", "logs:*", StringComparison.Ordinal);
        edge.Api.Call("iam", "put_role_policy", Policy("Rights", wider));
        File.WriteAllText(file, text.Replace($"release: {CustomerSite.Release}", "release: 16.6.4", StringComparison.Ordinal));

        Result = edge.Run("verify", DeployedEdge.Name, "--drift", "--json");

        File.WriteAllText(file, text);
        edge.Api.Call("events", "enable_rule", "Name", rule);
        edge.Api.Call("iam", "put_role_policy", Policy("Rights", rights));
        edge.Do($"aws iam delete-role-policy --role-name {role} --policy-name ByHand --region {Places.Region}");
        edge.Api.Call("ec2", "revoke_security_group_ingress", Opened(edge));
        edge.Api.Call("logs", "put_retention_policy", Retention(30));
        edge.Api.Call("cloudwatch", "set_alarm_state", State(alarm, "OK"));
        edge.ForgetLog("plane-manager");
        edge.Api.Call("sqs", "purge_queue", "QueueUrl", deadLetters);
        edge.Api.Call("lambda", "put_provisioned_concurrency_config", new JsonObject
        {
            ["FunctionName"] = browsing,
            ["Qualifier"] = "current",
            ["ProvisionedConcurrentExecutions"] = 1,
        });
        edge.Api.Call("lambda", "update_alias", Current(reader, "1"));
        edge.Api.Call("lambda", "update_event_source_mapping", new JsonObject { ["UUID"] = mapping, ["Enabled"] = true });
        edge.Emulator.SetImageDigests([]);
        foreach (var task in (string[])[first, second])
            edge.Api.Call("ecs", "stop_task", new JsonObject { ["cluster"] = jobs, ["task"] = task });
        Run(management, edge["PlaneManager/Task/TaskDefinition"], $"ecs-svc/{edge["PlaneManager/Service"].Split('/')[^1]}");
        Repaired = edge.Run("verify", DeployedEdge.Name, "--drift", "--registration", "--json");
    }

    public CommandResult Result { get; }

    /// <summary>What the command said after all was repaired.</summary>
    public CommandResult Repaired { get; }

    private static JsonObject Opened(DeployedEdge edge) => new()
    {
        ["GroupId"] = edge["Endpoints/SecurityGroup"],
        ["IpPermissions"] = new JsonArray(new JsonObject
        {
            ["IpProtocol"] = "tcp",
            ["FromPort"] = 22,
            ["ToPort"] = 22,
            ["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = "0.0.0.0/0" }),
        }),
    };

    private string Run(string cluster, string taskDefinition, string startedBy)
    {
        var targets = _edge.Api.Call("efs", "describe_mount_targets", "FileSystemId", _edge["FileSystem/FileSystem"])["MountTargets"]!;
        var subnet = targets[0]!["SubnetId"]!.DeepClone();
        return (string)_edge.Api.Call("ecs", "run_task", new JsonObject
        {
            ["cluster"] = cluster,
            ["taskDefinition"] = taskDefinition,
            ["launchType"] = "FARGATE",
            ["startedBy"] = startedBy,
            ["networkConfiguration"] = new JsonObject
            {
                ["awsvpcConfiguration"] = new JsonObject
                {
                    ["subnets"] = new JsonArray(subnet),
                    ["securityGroups"] = new JsonArray(_edge["Jobs/Network/SecurityGroup"]),
                    ["assignPublicIp"] = "DISABLED",
                },
            },
        })["tasks"]![0]!["taskArn"]!;
    }

    private static JsonObject Current(string function, string version) => new()
    {
        ["FunctionName"] = function,
        ["Name"] = "current",
        ["FunctionVersion"] = version,
    };

    private static JsonObject State(string alarm, string state) => new()
    {
        ["AlarmName"] = alarm,
        ["StateValue"] = state,
        ["StateReason"] = "a test",
    };

    private static JsonObject Retention(int days) => new()
    {
        ["logGroupName"] = "/ataccama/edge/after/dqc",
        ["retentionInDays"] = days,
    };
}
