using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>How Terraform destroys the resources of an edge.</summary>
/// <param name="aws">The account.</param>
internal sealed class TerraformDestruction(AwsClient aws)
{
    // In the order in which Terraform destroys: what others need last. With what an inventory calls it, and the attribute of its name.
    private static readonly (string Type, string? Kind, string Name)[] Order =
    [
        ("aws_lambda_event_source_mapping", "mapping", "id"), ("aws_lambda_provisioned_concurrency_config", null, ""),
        ("aws_lambda_alias", null, ""), ("aws_lambda_function", "function", "id"), ("aws_scheduler_schedule", "schedule", "name"),
        ("aws_cloudwatch_event_target", null, ""), ("aws_cloudwatch_event_rule", "rule", "id"), ("aws_ecs_service", null, ""),
        ("aws_ecs_task_definition", "task definition", "arn"), ("aws_secretsmanager_secret", "secret", "id"),
        ("aws_s3_bucket", "bucket", "id"), ("aws_vpc_security_group_ingress_rule", null, ""),
        ("aws_iam_role_policy_attachment", null, ""), ("aws_iam_role_policy", null, ""), ("aws_iam_policy", null, ""),
        ("aws_iam_role", "role", "id"), ("aws_cloudwatch_log_group", "log group", "id"), ("aws_sqs_queue", "queue", "id"),
        ("aws_ecs_cluster", "cluster", "id"), ("aws_kms_alias", "key alias", "id"), ("aws_efs_access_point", "access point", "id"),
        ("aws_efs_mount_target", "mount target", "id"), ("aws_efs_file_system", "file system", "id"),
        ("aws_vpc_endpoint", "endpoint", "id"), ("aws_security_group", "security group", "id"), ("aws_kms_key", "key", "id"),
    ];

    /// <summary>Destroys resources.</summary>
    /// <returns>What an inventory calls those that it lists.</returns>
    public IReadOnlyList<string> Destroy(IReadOnlyList<(string Address, string Type, JsonObject Values)> state)
    {
        var destroyed = new List<string>();
        foreach (var (type, kind, name) in Order)
        {
            // Groups name one another.
            var open = new Queue<(string Address, string Type, JsonObject Values)>(state.Where(item => item.Type == type));
            for (var tries = open.Count * open.Count; open.TryDequeue(out var item); tries--)
            {
                if (type == "aws_security_group" && UsersOf($"{item.Values["id"]}") is { Count: > 0 } users)
                {
                    if (tries <= 0)
                        throw new InvalidOperationException($"DependencyViolation: {item.Address} is used by {string.Join(", ", users)}");
                    open.Enqueue(item);
                    continue;
                }

                Delete(item.Type, item.Values);
                if (kind is not null)
                    destroyed.Add($"{kind} {item.Values[name]}");
            }
        }

        return destroyed;
    }

    // AWS refuses to delete a group that an interface or a rule of another group has.
    private List<string> UsersOf(string group)
    {
        JsonObject By(string name) =>
            new() { ["Filters"] = new JsonArray(new JsonObject { ["Name"] = name, ["Values"] = new JsonArray(group) }) };
        return
        [
            .. aws.Call("ec2", "describe_network_interfaces", By("group-id"))["NetworkInterfaces"]!.AsArray()
                .Select(item => $"{item!["NetworkInterfaceId"]}"),
            .. aws.Call("ec2", "describe_security_groups", By("ip-permission.group-id"))["SecurityGroups"]!.AsArray()
                .Select(item => $"{item!["GroupId"]}").Where(id => id != group),
        ];
    }

    private void Delete(string type, JsonObject values)
    {
        var id = $"{values["id"]}";
        JsonObject OfRole(string name, string attribute) =>
            new() { ["RoleName"] = $"{values["role"]}", [name] = $"{values[attribute]}" };
        JsonObject OfFunction() => new() { ["FunctionName"] = $"{values["function_name"]}" };
        _ = type switch
        {
            "aws_lambda_event_source_mapping" => aws.Call("lambda", "delete_event_source_mapping", "UUID", id),
            "aws_lambda_provisioned_concurrency_config" => aws.Call(
                "lambda", "delete_provisioned_concurrency_config", With(OfFunction(), "Qualifier", values["qualifier"])),
            "aws_lambda_alias" => aws.Call("lambda", "delete_alias", With(OfFunction(), "Name", values["name"])),
            "aws_lambda_function" => aws.Call("lambda", "delete_function", OfFunction()),
            "aws_scheduler_schedule" => aws.Call("scheduler", "delete_schedule", "Name", $"{values["name"]}"),
            "aws_cloudwatch_event_target" => aws.Call(
                "events", "remove_targets",
                new JsonObject { ["Rule"] = $"{values["rule"]}", ["Ids"] = new JsonArray($"{values["target_id"]}") }),
            "aws_cloudwatch_event_rule" => aws.Call("events", "delete_rule", "Name", id),
            "aws_ecs_service" => aws.Call("ecs", "delete_service", new JsonObject
            {
                ["cluster"] = $"{values["cluster"]}",
                ["service"] = $"{values["name"]}",
                ["force"] = true,
            }),
            "aws_ecs_task_definition" => aws.Call("ecs", "deregister_task_definition", "taskDefinition", $"{values["arn"]}"),
            "aws_secretsmanager_secret" => aws.Call(
                "secretsmanager", "delete_secret", new JsonObject { ["SecretId"] = id, ["RecoveryWindowInDays"] = 30 }),
            "aws_s3_bucket" => aws.Call("s3", "delete_bucket", "Bucket", id),
            "aws_vpc_security_group_ingress_rule" => aws.Call("ec2", "revoke_security_group_ingress", new JsonObject
            {
                ["GroupId"] = $"{values["security_group_id"]}",
                ["SecurityGroupRuleIds"] = new JsonArray(id),
            }),
            "aws_iam_role_policy_attachment" => aws.Call("iam", "detach_role_policy", OfRole("PolicyArn", "policy_arn")),
            "aws_iam_role_policy" => aws.Call("iam", "delete_role_policy", OfRole("PolicyName", "name")),
            "aws_iam_policy" => aws.Call("iam", "delete_policy", "PolicyArn", id),
            "aws_iam_role" => aws.Call("iam", "delete_role", "RoleName", id),
            "aws_cloudwatch_log_group" => aws.Call("logs", "delete_log_group", "logGroupName", id),
            "aws_sqs_queue" => aws.Call("sqs", "delete_queue", "QueueUrl", id),
            "aws_ecs_cluster" => aws.Call("ecs", "delete_cluster", "cluster", id),
            "aws_kms_alias" => aws.Call("kms", "delete_alias", "AliasName", id),
            "aws_efs_access_point" => aws.Call("efs", "delete_access_point", "AccessPointId", id),
            "aws_efs_mount_target" => aws.Call("efs", "delete_mount_target", "MountTargetId", id),
            "aws_efs_file_system" => aws.Call("efs", "delete_file_system", "FileSystemId", id),
            "aws_vpc_endpoint" => aws.Call("ec2", "delete_vpc_endpoints", "VpcEndpointIds", new JsonArray(id)),
            "aws_security_group" => aws.Call("ec2", "delete_security_group", "GroupId", id),
            _ => aws.Call("kms", "schedule_key_deletion", new JsonObject { ["KeyId"] = id, ["PendingWindowInDays"] = 7 }),
        };
    }

    private static JsonObject With(JsonObject parameters, string name, JsonNode? value)
    {
        parameters[name] = $"{value}";
        return parameters;
    }
}
