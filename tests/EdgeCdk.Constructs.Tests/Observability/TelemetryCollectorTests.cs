using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class TelemetryCollectorTests(SynthesizedEdges edges)
{
    private const string Task = "Observability/Task/TaskDefinition";
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public void Without_it_nothing_of_it_is_there() =>
        Assert.DoesNotContain(edges.Demo.Resources, resource => resource.Path.StartsWith("Observability/", StringComparison.Ordinal));

    [Fact]
    public void The_old_task_ends_before_the_new_one_starts_since_both_would_hold_the_queue() =>
        Assert.Equal(("1", "0", "100", "DISABLED"), (
            edges.Watched.Text("Observability/Service", "DesiredCount"),
            edges.Watched.Text("Observability/Service", "DeploymentConfiguration.MinimumHealthyPercent"),
            edges.Watched.Text("Observability/Service", "DeploymentConfiguration.MaximumPercent"),
            edges.Watched.Text("Observability/Service", "AvailabilityZoneRebalancing")));

    [Fact]
    public void The_collector_starts_when_its_configuration_is_there_and_ends_with_neither_helper()
    {
        var containers = edges.Watched.At(Task)["ContainerDefinitions"]!.AsArray();

        Assert.Equal(
            ["otel-collector true config-init/SUCCESS", "config-init false ", "cloudwatch-exporter true "],
            containers.Select(container => $"{container!["Name"]} {container["Essential"]!.ToJsonString()} {After(container)}"));

        static string After(JsonNode container) =>
            container["DependsOn"]?[0] is { } first ? $"{first["ContainerName"]}/{first["Condition"]}" : "";
    }

    [Fact]
    public void Every_sidecar_comes_from_the_registry_of_the_edge()
    {
        var text = EdgeFiles.Text(EdgeFiles.Watched)
            .With("artifacts:\n", "registry: { prefix: mirror.example.com/edge, credentials: none }\nartifacts:\n");

        var images = edges.Synthesize(text).At(Task)["ContainerDefinitions"]!.AsArray().Select(
            container => container!["Image"]!.GetValue<string>());

        Assert.Equal(
            [
                "mirror.example.com/edge/otel-collector:16.6.5-saas-edge",
                "mirror.example.com/edge/config-init:16.6.5-saas-edge",
                "mirror.example.com/edge/cloudwatch-exporter:16.6.5-saas-edge",
            ],
            images);
    }

    [Fact]
    public void The_limits_of_the_containers_add_up_to_the_task()
    {
        var task = edges.Watched.At(Task);

        var limits = task["ContainerDefinitions"]!.AsArray().Sum(container => container!["Memory"]!.GetValue<int>());

        Assert.Equal(task.String("Memory"), limits.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Its_role_reads_its_configuration_and_metrics_and_writes_its_own_directory() => Assert.Equal(
        [
            "Allow s3:GetObject on ${Observability/ConfigurationBucket/Bucket.Arn}/collector/*",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = s3.eu-central-1.amazonaws.com",
            "Allow cloudwatch:GetMetricData, cloudwatch:GetMetricStatistics, cloudwatch:ListMetrics, tag:GetResources on *",
            "Allow elasticfilesystem:ClientMount, elasticfilesystem:ClientWrite on ${FileSystem/FileSystem.Arn}"
            + " if StringEquals elasticfilesystem:AccessPointArn = ${FileSystem/Otel.Arn}",
        ],
        edges.Watched.Rights("Observability/Task/TaskRole/Role"));

    [Theory]
    [InlineData("PlaneManager/Task/TaskDefinition")]
    [InlineData("Jobs/Dqc/TaskDefinition")]
    [InlineData("Jobs/AnomalyDetection/TaskDefinition")]
    [InlineData("Jobs/AnomalyDetectionAuxiliary/TaskDefinition")]
    [InlineData("Jobs/MetadataImport/TaskDefinition")]
    [InlineData("Jobs/SnowflakePushdown/TaskDefinition")]
    [InlineData("Jobs/CreateTable/TaskDefinition")]
    [InlineData("MetadataBrowsing/Function/Function")]
    [InlineData("DqResultsReader/Function/Function")]
    public void Workloads_send_to_it_only_when_it_is_there(string path)
    {
        Assert.Contains(Variable, edges.Watched.Text(path), StringComparison.Ordinal);
        Assert.DoesNotContain(Variable, edges.Demo.Text(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_is_told_to_send()
    {
        var told = edges.Watched.Resources.Where(resource => resource.Json.ToJsonString().Contains(Variable, StringComparison.Ordinal));

        Assert.Equal(9, told.Count());
    }

    [Fact]
    public void Exactly_the_workloads_that_send_are_let_in()
    {
        var balancer = edges.Watched.At("Observability/Otlp/SecurityGroup").LogicalId;

        var admitted = edges.Watched.OfType("AWS::EC2::SecurityGroupIngress")
            .Where(rule => Resource.TargetOf(rule["GroupId"]) == balancer)
            .Select(rule => $"{edges.Watched.Target(rule["SourceSecurityGroupId"])!.Path} {rule["FromPort"]}-{rule["ToPort"]}");

        Assert.Equal(
            [
                "DqResultsReader/Function/Network/SecurityGroup 4317-4318", "Jobs/Network/SecurityGroup 4317-4318",
                "MetadataBrowsing/Function/Network/SecurityGroup 4317-4318", "PlaneManager/Network/SecurityGroup 4317-4318",
            ],
            admitted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_credentials_are_stack_parameters_that_are_never_shown()
    {
        Assert.All(
            (string[])["OtlpEndpoint", "OtlpAuthorization"],
            name => Assert.True(edges.Watched.Json["Parameters"]![name]!["NoEcho"]!.GetValue<bool>()));
        Assert.Equal(
            """{"endpoint":"${OtlpEndpoint}","authorization":"${OtlpAuthorization}"}""",
            edges.Watched.Text("Observability/Receiver/Secret", "SecretString").Trim('\''));
        Assert.DoesNotContain("OtlpEndpoint", edges.Demo.Json["Parameters"]!.AsObject().Select(parameter => parameter.Key));
    }

    [Fact]
    public void A_secret_of_the_customers_takes_their_place()
    {
        const string secret = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/otlp-AbCdEf";
        var template = edges.Synthesize(
            EdgeFiles.Text(EdgeFiles.Watched)
                .With("observability: { enabled: true }", $"observability: {{ enabled: true, otlpSecretArn: \"{secret}\" }}"));

        Assert.Null(template.Find("Observability/Receiver/Secret"));
        Assert.Contains($"ValueFrom: {secret}:endpoint::", template.Text(Task), StringComparison.Ordinal);
        var rights = PolicyStatement.OfRole(template, template.At("Observability/Task/ExecutionRole/Role"));
        Assert.Equal(
            [secret],
            rights.Single(statement => statement.Sid == "ReadOtlpSecret").Resources.Select(resource => resource.GetValue<string>()));
        Assert.DoesNotContain(rights, statement => statement.Sid == "DecryptOtlpSecret");
    }

    [Fact]
    public void Switching_it_on_changes_no_logical_id_elsewhere_but_those_of_versions()
    {
        var on = edges.SynthesizeDemoAnd("observability: { enabled: true }");

        var gone = edges.Demo.Resources.Where(resource => on.Resources.All(other => other.LogicalId != resource.LogicalId));
        var come = on.Resources.Where(
            resource => edges.Demo.Resources.All(
                other => other.LogicalId != resource.LogicalId) && !resource.Path.StartsWith("Observability/", StringComparison.Ordinal));

        string[] versions = ["DqResultsReader/Function/Version", "MetadataBrowsing/Function/Version"];
        Assert.Equal(versions, gone.Select(resource => resource.Path).Order(StringComparer.Ordinal));
        Assert.Equal(versions, come.Select(resource => resource.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Switching_it_on_replaces_no_resource_that_was_there()
    {
        var on = edges.SynthesizeDemoAnd("observability: { enabled: true }");

        // These only learn about the collector; a new revision, a new environment, and rights for the support function.
        string[] mayChange =
        [
            "AWS::ECS::TaskDefinition", "AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::IAM::Policy",
        ];
        var changed = edges.Demo.Resources.Where(
            resource => on.Find(resource.Path) is { } now && now.Properties.ToJsonString() != resource.Properties.ToJsonString());

        Assert.All(changed, resource => Assert.Contains(resource.Type, mayChange));
    }
}
