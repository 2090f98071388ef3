using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class TelemetryTaskTests(SynthesizedEdges edges)
{
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
    public void The_task_has_the_size_of_the_release_and_two_volumes() => Assert.Equal(
        "512 1024 configuration otel",
        $"{edges.Watched.At("Observability/Task/TaskDefinition")["Cpu"]} {edges.Watched.At("Observability/Task/TaskDefinition")["Memory"]} "
            + string.Join(
                ' ', edges.Watched.At("Observability/Task/TaskDefinition")["Volumes"]!.AsArray().Select(volume => volume!["Name"])));

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
    public void The_service_is_one_task_behind_the_load_balancer() => Assert.Equal(
        """
        AvailabilityZoneRebalancing: DISABLED
        Cluster: ${ManagementCluster/Cluster.Arn}
        DeploymentConfiguration:
          DeploymentCircuitBreaker:
            Enable: true
            Rollback: true
          MaximumPercent: 100
          MinimumHealthyPercent: 0
        DesiredCount: 1
        EnableECSManagedTags: true
        HealthCheckGracePeriodSeconds: 120
        LaunchType: FARGATE
        LoadBalancers:
          - ContainerName: otel-collector
            ContainerPort: 4317
            TargetGroupArn: ${Observability/Otlp/GrpcTarget}
          - ContainerName: otel-collector
            ContainerPort: 4318
            TargetGroupArn: ${Observability/Otlp/HttpTarget}
        NetworkConfiguration:
          AwsvpcConfiguration:
            AssignPublicIp: DISABLED
            SecurityGroups:
              - ${Observability/Otlp/TargetSecurityGroup.GroupId}
            Subnets:
              - subnet-0156acffabb5aa872
              - subnet-0fa6e2c437dd0e5fd
        PlatformVersion: 1.4.0
        PropagateTags: SERVICE
        TaskDefinition: ${Observability/Task/TaskDefinition}
        """,
        edges.Watched.Text("Observability/Service"));

    [Fact]
    public void The_service_waits_for_its_configuration() =>
        Assert.Contains("Observability/Configuration", edges.Watched.Before("Observability/Service"));

    [Theory]
    [InlineData("MetadataBrowsing/Function/Function", "metadata-browsing")]
    [InlineData("DqResultsReader/Function/Function", "dq-results-reader")]
    public void Functions_are_told_where_and_as_whom_to_send(string path, string component) => Assert.Equal(
        $$"""
        OTEL_EXPORTER_OTLP_ENDPOINT: http://${Observability/Otlp/LoadBalancer.DNSName}:4318
        OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
        OTEL_RESOURCE_ATTRIBUTES: ataccama.edge.name=watched
        OTEL_SERVICE_NAME: {{component}}
        """,
        string.Join(
            '\n',
            edges.Watched.Text(path, "Environment.Variables").Split('\n').Where(
                line => line.StartsWith("OTEL_", StringComparison.Ordinal))));

    [Theory]
    [InlineData("PlaneManager/Task/TaskDefinition", "plane-manager")]
    [InlineData("Jobs/Dqc/TaskDefinition", "dqc")]
    [InlineData("Jobs/CreateTable/TaskDefinition", "create-table")]
    public void Tasks_are_told_where_and_as_whom_to_send(string path, string component) => Assert.Equal(
        [
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://${Observability/Otlp/LoadBalancer.DNSName}:4318",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_RESOURCE_ATTRIBUTES=ataccama.edge.name=watched",
            $"OTEL_SERVICE_NAME={component}",
        ],
        edges.Watched.At(path)["ContainerDefinitions[0].Environment"]!.AsArray()
            .Select(variable => $"{variable!["Name"]}={edges.Watched.Value(variable["Value"])}")
                .Where(variable => variable.StartsWith("OTEL_", StringComparison.Ordinal)));
}
