using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>Values that Terraform computes from files, variables and modules are those that Terraform has.</summary>
public sealed class ReadingModulesTests
{
    private const string Values = "more.auto.tfvars.json";

    [Fact]
    public void Of_a_variable_in_several_files_the_value_counts_that_Terraform_takes()
    {
        var bundle = new ReadBundle(("b.auto.tfvars.json", """{ "s3_bucket_name": "from-b" }"""),
            ("a.auto.tfvars.json", """{ "s3_bucket_name": "from-a" }"""), ("terraform.tfvars.json", """{ "s3_bucket_name": "from-t" }"""));

        Assert.Empty(bundle.Read().Open);
        Assert.Equal("from-b", bundle.Draft["s3.bucketName"]);
        Assert.Equal(Outcome.Left, bundle.Of("a.auto.tfvars.json: s3_bucket_name").Outcome);
    }

    [Fact]
    public void A_default_counts_where_no_file_has_a_value()
    {
        const string variables = """
            { "variable": { "s3_bucket_name": { "default": "from-default" }, "s3_region": { "default": "us-east-1" } } }
            """;
        var bundle = new ReadBundle(("variables.tf.json", variables), (Values, """{ "s3_region": "eu-west-1" }"""));
        bundle.Read();

        Assert.Equal(("from-default", "eu-west-1"), (bundle.Draft["s3.bucketName"], bundle.Draft["s3.region"]));
    }

    [Fact]
    public void A_variable_of_a_module_is_what_the_module_is_called_with_and_not_what_has_its_name_elsewhere()
    {
        (string, string) module = ("module/jobs.tf.json", """
            { "variable": { "edge_name": {} }, "resource": { "aws_ecs_task_definition": { "dqc": { "image": "dqc:1",
              "environment": { "NAME": "${var.edge_name}" } } } } }
            """);
        const string place = "module/jobs.tf.json: resource.aws_ecs_task_definition.dqc.environment.NAME";
        var called = new ReadBundle(ReadBundle.Edge, module, ("main.tf.json", """
            { "module": { "edge": { "source": "./module", "edge_name": "${var.s3_bucket_name}" } } }
            """));
        var notCalled = new ReadBundle(ReadBundle.Edge, module);

        Assert.Equal("result-bucket", called.Release("components.dqc.environment.NAME"));
        Assert.Equal(Outcome.Open, notCalled.Of(place).Outcome);
    }

    [Fact]
    public void An_image_may_have_its_tag_beside_it_or_in_the_module()
    {
        var beside = new ReadBundle((Values, """{ "dqc": { "image": "dqc-runtime-job", "tag": "1" } }"""));
        var inModule = new ReadBundle(
            (Values, """{ "jobs": { "dqc": { "image": "dqc-runtime-job", "cpu": 1024, "memory": 2048 } }, "release_tag": "2" }"""),
            ("main.tf.json", """
            { "resource": { "aws_ecs_task_definition": { "job": { "for_each": "${var.jobs}", "family": "${each.key}",
              "image": "ataccama.azurecr.io/saas-edge/${each.value.image}:${var.release_tag}" } } } }
            """));

        Assert.Equal(("dqc-runtime-job", "1"), (beside.Release("images.dqc.repository"), beside.Release("images.dqc.tag")));
        Assert.Equal(("dqc-runtime-job", "2"), (inModule.Release("images.dqc.repository"), inModule.Release("images.dqc.tag")));
        Assert.Empty(inModule.Read().Open);
    }

    [Fact]
    public void Functions_of_Terraform_are_followed_where_their_values_are_known()
    {
        var bundle = new ReadBundle(ReadBundle.Edge, ("main.tf.json", $$"""
            { "resource": { "aws_ecs_task_definition": { "dqc": {
              "cpu": {{Call("try", "\"${var.edge_name.cpu}\"", "\"${local.sizes.cpu}\"", "2048")}},
              "memory": {{Call("lookup", "{ \"a\": 4096 }", "\"a\"", "1")}},
              "container_definitions": [{ "name": "dqc", "environment": {{Call("concat",
                Call("pairs", Call("merge", "{ \"A\": \"${var.edge_name}\" }", "{ \"B\": \"b\" }")),
                "[{ \"name\": \"C\", \"value\": \"${var.s3_bucket_name}\" }]")}} }] } } },
              "locals": { "sizes": {} } }
            """));

        Assert.Equal(2048, bundle.Release("jobs.dqc.cpu"));
        Assert.Equal(4096, bundle.Release("jobs.dqc.memoryMiB"));
        Assert.Equal(("edge-name", "b", "result-bucket"), (bundle.Release("components.dqc.environment.A"),
            bundle.Release("components.dqc.constants.B"), bundle.Release("components.dqc.environment.C")));

        static string Call(string name, params string[] arguments) =>
            $$"""{ "(call)": "{{name}}", "(arguments)": [{{string.Join(", ", arguments)}}], "(text)": "${{{name}}(…)}" }""";
    }

    [Fact]
    public void A_module_that_nothing_uses_is_left_out()
    {
        var bundle = new ReadBundle(ReadBundle.Edge,
            ("main.tf.json", """{ "module": { "edge": { "source": "./module" } } }"""), ("module/main.tf.json", "{}"),
            ("module/examples/main.tf.json", """{ "resource": { "aws_ecs_task_definition": { "dqc": { "image": "dqc:0" } } } }"""));

        Assert.Null(bundle.Release("images.dqc.tag"));
        Assert.Equal(Outcome.Left, bundle.Of("module/examples").Outcome);
    }

    [Fact]
    public void Outputs_of_modules_are_followed()
    {
        var bundle = new ReadBundle(
            ("main.tf.json", """
            { "module": { "queues": { "source": "./queues" }, "edge": { "source": "./edge", "queue": "${module.queues.url}" } } }
            """),
            ("queues/main.tf.json", """{ "output": { "url": { "value": "${aws_sqs_queue.job_status.url}" } } }"""),
            ("edge/main.tf.json", """
            { "resource": { "aws_ecs_task_definition": { "plane_manager": { "image": "plane-manager:1",
              "environment": { "Q": "${var.queue}" } } } } }
            """));

        Assert.Equal("job-status-queue-url", bundle.Release("components.plane-manager.environment.Q"));
    }

    [Fact]
    public void A_resource_of_a_module_that_is_used_several_times_is_known_by_the_key_of_the_use()
    {
        var bundle = new ReadBundle(
            ("main.tf.json", """
            { "module": { "job": { "source": "./job", "for_each": { "dqc": {}, "create-table": {} } } },
              "resource": { "aws_ecs_task_definition": { "plane_manager": { "image": "plane-manager:1",
                "environment": { "A": "${module.job[\"dqc\"].arn}", "B": "${module.job[\"create-table\"].arn}" } } } } }
            """),
            ("job/main.tf.json", """{ "output": { "arn": { "value": "${aws_ecs_task_definition.this.arn}" } } }"""));

        Assert.Equal("task-definition-dqc", bundle.Release("components.plane-manager.environment.A"));
        Assert.Equal("task-definition-create-table", bundle.Release("components.plane-manager.environment.B"));
    }
}
