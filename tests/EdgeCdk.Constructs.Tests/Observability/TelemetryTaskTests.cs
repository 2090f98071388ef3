using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class TelemetryTaskTests(SynthesizedEdges edges)
{
    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    [Fact]
    public void The_collector_listens_keeps_its_queue_and_reads_configuration_and_credentials() => Assert.Equal(
        """
        Command:
          - --config=/etc/otel/collector.yaml
        DependsOn:
          - Condition: SUCCESS
            ContainerName: config-init
        Environment:
          - Name: EDGE_NAME
            Value: watched
        Essential: true
        Image: ataccama.azurecr.io/saas-edge/otel-collector:16.6.5-saas-edge
        LogConfiguration:
          LogDriver: awslogs
          Options:
            awslogs-group: ${ObservabilityLogs/Collector/LogGroup}
            awslogs-region: eu-central-1
            awslogs-stream-prefix: otel-collector
            max-buffer-size: 25m
            mode: non-blocking
        Memory: 640
        MountPoints:
          - ContainerPath: /etc/otel
            ReadOnly: true
            SourceVolume: configuration
          - ContainerPath: /var/lib/otel
            ReadOnly: false
            SourceVolume: otel
        Name: otel-collector
        PortMappings:
          - ContainerPort: 4317
            Protocol: tcp
          - ContainerPort: 4318
            Protocol: tcp
          - ContainerPort: 13133
            Protocol: tcp
        RepositoryCredentials:
          CredentialsParameter: ${Registry/Credentials}
        Secrets:
          - Name: OTLP_AUTHORIZATION
            ValueFrom: ${Observability/Receiver/Secret}:authorization::
          - Name: OTLP_ENDPOINT
            ValueFrom: ${Observability/Receiver/Secret}:endpoint::
        StopTimeout: 120
        """,
        edges.Watched.Text("Observability/Task/TaskDefinition", "ContainerDefinitions[0]"));

    [Fact]
    public void Config_init_brings_the_configuration_and_ends() => Assert.Equal(
        $$"""
        Environment:
          - Name: CONFIG_BUCKET
            Value: ${Observability/ConfigurationBucket/Bucket}
          - Name: CONFIG_KEY
            Value: {{edges.Watched.At("Observability/Configuration").String("DestinationKey")}}
          - Name: CONFIG_PATH
            Value: /etc/otel/collector.yaml
        Essential: false
        Image: ataccama.azurecr.io/saas-edge/config-init:16.6.5-saas-edge
        LogConfiguration:
          LogDriver: awslogs
          Options:
            awslogs-group: ${ObservabilityLogs/ConfigInit/LogGroup}
            awslogs-region: eu-central-1
            awslogs-stream-prefix: config-init
            mode: blocking
        Memory: 128
        MountPoints:
          - ContainerPath: /etc/otel
            ReadOnly: false
            SourceVolume: configuration
        Name: config-init
        RepositoryCredentials:
          CredentialsParameter: ${Registry/Credentials}
        """,
        edges.Watched.Text("Observability/Task/TaskDefinition", "ContainerDefinitions[1]"));

    [Fact]
    public void The_exporter_is_reached_inside_the_task_alone() => Assert.Equal(
        """
        Environment:
          - Name: EDGE_NAME
            Value: watched
          - Name: EDGE_REGION
            Value: eu-central-1
          - Name: LISTEN_ADDRESS
            Value: 127.0.0.1:9106
        Essential: true
        Image: ataccama.azurecr.io/saas-edge/cloudwatch-exporter:16.6.5-saas-edge
        LogConfiguration:
          LogDriver: awslogs
          Options:
            awslogs-group: ${ObservabilityLogs/CloudWatchExporter/LogGroup}
            awslogs-region: eu-central-1
            awslogs-stream-prefix: cloudwatch-exporter
            max-buffer-size: 25m
            mode: non-blocking
        Memory: 256
        Name: cloudwatch-exporter
        RepositoryCredentials:
          CredentialsParameter: ${Registry/Credentials}
        """,
        edges.Watched.Text("Observability/Task/TaskDefinition", "ContainerDefinitions[2]"));

    [Fact]
    public void The_task_has_the_size_of_the_release_and_two_volumes() => _watched.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
    {
        ["Cpu"] = "512",
        ["Family"] = "watched-observability",
        ["Memory"] = "1024",
        ["Volumes"] = new[] { new Map { ["Name"] = "configuration" }, new Map { ["Name"] = "otel" } },
    });

    [Fact]
    public void Its_execution_role_reads_the_credentials_of_the_receiver() => Assert.Equal(
        [
            "Allow secretsmanager:GetSecretValue on ${Observability/Receiver/Secret}",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = secretsmanager.eu-central-1.amazonaws.com",
        ],
        ((string[])["ReadOtlpSecret", "DecryptSecrets"]).Select(sid => edges.Watched.Right("Observability/Task/ExecutionRole/Role", sid)));

    [Fact]
    public void It_says_once_that_it_decrypts_both_secrets() => Assert.Single(
        edges.Watched.Rights("Observability/Task/ExecutionRole/Role"),
        right => right.StartsWith("Allow kms:Decrypt", StringComparison.Ordinal));

    [Fact]
    public void The_service_is_one_task_behind_the_load_balancer() => _watched.HasResourceProperties("AWS::ECS::Service", new Map
    {
        ["Cluster"] = edges.Watched.GetAtt("ManagementCluster/Cluster"),
        ["DesiredCount"] = 1,
        ["HealthCheckGracePeriodSeconds"] = 120,
        ["LoadBalancers"] = new[]
        {
            new Map
            {
                ["ContainerName"] = "otel-collector",
                ["ContainerPort"] = 4317,
                ["TargetGroupArn"] = edges.Watched.Ref("Observability/Otlp/GrpcTarget"),
            },
            new Map
            {
                ["ContainerName"] = "otel-collector",
                ["ContainerPort"] = 4318,
                ["TargetGroupArn"] = edges.Watched.Ref("Observability/Otlp/HttpTarget"),
            },
        },
        ["TaskDefinition"] = edges.Watched.Ref("Observability/Task/TaskDefinition"),
    });

    [Fact]
    public void The_service_is_on_Fargate_in_the_private_subnets_and_rolls_back() =>
        _watched.HasResourceProperties("AWS::ECS::Service", new Map
        {
            ["DeploymentConfiguration"] = new Map { ["DeploymentCircuitBreaker"] = new Map { ["Enable"] = true, ["Rollback"] = true } },
            ["EnableECSManagedTags"] = true,
            ["LaunchType"] = "FARGATE",
            ["NetworkConfiguration"] = new Map
            {
                ["AwsvpcConfiguration"] = new Map
                {
                    ["AssignPublicIp"] = "DISABLED",
                    ["SecurityGroups"] = new[] { edges.Watched.GetAtt("Observability/Otlp/TargetSecurityGroup", "GroupId") },
                    ["Subnets"] = new[] { "subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd" },
                },
            },
            ["PlatformVersion"] = "LATEST",
            ["PropagateTags"] = "SERVICE",
            ["TaskDefinition"] = edges.Watched.Ref("Observability/Task/TaskDefinition"),
        });

    [Fact]
    public void The_service_waits_for_its_configuration() =>
        Assert.Contains("Observability/Configuration", edges.Watched.Before("Observability/Service"));

    [Theory]
    [InlineData("MetadataBrowsing", "metadata-browsing")]
    [InlineData("DqResultsReader", "dq-results-reader")]
    public void Functions_are_told_where_and_as_whom_to_send(string function, string component) =>
        _watched.HasResourceProperties("AWS::Lambda::Function", new Map
        {
            ["Environment"] = new Map
            {
                ["Variables"] = Match.ObjectLike(new Map
                {
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                    ["OTEL_RESOURCE_ATTRIBUTES"] = "ataccama.edge.name=watched",
                    ["OTEL_SERVICE_NAME"] = component,
                }),
            },
            ["Role"] = edges.Watched.GetAtt($"{function}/Function/Role/Role"),
        });

    [Theory, InlineData("plane-manager"), InlineData("dqc"), InlineData("create-table")]
    public void Tasks_are_told_where_and_as_whom_to_send(string component) =>
        _watched.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["ContainerDefinitions"] = new[]
            {
                new Map
                {
                    ["Environment"] = Match.ArrayWith(
                    [
                        new Map { ["Name"] = "OTEL_EXPORTER_OTLP_ENDPOINT", ["Value"] = Endpoint },
                        new Map { ["Name"] = "OTEL_EXPORTER_OTLP_PROTOCOL", ["Value"] = "http/protobuf" },
                        new Map { ["Name"] = "OTEL_RESOURCE_ATTRIBUTES", ["Value"] = "ataccama.edge.name=watched" },
                        new Map { ["Name"] = "OTEL_SERVICE_NAME", ["Value"] = component },
                    ]),
                },
            },
            ["Family"] = $"watched-{component}",
        });

    private Map Endpoint =>
        References.Join("http://", edges.Watched.GetAtt("Observability/Otlp/LoadBalancer", "DNSName"), ":4318");
}
