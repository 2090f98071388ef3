using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>What the vendor's account gives to an edge.</summary>
public static class Vendor
{
    /// <summary>Parameters for a queue that the customer's account may read; which role may do so is the customer's to say.</summary>
    /// <param name="name">Name of the queue.</param>
    public static JsonObject Queue(string name)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Places.Account}:root" },
            ["Action"] = new JsonArray("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"),
            ["Resource"] = $"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:{name}",
        };
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
        return new JsonObject { ["QueueName"] = name, ["Attributes"] = new JsonObject { ["Policy"] = policy.ToJsonString() } };
    }
}
