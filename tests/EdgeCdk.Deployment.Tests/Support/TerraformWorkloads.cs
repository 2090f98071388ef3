using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>What of an edge of Terraform holds no data: tasks, functions, rules, and what they read.</summary>
/// <param name="aws">The account.</param>
/// <param name="edge">The edge; its roles, clusters and queues are there.</param>
/// <param name="ids">Where the ids are kept.</param>
internal sealed class TerraformWorkloads(AwsClient aws, TerraformEdge edge, Dictionary<string, string> ids)
{
    private string Prefix => edge.Shape.Prefix;

    private string RoleOf(string component) => $"arn:aws:iam::{Places.Account}:role/{edge.RoleName(component)}";

    public void Seed()
    {
        ids["registry secret"] = $"{aws.Call("secretsmanager", "create_secret", new JsonObject
        {
            ["Name"] = $"{Prefix}-registry",
            ["SecretString"] = "{}",
        })["ARN"]}";
        aws.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = $"{Prefix}-artifacts",
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        foreach (var task in TerraformEdge.Tasks)
            Task(task);
        aws.Call("ecs", "create_service", new JsonObject
        {
            ["cluster"] = $"{Prefix}-management",
            ["serviceName"] = "plane-manager",
            ["taskDefinition"] = $"{Prefix}-plane-manager",
            ["desiredCount"] = 0,
        });
        foreach (var (component, queue) in TerraformEdge.Functions)
            Function(component, queue);
        foreach (var rule in TerraformEdge.Rules)
            Rule(rule);
        aws.Call("scheduler", "create_schedule", new JsonObject
        {
            ["Name"] = $"{Prefix}-cleanup",
            ["ScheduleExpression"] = "rate(1 day)",
            ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },
            ["Target"] = new JsonObject
            {
                ["Arn"] = $"arn:aws:lambda:{Places.Region}:{Places.Account}:function:{Prefix}-cleanup",
                ["RoleArn"] = RoleOf("cleanup"),
            },
        });
    }

    private void Task(string task) => ids[$"task {task}"] = $"{aws.Call("ecs", "register_task_definition", new JsonObject
    {
        ["family"] = $"{Prefix}-{task}",
        ["taskRoleArn"] = RoleOf(task),
        ["networkMode"] = "awsvpc",
        ["requiresCompatibilities"] = new JsonArray("FARGATE"),
        ["cpu"] = "256",
        ["memory"] = "512",
        ["containerDefinitions"] = new JsonArray(new JsonObject { ["name"] = task, ["image"] = $"public.ecr.aws/example/{task}:1" }),
    })["taskDefinition"]!["taskDefinitionArn"]}";

    private void Function(string component, string? queue)
    {
        var name = $"{Prefix}-{component}";
        aws.Call("lambda", "create_function", new JsonObject
        {
            ["FunctionName"] = name,
            ["Runtime"] = "java21",
            ["Handler"] = "example.Handler",
            ["Role"] = RoleOf(component),
            ["Code"] = new JsonObject
            {
                ["S3Bucket"] = Customer.Releases,
                ["S3Key"] = "edge/16.6.5/edgeinteractivejobs/edgeinteractivejobs.zip",
            },
        });
        if (queue is null)
            return;
        var version = aws.Call("lambda", "publish_version", "FunctionName", name)["Version"]!;
        var alias = new JsonObject { ["FunctionName"] = name, ["Name"] = "current", ["FunctionVersion"] = $"{version}" };
        aws.Call("lambda", "create_alias", alias);
        aws.Call("lambda", "put_provisioned_concurrency_config", new JsonObject
        {
            ["FunctionName"] = name,
            ["Qualifier"] = "current",
            ["ProvisionedConcurrentExecutions"] = 2,
        });
        ids[$"mapping {component}"] = $"{aws.Call("lambda", "create_event_source_mapping", new JsonObject
        {
            ["FunctionName"] = $"{name}:current",
            ["EventSourceArn"] = edge.QueueOfVendor(queue),
        })["UUID"]}";
    }

    private void Rule(string rule)
    {
        aws.Call("events", "put_rule", new JsonObject
        {
            ["Name"] = $"{Prefix}-{rule}",
            ["EventPattern"] = new JsonObject
            {
                ["source"] = new JsonArray("aws.ecs"),
                ["detail"] = new JsonObject
                {
                    ["clusterArn"] = new JsonArray($"arn:aws:ecs:{Places.Region}:{Places.Account}:cluster/{Prefix}-jobs"),
                },
            }.ToJsonString(),
        });
        aws.Call("events", "put_targets", new JsonObject
        {
            ["Rule"] = $"{Prefix}-{rule}",
            ["Targets"] = new JsonArray(new JsonObject
            {
                ["Id"] = "t",
                ["Arn"] = $"arn:aws:sqs:{Places.Region}:{Places.Account}:{Prefix}-job-status",
            }),
        });
    }
}
