using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>What containers and functions of a bundle say is in the release, or asked for.</summary>
public sealed class ReadingContainersTests
{
    private const string Values = "more.auto.tfvars.json";
    private const string Jobs = "jobs.tf.json";

    [Fact]
    public void A_container_beside_that_of_a_job_is_not_taken_for_the_job()
    {
        var bundle = new ReadBundle((Jobs, """
            { "resource": { "aws_ecs_task_definition": { "dqc": { "cpu": 1024, "memory": 2048, "container_definitions": [
              { "name": "dqc", "image": "dqc-runtime-job:1", "cpu": 512, "memory": 1024 },
              { "name": "log-router", "image": "router:2" }] } } } }
            """));
        const string second = $"{Jobs}: resource.aws_ecs_task_definition.dqc.container_definitions.log-router";

        Assert.Equal((1024, 2048), (bundle.Release("jobs.dqc.cpu"), bundle.Release("jobs.dqc.memoryMiB")));
        Assert.Contains(bundle.Read().Open, finding => finding.Place.StartsWith(second, StringComparison.Ordinal));
        Assert.Empty(new ReadBundle((Jobs, """
            { "resource": { "aws_ecs_task_definition": { "dqc": { "container_definitions": [
              { "name": "dqc", "image": "dqc-runtime-job:1" }, { "name": "log-router", "image": "router:2" }] } } } }
            """)) { Map = new ImportMap().With(second, "ignore") }.Read().Open);
    }

    [Theory]
    [InlineData("cpu", "\"a lot\"")]
    [InlineData("memory", "\"${var.memory}\"")]
    [InlineData("image", "\"${var.image}\"")]
    [InlineData("image", "\"dqc@latest\"")]
    [InlineData("environment", "\"${local.environment}\"")]
    [InlineData("environment", "[{ \"variables\": \"${local.environment}\" }]", "environment.0.variables")]
    [InlineData("environment", "[\"${local.one}\", { \"name\": \"A\", \"value\": \"b\" }]", "environment")]
    [InlineData("dynamic", "{ \"environment\": [{ \"for_each\": \"${var.all}\" }] }", "dynamic.environment.0.for_each")]
    [InlineData("command", "\"${local.command}\"")]
    [InlineData("user", "\"${var.user}\"")]
    [InlineData("container_definitions", "\"${file(\\\"dqc.json\\\")}\"")]
    public void A_setting_that_cannot_be_read_is_asked_for_and_not_taken_from_the_release_before(
        string name, string json, string? place = null)
    {
        var bundle = new ReadBundle((Jobs, $$"""
            { "resource": { "aws_ecs_task_definition": { "dqc": { "{{name}}": {{json}}, "handler": "" } } } }
            """));

        Assert.Equal(Outcome.Open, bundle.Of($"{Jobs}: resource.aws_ecs_task_definition.dqc.{place ?? name}").Outcome);
    }

    [Fact]
    public void What_a_container_says_about_its_process_is_in_the_release()
    {
        var bundle = new ReadBundle((Jobs, """
            { "resource": { "aws_ecs_task_definition": { "dqc": { "cpu": "1 vCPU", "memory": "2 GB", "container_definitions": [
              { "image": "dqc-runtime-job:1", "user": "1000:1000", "stopTimeout": 60, "readonlyRootFilesystem": true,
                "healthCheck": { "command": ["CMD", "/ready"], "interval": 10, "startPeriod": 20 }, "command": ["run"],
                "mountPoints": [{ "sourceVolume": "other", "containerPath": "/tmp" },
                  { "sourceVolume": "drivers", "containerPath": "/opt/d" }]
              }] } } } }
            """));

        Assert.Equal((1024, 2048), (bundle.Release("jobs.dqc.cpu"), bundle.Release("jobs.dqc.memoryMiB")));
        Assert.Equal(("1000:1000", 60, true), (bundle.Release("images.dqc.user"), bundle.Release("images.dqc.stopTimeoutSeconds"),
            bundle.Release("images.dqc.readonlyRootFilesystem")));
        Assert.Equal(["CMD", "/ready"], (string[])bundle.Release("images.dqc.healthCheck.command")!);
        Assert.Equal((10, 20), (bundle.Release("images.dqc.healthCheck.intervalSeconds"),
            bundle.Release("images.dqc.healthCheck.startPeriodSeconds")));
        Assert.Equal(["run"], (string[])bundle.Release("components.dqc.command")!);
        Assert.Equal("/opt/d", bundle.Release("components.dqc.driversPath"));
    }

    [Fact]
    public void A_variable_with_the_name_and_value_of_an_image_is_a_variable()
    {
        var bundle = new ReadBundle((Values, """
            { "plane_manager": { "image": "plane-manager:1", "environment": { "DQC_IMAGE": "dqc-runtime-job:2", "image": "dqc:3" } } }
            """));

        Assert.Equal("dqc-runtime-job:2", bundle.Release("components.plane-manager.constants.DQC_IMAGE"));
        Assert.Equal("dqc:3", bundle.Release("components.plane-manager.constants.image"));
        Assert.Null(bundle.Release("images.dqc.tag"));
    }

    [Fact]
    public void A_variable_from_a_secret_is_asked_for()
    {
        var bundle = new ReadBundle((Jobs, """
            { "resource": { "aws_ecs_task_definition": { "dqc": { "container_definitions": [
              { "image": "dqc-runtime-job:1",
                "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "${aws_secretsmanager_secret.db.arn}" }] }] } } } }
            """));

        Assert.Equal(Outcome.Open, bundle.Of(
            $"{Jobs}: resource.aws_ecs_task_definition.dqc.container_definitions.0.secrets.DB_PASSWORD.valueFrom").Outcome);
    }

    [Fact]
    public void A_fact_that_a_component_may_not_have_is_asked_for()
    {
        var bundle = new ReadBundle(ReadBundle.Edge, (Values, """
            { "create_table": { "image": "t:1", "environment": { "ROLE": "arn:aws:iam::999988887777:role/edge-access-acme" } } }
            """));

        Assert.Contains("which create-table may not have", bundle.Of($"{Values}: create_table.environment.ROLE").Target,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "function_response_types": ["ReportBatchItemFailures"]""", true)]
    public void A_mapping_has_the_partial_responses_that_it_asks_for(string more, bool expected)
    {
        var bundle = new ReadBundle((Jobs, $$"""
            { "resource": { "aws_lambda_event_source_mapping": { "m": {
              "function_name": "${aws_lambda_function.metadata_browsing.arn}", "batch_size": 1{{more}} } } } }
            """));

        Assert.Equal(expected, bundle.Release("functions.metadataBrowsing.partialBatchResponses"));
    }
}
