using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

// Clusters, tasks, functions and their log groups.
public sealed partial class TerraformEdge
{
    private void Workloads()
    {
        foreach (var cluster in (string[])["management", "jobs"])
        {
            var name = $"{Shape.Prefix}-{cluster}";
            Add("aws_ecs_cluster", cluster, null, new()
            {
                ["id"] = Arn("ecs", $"cluster/{name}"),
                ["arn"] = Arn("ecs", $"cluster/{name}"),
                ["name"] = name,
            });
        }

        foreach (var (component, name) in Roles)
            Role(component, name);
        foreach (var (component, name) in Components.Zip(LogGroups))
        {
            Add("aws_cloudwatch_log_group", Shape.HasKeys ? "this" : component.Replace('-', '_'), Shape.HasKeys ? component : null, new()
            {
                ["id"] = name,
                ["name"] = name,
                ["arn"] = Arn("logs", $"log-group:{name}"),
                ["retention_in_days"] = 90,
                ["kms_key_id"] = Arn("kms", $"key/{Id("general key", "00000000-1111-2222-3333-444444444444")}"),
            });
        }

        foreach (var task in Tasks)
        {
            Add("aws_ecs_task_definition", Shape.HasKeys ? "this" : task.Replace('-', '_'), Shape.HasKeys ? task : null, new()
            {
                ["id"] = $"{Shape.Prefix}-{task}",
                ["arn"] = Id($"task {task}", Arn("ecs", $"task-definition/{Shape.Prefix}-{task}:3")),
                ["family"] = $"{Shape.Prefix}-{task}",
                ["container_definitions"] = new JsonArray(new JsonObject
                {
                    ["name"] = task,
                    ["image"] = $"ataccama.azurecr.io/saas-edge/{task}:16.6.5-saas-edge",
                    ["environment"] = new JsonArray(new JsonObject { ["name"] = "RESULT_BUCKET", ["value"] = "bucket-s3-ecc58765" }),
                }).ToJsonString(),
            });
        }

        Add("aws_ecs_service", "plane_manager", null, new()
        {
            ["id"] = Arn("ecs", $"service/{Shape.Prefix}-management/plane-manager"),
            ["cluster"] = Arn("ecs", $"cluster/{Shape.Prefix}-management"),
            ["name"] = "plane-manager",
            ["desired_count"] = 3,
        });
        foreach (var (component, queue) in Functions)
            Function(component == "metadata-browsing" ? "interactive" : component.Replace('-', '_'), component, queue);
    }

    private void Function(string name, string component, string? queue)
    {
        var function = $"{Shape.Prefix}-{component}";
        Add("aws_lambda_function", name, null, new()
        {
            ["id"] = function,
            ["function_name"] = function,
            ["arn"] = Arn("lambda", $"function:{function}"),
        });
        if (queue is null)
            return;
        Add("aws_lambda_alias", name, null, new() { ["id"] = $"{function}:current", ["name"] = "current", ["function_name"] = function });
        Add("aws_lambda_provisioned_concurrency_config", name, null, new()
        {
            ["id"] = $"{function},current",
            ["function_name"] = function,
            ["qualifier"] = "current",
            ["provisioned_concurrent_executions"] = 2,
        });
        Add("aws_lambda_event_source_mapping", name, null, new()
        {
            ["id"] = Id($"mapping {component}", $"mapping-{name}"),
            ["function_name"] = $"{function}:current",
            ["event_source_arn"] = QueueOfVendor(queue),
        });
    }
}
