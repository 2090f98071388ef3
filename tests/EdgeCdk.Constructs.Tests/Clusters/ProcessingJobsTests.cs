using System.Text.RegularExpressions;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;
using Match = Amazon.CDK.Assertions.Match;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed partial class ProcessingJobsTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    public static TheoryData<string, string> Jobs => new()
    {
        { "Dqc", "dqc" },
        { "AnomalyDetection", "anomaly-detection" },
        { "AnomalyDetectionAuxiliary", "anomaly-detection-auxiliary" },
        { "MetadataImport", "metadata-import" },
        { "SnowflakePushdown", "snowflake-pushdown" },
        { "CreateTable", "create-table" },
    };

    [Theory, MemberData(nameof(Jobs))]
    public void Each_has_a_stable_family_and_its_own_roles_and_log_group(string job, string name) =>
        _demo.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["Family"] = $"demo-{name}",
            ["ExecutionRoleArn"] = edges.Demo.GetAtt($"Jobs/{job}/ExecutionRole/Role"),
            ["TaskRoleArn"] = edges.Demo.GetAtt($"Jobs/{job}/TaskRole/Role"),
            ["ContainerDefinitions"] = new[]
            {
                new Map
                {
                    ["LogConfiguration"] = new Map
                    {
                        ["Options"] = Match.ObjectLike(new Map { ["awslogs-group"] = edges.Demo.Ref($"Jobs/{job}/Logs/LogGroup") }),
                    },
                },
            },
        });

    [Theory, MemberData(nameof(Jobs))]
    public void Its_log_group_and_its_task_role_have_names_that_others_can_trust(string job, string name)
    {
        Assert.Equal($"/ataccama/edge/demo/{name}", edges.Demo.At($"Jobs/{job}/Logs/LogGroup").String("LogGroupName"));
        Assert.Equal($"demo-job-{name}", edges.Demo.At($"Jobs/{job}/TaskRole/Role").String("RoleName"));
    }

    [Fact]
    public void There_are_six_beside_Connectors_Rollout_and_Plane_Manager() =>
        _demo.ResourceCountIs("AWS::ECS::TaskDefinition", 6 + 2);

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
              - Name: HTTPS_PROXY
                Value: http://proxy.example.com:3128
              - Name: HTTP_PROXY
                Value: http://proxy.example.com:3128
              - Name: JAVA_TOOL_OPTIONS
                Value: <proxy-java-options>
              - Name: NO_PROXY
                Value: <proxy-exceptions>
              - Name: OTEL_EXPORTER_OTLP_ENDPOINT
                Value: http://${Observability/Otlp/LoadBalancer.DNSName}:4318
              - Name: OTEL_EXPORTER_OTLP_PROTOCOL
                Value: http/protobuf
              - Name: OTEL_RESOURCE_ATTRIBUTES
                Value: ataccama.edge.name=full
              - Name: OTEL_SERVICE_NAME
                Value: dqc
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
            Secrets:
              - Name: PROXY_CA_BUNDLE
                ValueFrom: arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf
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
        // Those of the proxy have tests of their own.
        LongValue().Replace(edges.Full.Text("Jobs/Dqc/TaskDefinition"), match =>
            match.Value.StartsWith("Value: -D", StringComparison.Ordinal) ? "Value: <proxy-java-options>" : "Value: <proxy-exceptions>"));

    [Theory]
    [InlineData(EdgeFiles.Demo, "dqc", "4096", "16384")]
    [InlineData(EdgeFiles.Full, "dqc", "8192", "32768")]
    [InlineData(EdgeFiles.Full, "anomaly-detection", "2048", "8192")]
    [InlineData(EdgeFiles.Full, "anomaly-detection-auxiliary", "1024", "4096")]
    [InlineData(EdgeFiles.Full, "metadata-import", "1024", "4096")]
    [InlineData(EdgeFiles.Full, "snowflake-pushdown", "1024", "4096")]
    [InlineData(EdgeFiles.Full, "create-table", "1024", "2048")]
    public void Sizes_are_those_of_the_release_unless_the_edge_file_says_others(string edge, string name, string cpu, string memory) =>
        edges.Assertions(edge).HasResourceProperties(
            "AWS::ECS::TaskDefinition", new Map { ["Family"] = $"{edge}-{name}", ["Cpu"] = cpu, ["Memory"] = memory });

    [Theory, InlineData(EdgeFiles.Demo, 50), InlineData(EdgeFiles.Full, 100)]
    public void Only_data_quality_jobs_have_more_storage_than_Fargate_gives(string edge, int gibibytes)
    {
        var template = edges.Assertions(edge);

        template.HasResourceProperties(
            "AWS::ECS::TaskDefinition",
            new Map { ["Family"] = $"{edge}-dqc", ["EphemeralStorage"] = new Map { ["SizeInGiB"] = gibibytes } });
        template.ResourcePropertiesCountIs("AWS::ECS::TaskDefinition", new Map { ["EphemeralStorage"] = Match.AnyValue() }, 1);
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
    public void They_share_one_group_without_ingress() =>
        _demo.HasResourceProperties("AWS::EC2::SecurityGroup", SecurityGroups.WithoutIngress("processing jobs"));

    [Fact]
    public void None_runs_as_a_service()
    {
        _demo.ResourceCountIs("AWS::ECS::Service", 1);
        _demo.HasResourceProperties(
            "AWS::ECS::Service", new Map { ["TaskDefinition"] = edges.Demo.Ref("PlaneManager/Task/TaskDefinition") });
    }

    [GeneratedRegex(@"Value: (?:-Dhttp|localhost,).*")]
    private static partial Regex LongValue();
}
