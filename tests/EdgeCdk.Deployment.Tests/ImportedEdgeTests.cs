using System.Text.Json.Nodes;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>A bundle in the layout of the vendor's guide, and an edge that is deployed from nothing else.</summary>
public sealed class ImportedEdgeTests
{
    [Fact]
    public void A_bundle_of_the_vendor_becomes_an_edge_that_is_deployed_with_the_variables_of_the_bundle()
    {
        using var preparation = new Preparation();
        var directory = preparation.Directory;
        foreach (var release in Directory.GetFiles(Repository.Releases, "*.yaml"))
            directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
        WriteBundle(directory, preparation.Customer);

        var imported = new EdgeRunner(directory.Path).Run(
            "import", "alpha-16.6.6-20261120T101500Z-bundle", "--non-interactive", "--set", "controlPlane.eventSources=enabled");
        Assert.True(imported.ExitCode == 0, imported.Output + imported.Error);
        preparation.Cli.Releases = Path.Combine(directory.Path, "releases");
        var edge = Moment.After(
            CdkCli.Succeeded(preparation.Cli.Deploy(Path.Combine(directory.Path, "edges", "alpha.yaml"), Story.Secrets)),
            preparation.Aws).Alpha!;

        Assert.Equal("CREATE_COMPLETE", edge.Status);
        var definition = preparation.Aws.Call(
            "ecs", "describe_task_definition", new JsonObject { ["taskDefinition"] = "alpha-dqc" })["taskDefinition"]!;
        var container = definition["containerDefinitions"]![0]!;
        var variables = container["environment"]!.AsArray().Select(one => $"{one!["name"]}={one["value"]}");
        Assert.Equal("ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.6-saas-edge", (string?)container["image"]);
        Assert.Equal(["LOG_LEVEL=INFO", $"OUT={Customer.ResultBucket}", "TENANT=alpha"], variables.Order(StringComparer.Ordinal));
        Assert.Equal(("8192", "32768"), ((string?)definition["cpu"], (string?)definition["memory"]));
    }

    private static void WriteBundle(TemporaryDirectory directory, Customer customer)
    {
        const string bundle = "alpha-16.6.6-20261120T101500Z-bundle";
        JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
        directory.Write($"{bundle}/terraform.tfvars.json", new JsonObject
        {
            ["account"] = new JsonObject { ["region"] = Places.Region, ["accountId"] = Places.Account },
            ["vpc"] = new JsonObject
            {
                ["vpcId"] = customer.VpcId,
                ["privateSubnetIds"] = Texts(customer.PrivateSubnetIds),
                ["publicSubnetIds"] = new JsonArray(),
                ["cidrBlocks"] = Texts(["10.0.0.0/16"]),
                ["privateRouteTableIds"] = Texts([customer.RouteTableId]),
            },
            ["s3"] = new JsonObject
            {
                ["bucketName"] = Customer.ResultBucket,
                ["iamRoleArn"] = Customer.ResultRole,
                ["region"] = Places.Region
            },
            ["control"] = new JsonObject
            {
                ["edge_access_role"] = $"arn:aws:iam::{Places.VendorAccount}:role/edge-access-alpha",
                ["request_queue_arn"] = $"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:alpha-requests",
                ["result_reader_queue_arn"] = $"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:alpha-results",
            },
        }.ToJsonString());
        directory.Write($"{bundle}/registry.auto.tfvars.json", """{ "registry_secret": { "username": "", "password": "" } }""");
        directory.Write($"{bundle}/observability.auto.tfvars.json", """{ "observability": { "enabled": false } }""");
        directory.Write($"{bundle}/dqc.auto.tfvars.json", $$"""
            { "dqc": { "image": "ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.6-saas-edge", "cpu": 8192, "memory": 32768,
                "environment": { "TENANT": "alpha", "OUT": "{{Customer.ResultBucket}}", "LOG_LEVEL": "INFO" } } }
            """);
        Customer.WritePackages(Path.Combine(directory.Path, bundle, "artifacts"), "16.6.6");
    }
}
