using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>Everything that the customer's account holds, as AWS lists it: by kind, the names or ids.</summary>
internal sealed class Inventory
{
    // Kind, service, operation, where the list is, which of its fields names a thing (none: the list holds names).
    private static readonly (string Kind, string Service, string Operation, string List, string? Name)[] Lists =
    [
        ("access point", "efs", "describe_access_points", "AccessPoints", "AccessPointId"),
        ("alarm", "cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
        ("bucket", "s3", "list_buckets", "Buckets", "Name"),
        ("cluster", "ecs", "list_clusters", "clusterArns", null),
        ("dashboard", "cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
        ("endpoint", "ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
        ("file system", "efs", "describe_file_systems", "FileSystems", "FileSystemId"),
        ("function", "lambda", "list_functions", "Functions", "FunctionName"),
        ("load balancer", "elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
        ("log group", "logs", "describe_log_groups", "logGroups", "logGroupName"),
        ("mapping", "lambda", "list_event_source_mappings", "EventSourceMappings", "UUID"),
        ("queue", "sqs", "list_queues", "QueueUrls", null),
        ("role", "iam", "list_roles", "Roles", "RoleName"),
        ("rule", "events", "list_rules", "Rules", "Name"),
        ("schedule", "scheduler", "list_schedules", "Schedules", "Name"),
        ("secret", "secretsmanager", "list_secrets", "SecretList", "ARN"),
        ("security group", "ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
        ("target group", "elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"),
        ("task definition", "ecs", "list_task_definitions", "taskDefinitionArns", null),
        ("topic", "sns", "list_topics", "Topics", "TopicArn"),
    ];

    private readonly SortedSet<string> _things;

    private Inventory(IEnumerable<string> things) => _things = new SortedSet<string>(things, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Things => _things;

    public static Inventory Of(AwsClient aws)
    {
        var things = new List<string>();
        foreach (var (kind, service, operation, list, name) in Lists)
            things.AddRange(Names(aws.Call(service, operation)[list], name).Select(item => $"{kind} {item}"));
        foreach (var key in Names(aws.Call("kms", "list_keys")["Keys"], "KeyId"))
        {
            var state = aws.Call("kms", "describe_key", "KeyId", key)["KeyMetadata"]!["KeyState"]!.GetValue<string>();
            // A key that waits for its deletion is as good as gone, but is never gone at once.
            things.Add(state == "PendingDeletion" ? $"key pending deletion {key}" : $"key {key}");
        }

        // By their security groups: a service that replaces its tasks has others of the same kind.
        var interfaces = aws.Call("ec2", "describe_network_interfaces")["NetworkInterfaces"]!.AsArray();
        things.AddRange(interfaces.Select(item => $"network interface with {string.Join(", ", Names(item!["Groups"], "GroupId"))}"));
        // AWS has aliases of its own, for keys that services make.
        var aliases = Names(aws.Call("kms", "list_aliases")["Aliases"], "AliasName");
        things.AddRange(aliases
            .Where(name => !name.StartsWith("alias/aws/", StringComparison.Ordinal))
            .Select(name => $"key alias {name}"));
        foreach (var system in Names(aws.Call("efs", "describe_file_systems")["FileSystems"], "FileSystemId"))
        {
            var targets = aws.Call("efs", "describe_mount_targets", "FileSystemId", system)["MountTargets"];
            things.AddRange(Names(targets, "MountTargetId").Select(name => $"mount target {name}"));
        }

        return new Inventory(things);
    }

    /// <summary>What is there now and was not before.</summary>
    public IReadOnlyList<string> Except(Inventory before) => [.. _things.Except(before._things)];

    private static IEnumerable<string> Names(JsonNode? list, string? name) =>
        (list?.AsArray() ?? []).Select(item => (name is null ? item : item![name])!.GetValue<string>());
}
