using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>Nothing is guessed silently: what could be something else is asked for, and what is not known is shown.</summary>
public sealed class ReadingTests
{
    private const string Values = "more.auto.tfvars.json";

    [Theory]
    [InlineData("control_plane_account_id", "999988887777", "account.accountId")]
    [InlineData("vendor_region", "us-east-1", "account.region")]
    [InlineData("control_plane_vpc_id", "vpc-0f1924823027c00c7", "vpc.vpcId")]
    [InlineData("monitoring_role", "arn:aws:iam::999988887777:role/monitoring", "controlPlane.edgeAccessRoleArn")]
    [InlineData("some_role", "arn:aws:iam::123456789011:role/some", "controlPlane.edgeAccessRoleArn or s3.iamRoleArn")]
    [InlineData("some_key", "arn:aws:kms:eu-central-1:999988887777:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        "controlPlane.queueKeyArn or artifacts.keyArn or registry.secretKeyArn")]
    [InlineData("queues", "arn:aws:sqs:eu-central-1:999988887777:acme",
        "controlPlane.requestQueueArn or controlPlane.resultReaderQueueArn")]
    [InlineData("request_dead_letters", "arn:aws:sqs:eu-central-1:123456789011:acme-dlq", "controlPlane.requestQueueArn")]
    [InlineData("subnets", "subnet-0fa6e2c437dd0e5fd", "vpc.privateSubnetIds or vpc.publicSubnetIds")]
    [InlineData("table", "rtb-0aa11bb22cc33dd44", "vpc.privateRouteTableIds")]
    public void A_value_whose_name_leaves_a_doubt_is_asked_for(string name, string value, string question)
    {
        var bundle = new ReadBundle(("terraform.tfvars.json", """{ "aws_account_id": "123456789011" }"""),
            (Values, $$"""{ "{{name}}": "{{value}}" }"""));

        var finding = bundle.Of($"{Values}: {name}");

        Assert.Equal((Outcome.Open, question), (finding.Outcome, finding.Target));
    }

    [Theory]
    [InlineData("ingress_cidr_blocks", "0.0.0.0/0")]
    [InlineData("private_subnet_cidr_blocks", "10.0.1.0/24")]
    [InlineData("database_instance_name", "acme-db")]
    public void A_name_that_only_sounds_like_a_key_is_not_taken_for_it(string name, string value)
    {
        var bundle = new ReadBundle(ReadBundle.Edge, (Values, $$"""{ "{{name}}": "{{value}}" }"""));

        Assert.Equal(Outcome.NotUnderstood, bundle.Of($"{Values}: {name}").Outcome);
        Assert.Null(bundle.Draft["vpc.cidrBlocks"]);
    }

    [Theory]
    [InlineData("iam.permissionsBoundaryArn", """{ "iam": { "permissionsBoundaryArn": "arn:aws:iam::123456789011:policy/boundary" } }""",
        "arn:aws:iam::123456789011:policy/boundary")]
    [InlineData("logRetentionDays", """{ "logRetentionDays": 90 }""", "90")]
    [InlineData("registry.prefix", """{ "registry_prefix": "mirror.corp.local/ataccama/" }""", "mirror.corp.local/ataccama/")]
    [InlineData("controlPlane.edgeAccessExternalId", """{ "external_id": "acme-4711" }""", "acme-4711")]
    public void Every_key_of_an_edge_file_is_taken_where_its_name_stands(string key, string json, string value)
    {
        var bundle = new ReadBundle((Values, json));
        bundle.Read();

        Assert.Equal(value, bundle.Draft[key]);
    }

    [Fact]
    public void Two_values_of_a_key_are_a_question_that_the_mapping_file_or_a_given_value_decides()
    {
        (string, string) other = (Values, """{ "old_s3_bucket_name": "results-of-old" }""");
        var open = new ReadBundle(ReadBundle.Edge, other);
        var told = new ReadBundle(ReadBundle.Edge, other)
        {
            Map = new ImportMap().With("terraform.tfvars.json: s3_bucket_name", "s3.bucketName"),
        };
        var given = new ReadBundle(ReadBundle.Edge, other);
        given.Draft.Set("s3.bucketName", "given-bucket");

        Assert.Equal((Outcome.Open, "s3.bucketName, of which there are several values"),
            (open.Of($"{Values}: old_s3_bucket_name").Outcome, open.Of($"{Values}: old_s3_bucket_name").Target));
        Assert.Null(open.Draft["s3.bucketName"]);
        Assert.Equal(Outcome.Left, told.Of($"{Values}: old_s3_bucket_name").Outcome);
        Assert.Equal("results-of-acme", told.Draft["s3.bucketName"]);
        Assert.Empty(given.Read().Open);
        Assert.Equal("given-bucket", given.Draft["s3.bucketName"]);
    }

    [Theory]
    [InlineData("QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789011/acme-prod-jobs")]
    [InlineData("ROLE", "arn:aws:iam::123456789011:role/other")]
    [InlineData("PREFIX", "/data/acme-prod/in")]
    [InlineData("OWNER", "123456789011/team")]
    [InlineData("SUBNETS", "subnet-0fa6e2c437dd0e5fd")]
    [InlineData("VAULT_REGION", "eu-central-1")]
    [InlineData("EDGE_ACCESS", "arn:aws:iam::999988887777:role/edge-access-acme")]
    public void A_variable_that_belongs_to_one_edge_is_no_constant_of_all(string name, string value)
    {
        var finding = Variable(name, value).Of($"{Values}: dqc.environment.{name}");

        Assert.Equal(Outcome.Open, finding.Outcome);
        Assert.StartsWith($"components.dqc.environment.{name}: which fact is this?", finding.Target, StringComparison.Ordinal);
        Assert.Contains("constant", finding.Choices);
    }

    [Theory]
    [InlineData("RESULT_REGION", "eu-central-1", "environment", "result-bucket-region")]
    [InlineData("EDGE_REGION", "eu-central-1", "environment", "edge-region")]
    [InlineData("NAME", "acme-prod", "environment", "edge-name")]
    [InlineData("LOG_LEVEL", "INFO", "constants", "INFO")]
    [InlineData("MODE", "acme-production", "constants", "acme-production")]
    public void A_variable_gets_the_fact_that_its_value_is(string name, string value, string block, string expected) =>
        Assert.Equal(expected, Variable(name, value).Release($"components.dqc.{block}.{name}"));

    [Theory]
    [InlineData("AWS_REGION", "Left")]
    [InlineData("AWS_STS_REGIONAL_ENDPOINTS", "NotUnderstood")]
    public void A_variable_that_AWS_reserves_is_left_out_only_where_AWS_sets_it(string name, string outcome) =>
        Assert.Equal(outcome, Variable(name, "regional").Of($"{Values}: dqc.environment.{name}").Outcome.ToString());

    [Theory]
    [InlineData(
        """{ "dqc_environment_list": [{ "name": "DB_PASSWORD", "value": "hunter-2" }] }""", "dqc_environment_list.DB_PASSWORD.value")]
    [InlineData("""{ "registry": { "docker_auth": "hunter-2" } }""", "registry.docker_auth")]
    [InlineData("""{ "registry": { "pwd": "hunter-2" } }""", "registry.pwd")]
    [InlineData("""{ "storage": { "connection_string": "hunter-2" } }""", "storage.connection_string")]
    [InlineData("""{ "note": "hunter2hunter2hunter2HUNTER2hunter2" }""", "note")]
    public void A_credential_is_not_shown_wherever_it_stands(string json, string path)
    {
        var bundle = new ReadBundle((Values, json));

        Assert.Equal((Outcome.Removed, ""), (bundle.Of($"{Values}: {path}").Outcome, bundle.Of($"{Values}: {path}").Value));
        Assert.DoesNotContain(bundle.Read().Findings, finding => finding.ToString().Contains("unter", StringComparison.Ordinal));
    }

    [Fact]
    public void A_credential_does_not_come_out_of_an_expression()
    {
        var bundle = new ReadBundle(
            ("registry.auto.tfvars.json", """{ "registry_secret": { "username": "u", "password": "hunter-2" } }"""),
            ("main.tf.json", """
            { "locals": { "login": "${var.registry_secret.username}:${var.registry_secret.password}" },
              "resource": { "aws_ecs_task_definition": { "dqc": { "cpu": 1024, "memory": 2048, "container_definitions": [
                { "image": "dqc:1", "environment": { "LOGIN": "${local.login}" } }] } } } }
            """));

        Assert.DoesNotContain(bundle.Read().Findings, finding => finding.ToString().Contains("hunter", StringComparison.Ordinal));
        Assert.Equal(Outcome.Open, bundle.Of(
            "main.tf.json: resource.aws_ecs_task_definition.dqc.container_definitions.0.environment.LOGIN").Outcome);
    }

    [Theory]
    [InlineData("""{ "vector": { "image": "vector:1" } }""", "vector")]
    [InlineData("""{ "all": { "image": "something:1", "environment": { "A": "b" } } }""", "all")]
    [InlineData("""{ "vector": { "cpu": 1, "memory": 1, "tag": "1", "environment": { "A": "b" } } }""", "vector")]
    public void Code_of_a_component_that_is_not_known_is_asked_for(string json, string path)
    {
        var place = $"{Values}: {path}";

        Assert.Equal(Outcome.Open, new ReadBundle((Values, json)).Of(place).Outcome);
        Assert.Empty(new ReadBundle((Values, json)) { Map = new ImportMap().With(place, "ignore") }.Read().Open);
        var told = new ReadBundle((Values, json)) { Map = new ImportMap().With(place, "create-table") };
        Assert.Equal("1", told.Release("images.create-table.tag"));
    }


    [Fact]
    public void A_module_that_is_not_in_the_bundle_and_a_resource_that_the_stack_lacks_are_named()
    {
        var bundle = new ReadBundle(("main.tf.json", """
            { "module": { "edge": { "source": "vendor/edge/aws" } }, "resource": { "aws_dynamodb_table": { "state": { "hash_key": "id" } },
              "aws_sqs_queue": { "jobs": {} } } }
            """));

        Assert.Equal(Outcome.NotUnderstood, bundle.Of("module.edge").Outcome);
        Assert.Equal("the stack has no aws_dynamodb_table", bundle.Of("main.tf.json: resource.aws_dynamodb_table.state").Target);
    }

    [Fact]
    public void Images_of_another_registry_give_the_edge_its_prefix_and_those_of_several_are_a_question()
    {
        var one = new ReadBundle((Values, """
            { "dqc": { "image": "mirror.corp/edge/dqc:1" }, "create_table": { "image": "mirror.corp/edge/t:1" } }
            """));
        var two = new ReadBundle((Values, """
            { "dqc": { "image": "mirror.corp/edge/dqc:1" }, "create_table": { "image": "other.corp/t:1" } }
            """));

        Assert.Empty(one.Read().Open);
        Assert.Equal("mirror.corp/edge/", one.Draft["registry.prefix"]);
        Assert.Equal("registry.prefix, of which there are several values", two.Of($"{Values}: dqc.image.(registry)").Target);
        Assert.NotEmpty(new ReadBundle((Values, """
            { "dqc": { "image": "mirror.corp/edge/dqc:1" }, "create_table": { "image": "ataccama.azurecr.io/saas-edge/t:1" } }
            """)).Read().Open);
    }

    [Fact]
    public void The_name_of_the_bundle_is_compared_with_its_files()
    {
        var name = new BundleName("acme-prod", "16.6.6", "20261120").Document();
        var bundle = new ReadBundle((name.File, name.Root.ToJsonString()),
            (Values, """{ "edge_name": "acme-test", "edge_version": "16.6.7" }"""));

        Assert.Equal(["edge.name, of which there are several values", "edge.release, of which there are several values"],
            bundle.Read().Open.Select(finding => finding.Target).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("acme-prod-16.6.6-20261120T101500Z-bundle.zip", "acme-prod", "16.6.6", "2026-11-20")]
    [InlineData("acme-16.6.6-20261120101500-bundle (1).zip", "acme", "16.6.6", "2026-11-20")]
    [InlineData("a-2-b-16.10.0-2026-11-20T10-15-00-bundle", "a-2-b", "16.10.0", "2026-11-20")]
    [InlineData("acme-16.6.6-1763632500-bundle.zip", "acme", "16.6.6", null)]
    public void The_name_of_a_bundle_is_read_with_any_time(string name, string edge, string version, string? day)
    {
        var read = BundleName.Of(name)!;

        Assert.Equal((edge, version, day), (read.Edge, read.Version, read.Day));
    }

    [Fact]
    public void A_mapping_file_takes_any_value_to_any_key_and_a_target_that_there_is_not_is_refused()
    {
        (string, string) values = (Values, """{ "lambda": { "batch": 7 } }""");
        ReadBundle With(string target) => new(values) { Map = new ImportMap().With($"{Values}: lambda.batch", target) };

        Assert.Equal(7, With("functions.metadataBrowsing.batchSize").Release("functions.metadataBrowsing.batchSize"));
        string Refused(string target) => Assert.Throws<CommandException>(() => With(target).Read()).Message;
        Assert.Contains("is no key", Refused("functions.batch"), StringComparison.Ordinal);
        Assert.Contains("does not take 7", Refused("vpc.vpcId"), StringComparison.Ordinal);
        var unused = new ReadBundle(values) { Map = new ImportMap().With($"{Values}: gone", "ignore") };
        unused.Read();
        Assert.Equal([$"{Values}: gone"], unused.Map.Unused);
    }

    [Fact]
    public void A_place_in_a_mapping_file_stays_that_of_its_variable_when_another_comes_before_it()
    {
        const string place = $"{Values}: dqc.environment.QUEUE.value";
        var map = new ImportMap().With(place, "ignore");
        var next = new ReadBundle((Values, """
            { "dqc": { "image": "dqc:1", "environment": [{ "name": "TOPIC", "value": "arn:aws:sns:eu-central-1:123456789011:t" },
              { "name": "QUEUE", "value": "arn:aws:sqs:eu-central-1:123456789011:q" }] } }
            """)) { Map = map };

        Assert.Equal(Outcome.Left, next.Of(place).Outcome);
        Assert.Equal(Outcome.Open, next.Of($"{Values}: dqc.environment.TOPIC.value").Outcome);
    }

    [Fact]
    public void Definitions_that_refer_to_themselves_end_and_those_that_grow_without_end_are_refused()
    {
        var circle = new ReadBundle(("main.tf.json", """
            { "locals": { "a": "${local.b}", "b": "${local.a}" },
              "module": { "m": { "source": "./m", "x": "${module.m.y}" } } }
            """), ("m/main.tf.json", """{ "output": { "y": { "value": "${var.x}" } } }"""));
        var chain = string.Join(',', Enumerable.Range(0, 30).Select(n => $"\"l{n + 1}\": [\"${{local.l{n}}}\", \"${{local.l{n}}}\"]"));
        var bomb = new ReadBundle(("main.tf.json", $$"""{ "locals": { "l0": "x", {{chain}} } }"""));
        var deep = string.Join(',', Enumerable.Range(0, 5000).Select(n => $"\"l{n + 1}\": \"${{local.l{n}}}\""));
        var ladder = new ReadBundle(("main.tf.json", $$"""{ "locals": { "l0": "x", {{deep}} } }"""));
        var loop = new ReadBundle(
            ("main.tf.json", """{ "module": { "a": { "source": "./a" } } }"""),
            ("a/main.tf.json", """{ "module": { "b": { "source": "../b" } } }"""),
            ("b/main.tf.json", """{ "module": { "a": { "source": "../a" } } }"""));

        Assert.NotNull(circle.Read());
        Assert.All([bomb, ladder, loop], bundle =>
            Assert.Contains("this is not a bundle of the vendor", Assert.Throws<CommandException>(() => bundle.Read()).Message,
                StringComparison.Ordinal));
    }

    private static ReadBundle Variable(string name, string value) => new(
        ReadBundle.Edge, (Values, $$"""{ "dqc": { "image": "dqc:1", "environment": { "{{name}}": "{{value}}" } } }"""));
}
