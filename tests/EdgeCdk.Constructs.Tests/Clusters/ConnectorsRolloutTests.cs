using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class ConnectorsRolloutTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void Its_task_mounts_the_connectors_to_write_them() => Assert.Equal(
        """
        ContainerDefinitions:
          - Environment:
              - Name: DRIVERS_PATH
                Value: /mnt/drivers
              - Name: EDGE_NAME
                Value: demo
              - Name: EDGE_REGION
                Value: eu-central-1
              - Name: EDGE_RELEASE
                Value: 16.6.5
            Essential: true
            Image: ataccama.azurecr.io/saas-edge/connectors-rollout:16.6.5-saas-edge
            LogConfiguration:
              LogDriver: awslogs
              Options:
                awslogs-group: ${ConnectorsRollout/Task/Logs/LogGroup}
                awslogs-region: eu-central-1
                awslogs-stream-prefix: connectors-rollout
                mode: blocking
            Memory: 1024
            MountPoints:
              - ContainerPath: /mnt/drivers
                ReadOnly: false
                SourceVolume: drivers
            Name: connectors-rollout
            RepositoryCredentials:
              CredentialsParameter: ${Registry/Credentials}
        Cpu: 512
        ExecutionRoleArn: ${ConnectorsRollout/Task/ExecutionRole/Role.Arn}
        Family: demo-connectors-rollout
        Memory: 1024
        NetworkMode: awsvpc
        RequiresCompatibilities:
          - FARGATE
        RuntimePlatform:
          CpuArchitecture: X86_64
          OperatingSystemFamily: LINUX
        TaskRoleArn: ${ConnectorsRollout/Task/TaskRole/Role.Arn}
        Volumes:
          - EFSVolumeConfiguration:
              AuthorizationConfig:
                AccessPointId: ${FileSystem/Drivers}
                IAM: ENABLED
              FilesystemId: ${FileSystem/FileSystem}
              TransitEncryption: ENABLED
            Name: drivers
        """,
        edges.Demo.Text("ConnectorsRollout/Task/TaskDefinition"));

    [Fact]
    public void Its_code_may_do_nothing_else() => Assert.Equal(
        [
            "Allow elasticfilesystem:ClientMount, elasticfilesystem:ClientWrite on ${FileSystem/FileSystem.Arn} if StringEquals "
                + "elasticfilesystem:AccessPointArn = ${FileSystem/Drivers.Arn}",
        ],
        edges.Demo.Rights("ConnectorsRollout/Task/TaskRole/Role"));

    [Fact]
    public void Its_group_has_no_ingress() =>
        _demo.HasResourceProperties("AWS::EC2::SecurityGroup", SecurityGroups.WithoutIngress("Connectors Rollout"));

    [Fact]
    public void Its_log_group_is_named_after_it() => _demo.HasResourceProperties(
        "AWS::Logs::LogGroup", new Map { ["LogGroupName"] = "/ataccama/edge/demo/connectors-rollout" });
}
