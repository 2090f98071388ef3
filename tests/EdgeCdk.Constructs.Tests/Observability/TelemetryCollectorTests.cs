using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class TelemetryCollectorTests(SynthesizedEdges edges)
{
    private const string Task = "Observability/Task/TaskDefinition";
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ExecutionRole = "Observability/Task/ExecutionRole/Role";

    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    [Fact]
    public void Without_it_nothing_of_it_is_there() =>
        Assert.DoesNotContain(edges.Demo.Resources, resource => resource.Path.StartsWith("Observability/", StringComparison.Ordinal));

    [Fact]
    public void The_old_task_ends_before_the_new_one_starts_since_both_would_hold_the_queue() =>
        _watched.HasResourceProperties("AWS::ECS::Service", new Map
        {
            ["AvailabilityZoneRebalancing"] = "DISABLED",
            ["DeploymentConfiguration"] = new Map { ["MaximumPercent"] = 100, ["MinimumHealthyPercent"] = 0 },
            ["DesiredCount"] = 1,
            ["TaskDefinition"] = edges.Watched.Ref(Task),
        });

    [Fact]
    public void The_collector_starts_when_its_configuration_is_there_and_ends_with_neither_helper() =>
        _watched.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["ContainerDefinitions"] = new[]
            {
                new Map
                {
                    ["DependsOn"] = new[] { new Map { ["Condition"] = "SUCCESS", ["ContainerName"] = "config-init" } },
                    ["Essential"] = true,
                    ["Name"] = "otel-collector",
                },
                new Map { ["DependsOn"] = Match.Absent(), ["Essential"] = false, ["Name"] = "config-init" },
                new Map { ["DependsOn"] = Match.Absent(), ["Essential"] = true, ["Name"] = "cloudwatch-exporter" },
            },
        });

    [Fact]
    public void Every_sidecar_comes_from_the_registry_of_the_edge()
    {
        var text = EdgeFiles.Text(EdgeFiles.Watched)
            .With("artifacts:\n", "registry: { prefix: mirror.example.com/edge, credentials: none }\nartifacts:\n");

        Template.FromString(edges.Synthesize(text).Text).HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["ContainerDefinitions"] = new[]
            {
                new Map { ["Image"] = "mirror.example.com/edge/otel-collector:16.6.5-saas-edge" },
                new Map { ["Image"] = "mirror.example.com/edge/config-init:16.6.5-saas-edge" },
                new Map { ["Image"] = "mirror.example.com/edge/cloudwatch-exporter:16.6.5-saas-edge" },
            },
        });
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

    [Theory, InlineData("OtlpEndpoint"), InlineData("OtlpAuthorization")]
    public void Its_credentials_are_stack_parameters_that_are_never_shown(string parameter)
    {
        _watched.HasParameter(parameter, new Map { ["NoEcho"] = true, ["Default"] = Match.Absent() });
        Assert.Empty(edges.Assertions(EdgeFiles.Demo).FindParameters(parameter));
    }

    [Fact]
    public void They_are_in_a_secret() => _watched.HasResourceProperties("AWS::SecretsManager::Secret", new Map
    {
        ["KmsKeyId"] = edges.Watched.GetAtt("GeneralKey/Key"),
        ["SecretString"] = References.Join(
            "{\"endpoint\":\"", new Map { ["Ref"] = "OtlpEndpoint" },
            "\",\"authorization\":\"", new Map { ["Ref"] = "OtlpAuthorization" }, "\"}"),
    });

    [Fact]
    public void A_secret_of_the_customers_takes_their_place()
    {
        const string secret = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/otlp-AbCdEf";
        var edge = edges.Synthesize(
            EdgeFiles.Text(EdgeFiles.Watched)
                .With("observability: { enabled: true }", $"observability: {{ enabled: true, otlpSecretArn: \"{secret}\" }}"));

        Assert.Null(edge.Find("Observability/Receiver/Secret"));
        Assert.Equal($"Allow secretsmanager:GetSecretValue on {secret}", edge.Right(ExecutionRole, "ReadOtlpSecret"));
        Assert.Null(edge.Right(ExecutionRole, "DecryptOtlpSecret"));
        Template.FromString(edge.Text).HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["ContainerDefinitions"] = Match.ArrayWith(
            [
                Match.ObjectLike(new Map
                {
                    ["Secrets"] = Match.ArrayWith([new Map { ["Name"] = "OTLP_ENDPOINT", ["ValueFrom"] = $"{secret}:endpoint::" }]),
                }),
            ]),
        });
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
