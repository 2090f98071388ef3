namespace EdgeCdk.Tests.Support;

// Queues, rules and the schedule.
public sealed partial class TerraformEdge
{
    private void Messaging()
    {
        foreach (var queue in (string[])["job-status", "job-status-dlq"])
        {
            var name = $"{Shape.Prefix}-{queue}";
            Add("aws_sqs_queue", queue.Replace('-', '_'), null, new()
            {
                ["id"] = Id($"queue {queue}", $"https://sqs.{Region}.amazonaws.com/{Account}/{name}"),
                ["name"] = name,
                ["arn"] = Arn("sqs", name),
            });
        }

        foreach (var rule in Rules)
        {
            Add("aws_cloudwatch_event_rule", rule.Replace('-', '_'), null, new()
            {
                ["id"] = $"{Shape.Prefix}-{rule}",
                ["name"] = $"{Shape.Prefix}-{rule}",
                ["arn"] = Arn("events", $"rule/{Shape.Prefix}-{rule}"),
            });
            Add("aws_cloudwatch_event_target", rule.Replace('-', '_'), null, new()
            {
                ["id"] = $"{Shape.Prefix}-{rule}-t",
                ["event_bus_name"] = "default",
                ["rule"] = $"{Shape.Prefix}-{rule}",
                ["target_id"] = "t",
            });
        }

        Add("aws_scheduler_schedule", "cleanup", null, new()
        {
            ["id"] = $"default/{Shape.Prefix}-cleanup",
            ["name"] = $"{Shape.Prefix}-cleanup",
            ["arn"] = Arn("scheduler", $"schedule/default/{Shape.Prefix}-cleanup"),
        });
        Add("random_password", "token", null, new() { ["id"] = "none", ["result"] = Secret });
    }
}
