using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

// Roles, and who may do what.
public sealed partial class TerraformEdge
{
    /// <summary>Policy of a key, as somebody may have written it.</summary>
    public string KeyPolicy => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "Root",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:root" },
            ["Action"] = "kms:*",
            ["Resource"] = "*",
        }),
    }.ToJsonString();

    /// <summary>Who may assume the role of a component.</summary>
    public static string Trust(string component) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject
            {
                ["Service"] = component switch
                {
                    "metadata-browsing" or "dq-results-reader" => (JsonNode)"lambda.amazonaws.com",
                    // The schedule has no role of its own.
                    "cleanup" => new JsonArray("lambda.amazonaws.com", "scheduler.amazonaws.com"),
                    _ => "ecs-tasks.amazonaws.com",
                },
            },
            ["Action"] = "sts:AssumeRole",
        }),
    }.ToJsonString();

    /// <summary>What the role of a component may do.</summary>
    public string Policy(string component) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
        [
            new JsonObject
            {
                ["Effect"] = "Allow",
                ["Action"] = "sts:AssumeRole",
                ["Resource"] = component == "plane-manager"
                    ? new JsonArray($"arn:aws:iam::999988887777:role/edge-access-{Shape.Edge}", $"arn:aws:iam::{Account}:role/s3-role")
                    : new JsonArray($"arn:aws:iam::{Account}:role/s3-role"),
            },
            .. Functions.Where(function => function.Component == component && function.Queue is not null).Select(function => new JsonObject
            {
                ["Effect"] = "Allow",
                ["Action"] = new JsonArray("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                ["Resource"] = QueueOfVendor(function.Queue!),
            }),
        ]),
    }.ToJsonString();

    private void Role(string component, string name)
    {
        Add("aws_iam_role", Shape.HasKeys ? "this" : component.Replace('-', '_'), Shape.HasKeys ? component : null, new()
        {
            ["id"] = name,
            ["name"] = name,
            ["arn"] = $"arn:aws:iam::{Account}:role/{name}",
            ["path"] = "/",
            ["description"] = "",
            ["max_session_duration"] = 3600,
            ["assume_role_policy"] = Trust(component),
            ["inline_policy"] = new JsonArray(),
            ["managed_policy_arns"] = new JsonArray(),
        });
        if (!Shape.HasSeparateSettings)
        {
            Add("aws_iam_role_policy", component.Replace('-', '_'), null, new()
            {
                ["id"] = $"{name}:inline",
                ["name"] = "inline",
                ["role"] = name,
                ["policy"] = Policy(component),
            });
            return;
        }

        var arn = Id($"policy {component}", $"arn:aws:iam::{Account}:policy/{name}");
        Add("aws_iam_policy", component.Replace('-', '_'), null, new()
        {
            ["id"] = arn,
            ["arn"] = arn,
            ["name"] = name,
            ["policy"] = Policy(component),
        });
        Add("aws_iam_role_policy_attachment", component.Replace('-', '_'), null, new()
        {
            ["id"] = $"{name}-1",
            ["role"] = name,
            ["policy_arn"] = arn,
        });
    }
}
