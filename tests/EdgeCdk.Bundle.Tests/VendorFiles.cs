using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>What the vendor delivers for an edge, in the layout of its guide.</summary>
internal static class VendorFiles
{
    /// <summary>Name of the directory that it was extracted to.</summary>
    public static string Name(string edge, string release) => $"{edge}-{release}-20261101T101500Z-bundle";

    /// <summary>Writes the files.</summary>
    public static void Write(TemporaryDirectory directory, Customer customer, string edge, string release)
    {
        var bundle = Name(edge, release);
        directory.Write($"{bundle}/terraform.tfvars.json", Values(customer, edge).ToJsonString());
        directory.Write($"{bundle}/registry.auto.tfvars.json", """{ "registry_secret": { "username": "", "password": "" } }""");
        directory.Write($"{bundle}/observability.auto.tfvars.json", """{ "observability": { "enabled": false } }""");
        foreach (var component in (string[])["plane-manager", "connectors-rollout", "anomaly-detection", "anomaly-detection-auxiliary",
            "metadata-import", "snowflake-pushdown", "create-table", "config-init", "otel-collector", "cloudwatch-exporter"])
        {
            directory.Write($"{bundle}/{component}.auto.tfvars.json", $$"""
                { "{{component}}": { "image": "ataccama.azurecr.io/saas-edge/{{component}}:{{release}}-saas-edge" } }
                """);
        }

        directory.Write($"{bundle}/dqc.auto.tfvars.json", $$"""
            { "dqc": { "image": "ataccama.azurecr.io/saas-edge/dqc-runtime-job:{{release}}-saas-edge", "cpu": 8192, "memory": 32768,
                "environment": { "TENANT": "{{edge}}", "OUT": "{{Customer.ResultBucket}}", "LOG_LEVEL": "INFO" } } }
            """);
        directory.Write($"{bundle}/main.tf", """
            module "edge" {
              source    = "./terraform-aws-edgeinstance"
              edge_name = var.edge_name
            }
            """);
        directory.Write($"{bundle}/terraform-aws-edgeinstance/main.tf", """
            resource "aws_kms_key" "dq_encryption" {
              enable_key_rotation = true
            }
            """);
        Customer.WritePackages(Path.Combine(directory.Path, bundle, "artifacts"), release);
    }

    private static JsonObject Values(Customer customer, string edge) => new()
    {
        ["account"] = new JsonObject { ["region"] = Places.Region, ["accountId"] = Places.Account },
        ["vpc"] = new JsonObject
        {
            ["vpcId"] = customer.VpcId,
            ["privateSubnetIds"] = new JsonArray([.. customer.PrivateSubnetIds.Select(id => (JsonNode)id)]),
            ["publicSubnetIds"] = new JsonArray(),
            ["cidrBlocks"] = new JsonArray("10.0.0.0/16"),
            ["privateRouteTableIds"] = new JsonArray(customer.RouteTableId),
        },
        ["s3"] = new JsonObject
        {
            ["bucketName"] = Customer.ResultBucket,
            ["iamRoleArn"] = Customer.ResultRole,
            ["region"] = Places.Region,
        },
        ["control"] = new JsonObject
        {
            ["edge_access_role"] = $"arn:aws:iam::{Places.VendorAccount}:role/edge-access-{edge}",
            ["request_queue_arn"] = $"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:{edge}-requests",
            ["result_reader_queue_arn"] = $"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:{edge}-results",
        },
    };
}
