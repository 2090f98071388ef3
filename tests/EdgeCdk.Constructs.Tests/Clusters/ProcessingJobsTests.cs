using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class ProcessingJobsTests(SynthesizedEdges edges)
{
    [Fact]
    public void There_are_six_each_with_a_stable_family() => Assert.Equal(
        [
            "demo-dqc", "demo-anomaly-detection", "demo-anomaly-detection-auxiliary", "demo-metadata-import", "demo-snowflake-pushdown",
            "demo-create-table",
        ],
        Definitions(edges.Demo).Select(task => task.String("Family")));

    [Fact]
    public void Each_has_its_own_roles_and_log_group()
    {
        var tasks = Definitions(edges.Demo);

        Assert.All(tasks, task => Assert.Equal($"${{{Job(task)}/ExecutionRole/Role.Arn}}", edges.Demo.Text(task, "ExecutionRoleArn")));
        Assert.All(tasks, task => Assert.Equal($"${{{Job(task)}/TaskRole/Role.Arn}}", edges.Demo.Text(task, "TaskRoleArn")));
        Assert.All(
            tasks,
            task => Assert.Equal(
                $"${{{Job(task)}/Logs/LogGroup}}",
                edges.Demo.Text(task, "ContainerDefinitions[0].LogConfiguration.Options.awslogs-group")));
        Assert.Equal(
            ["dqc", "anomaly-detection", "anomaly-detection-auxiliary", "metadata-import", "snowflake-pushdown", "create-table"],
            tasks.Select(
                task => edges.Demo.At($"{Job(task)}/Logs/LogGroup")
                    .String("LogGroupName")!.Replace("/ataccama/edge/demo/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Task_roles_have_names_that_others_can_trust() => Assert.Equal(
        [
            "demo-job-dqc", "demo-job-anomaly-detection", "demo-job-anomaly-detection-auxiliary", "demo-job-metadata-import",
            "demo-job-snowflake-pushdown", "demo-job-create-table",
        ],
        Definitions(edges.Demo).Select(task => edges.Demo.At($"{Job(task)}/TaskRole/Role").String("RoleName")));

    [Fact]
    public void The_whole_definition_of_one() => Assert.Equal(
        """
        ContainerDefinitions:
          - Environment:
              - Name: DQ_KEY_ARN
                Value: ${DataQualityKey/Key.Arn}
              - Name: DRIVERS_PATH
                Value: /mnt/drivers
              - Name: EDGE_NAME
                Value: full
              - Name: EDGE_REGION
                Value: eu-central-1
              - Name: EDGE_RELEASE
                Value: 16.6.5
              - Name: RESULT_BUCKET
                Value: results-of-full
              - Name: RESULT_BUCKET_REGION
                Value: eu-west-1
              - Name: RESULT_ROLE_ARN
                Value: arn:aws:iam::012345678901:role/teams/s3-role
            Essential: true
            Image: registry.example.com:5000/edge/dqc-runtime-job:16.6.5-saas-edge
            LogConfiguration:
              LogDriver: awslogs
              Options:
                awslogs-group: ${Jobs/Dqc/Logs/LogGroup}
                awslogs-region: eu-central-1
                awslogs-stream-prefix: dqc
                mode: blocking
            Memory: 32768
            MountPoints:
              - ContainerPath: /mnt/drivers
                ReadOnly: true
                SourceVolume: drivers
            Name: dqc
            RepositoryCredentials:
              CredentialsParameter: arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf
        Cpu: 8192
        EphemeralStorage:
          SizeInGiB: 100
        ExecutionRoleArn: ${Jobs/Dqc/ExecutionRole/Role.Arn}
        Family: full-dqc
        Memory: 32768
        NetworkMode: awsvpc
        RequiresCompatibilities:
          - FARGATE
        RuntimePlatform:
          CpuArchitecture: X86_64
          OperatingSystemFamily: LINUX
        TaskRoleArn: ${Jobs/Dqc/TaskRole/Role.Arn}
        Volumes:
          - EFSVolumeConfiguration:
              AuthorizationConfig:
                AccessPointId: ${FileSystem/Drivers}
                IAM: ENABLED
              FilesystemId: ${FileSystem/FileSystem}
              TransitEncryption: ENABLED
            Name: drivers
        """,
        edges.Full.Text("Jobs/Dqc/TaskDefinition"));

    [Fact]
    public void Sizes_are_those_of_the_release_unless_the_edge_file_says_others()
    {
        string[] ofTheRelease = ["2048 8192 ", "1024 4096 ", "1024 4096 ", "1024 4096 ", "1024 2048 "];

        Assert.Equal(["4096 16384 50", .. ofTheRelease], Sizes(edges.Demo));
        Assert.Equal(["8192 32768 100", .. ofTheRelease], Sizes(edges.Full));
    }

    [Theory]
    [InlineData("Dqc")]
    [InlineData("AnomalyDetection")]
    [InlineData("AnomalyDetectionAuxiliary")]
    [InlineData("MetadataImport")]
    [InlineData("SnowflakePushdown")]
    [InlineData("CreateTable")]
    public void A_task_role_enters_the_result_role_and_tagged_customer_roles_uses_the_results_key_and_reads_the_connectors(string job) =>
        Assert.Equal(
            [
                "Allow sts:AssumeRole on arn:aws:iam::012345678901:role/teams/s3-role",
                "Allow sts:AssumeRole on arn:aws:iam::012345678901:role/*, arn:aws:iam::111122223333:role/*, "
                    + "arn:aws:iam::222233334444:role/*"
                    + " if StringEquals iam:ResourceTag/ataccama:edge:customer-provided = true",
                "Allow kms:Encrypt, kms:GenerateDataKey, kms:GenerateDataKeyWithoutPlaintext, kms:Decrypt on ${DataQualityKey/Key.Arn}",
                "Allow elasticfilesystem:ClientMount on ${FileSystem/FileSystem.Arn} if StringEquals elasticfilesystem:AccessPointArn = "
                    + "${FileSystem/Drivers.Arn}",
            ],
            edges.Full.Rights($"Jobs/{job}/TaskRole/Role"));

    [Fact]
    public void They_share_one_group_without_ingress() => Assert.Equal(
        """
        GroupDescription: Edge processing jobs: no ingress, egress any
        SecurityGroupEgress:
          - CidrIp: 0.0.0.0/0
            Description: Registry, AWS services and data sources
            IpProtocol: -1
        VpcId: vpc-0f1924823027c00c7
        """,
        edges.Demo.Text("Jobs/Network/SecurityGroup"));

    [Fact]
    public void None_runs_as_a_service() =>
        Assert.Equal(["PlaneManager/Service"], edges.Full.OfType("AWS::ECS::Service").Select(service => service.Path));

    private static List<Resource> Definitions(SynthesizedTemplate template) =>
        [.. template.OfType("AWS::ECS::TaskDefinition").Where(task => task.Path.StartsWith("Jobs/", StringComparison.Ordinal))];

    private static string Job(Resource task) => task.Path.Replace("/TaskDefinition", "", StringComparison.Ordinal);

    private static IEnumerable<string> Sizes(SynthesizedTemplate template) =>
        Definitions(template).Select(task => $"{task.String("Cpu")} {task.String("Memory")} {task["EphemeralStorage.SizeInGiB"]}");
}
