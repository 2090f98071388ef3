using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

public sealed class PlaneManagerTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    private const string Role = "PlaneManager/Task/TaskRole/Role";

    [Fact]
    public void It_is_a_service_of_two_that_rolls_back_when_it_does_not_get_steady() =>
        _demo.HasResourceProperties("AWS::ECS::Service", new Map
        {
            ["AvailabilityZoneRebalancing"] = "ENABLED",
            ["Cluster"] = edges.Demo.GetAtt("ManagementCluster/Cluster"),
            ["DeploymentConfiguration"] = new Map
            {
                ["DeploymentCircuitBreaker"] = new Map { ["Enable"] = true, ["Rollback"] = true },
                ["MaximumPercent"] = 200,
                ["MinimumHealthyPercent"] = 50,
            },
            ["DesiredCount"] = 2,
            ["EnableECSManagedTags"] = true,
            ["LaunchType"] = "FARGATE",
            ["LoadBalancers"] = Match.Absent(),
            ["PlatformVersion"] = "LATEST",
            ["PropagateTags"] = "SERVICE",
            ["TaskDefinition"] = edges.Demo.Ref("PlaneManager/Task/TaskDefinition"),
        });

    [Fact]
    public void It_runs_in_the_private_subnets_without_a_public_address() =>
        _demo.HasResourceProperties("AWS::ECS::Service", new Map
        {
            ["NetworkConfiguration"] = new Map
            {
                ["AwsvpcConfiguration"] = new Map
                {
                    ["AssignPublicIp"] = "DISABLED",
                    ["SecurityGroups"] = new[] { edges.Demo.GetAtt("PlaneManager/Network/SecurityGroup", "GroupId") },
                    ["Subnets"] = new[] { "subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd" },
                },
            },
            ["TaskDefinition"] = edges.Demo.Ref("PlaneManager/Task/TaskDefinition"),
        });

    [Theory, InlineData(EdgeFiles.Full, 3), InlineData(EdgeFiles.Mirror, 0)]
    public void The_edge_file_says_how_many(string edge, int replicas) =>
        edges.Assertions(edge).HasResourceProperties("AWS::ECS::Service", new Map
        {
            ["DesiredCount"] = replicas,
            ["TaskDefinition"] = edges[edge].Ref("PlaneManager/Task/TaskDefinition"),
        });

    [Theory, InlineData(EdgeFiles.Demo, "1024", 2048), InlineData(EdgeFiles.Full, "2048", 4096)]
    public void Its_size_is_that_of_the_release_unless_the_edge_file_says_another(string edge, string cpu, int memory) =>
        edges.Assertions(edge).HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["Family"] = $"{edge}-plane-manager",
            ["Cpu"] = cpu,
            ["Memory"] = $"{memory}",
            ["ContainerDefinitions"] = new[] { new Map { ["Memory"] = memory } },
        });

    [Fact]
    public void Its_task_mounts_nothing() => _demo.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
    {
        ["Family"] = "demo-plane-manager",
        ["TaskRoleArn"] = edges.Demo.GetAtt(Role),
        ["Volumes"] = Match.Absent(),
        ["ContainerDefinitions"] = new[]
        {
            new Map
            {
                ["Name"] = "plane-manager",
                ["MountPoints"] = Match.Absent(),
                ["LogConfiguration"] = new Map
                {
                    ["Options"] = Match.ObjectLike(new Map
                    {
                        ["awslogs-group"] = edges.Demo.Ref("PlaneManager/Task/Logs/LogGroup"),
                        ["awslogs-stream-prefix"] = "plane-manager",
                    }),
                },
            },
        },
    });

    [Fact]
    public void Its_role_and_its_log_group_have_the_names_that_others_know()
    {
        Assert.Equal("demo-plane-manager", edges.Demo.At(Role).String("RoleName"));
        _demo.HasResourceProperties("AWS::Logs::LogGroup", new Map { ["LogGroupName"] = "/ataccama/edge/demo/plane-manager" });
    }

    [Fact]
    public void It_knows_the_jobs_by_revision_and_all_that_it_needs_to_run_them() => Assert.Equal(
        """
        - Name: DQ_KEY_ARN
          Value: ${DataQualityKey/Key.Arn}
        - Name: EDGE_ACCESS_ROLE_ARN
          Value: arn:aws:iam::999988887777:role/edge-access-full
        - Name: EDGE_NAME
          Value: full
        - Name: EDGE_REGION
          Value: eu-central-1
        - Name: EDGE_RELEASE
          Value: 16.6.5
        - Name: JOB_CLUSTER_ARN
          Value: ${JobCluster/Cluster.Arn}
        - Name: JOB_SECURITY_GROUP_ID
          Value: ${Jobs/Network/SecurityGroup.GroupId}
        - Name: JOB_STATUS_QUEUE_URL
          Value: ${JobStatus/Queue/Queue}
        - Name: JOB_SUBNET_IDS
          Value: subnet-0aaaaaaaaaaaaaaaa,subnet-0bbbbbbbbbbbbbbbb,subnet-0cccccccccccccccc
        - Name: JOB_TASK_DEFINITION_ANOMALY_DETECTION
          Value: ${Jobs/AnomalyDetection/TaskDefinition}
        - Name: JOB_TASK_DEFINITION_ANOMALY_DETECTION_AUXILIARY
          Value: ${Jobs/AnomalyDetectionAuxiliary/TaskDefinition}
        - Name: JOB_TASK_DEFINITION_CREATE_TABLE
          Value: ${Jobs/CreateTable/TaskDefinition}
        - Name: JOB_TASK_DEFINITION_DQC
          Value: ${Jobs/Dqc/TaskDefinition}
        - Name: JOB_TASK_DEFINITION_METADATA_IMPORT
          Value: ${Jobs/MetadataImport/TaskDefinition}
        - Name: JOB_TASK_DEFINITION_SNOWFLAKE_PUSHDOWN
          Value: ${Jobs/SnowflakePushdown/TaskDefinition}
        - Name: OTEL_EXPORTER_OTLP_ENDPOINT
          Value: http://${Observability/Otlp/LoadBalancer.DNSName}:4318
        - Name: OTEL_EXPORTER_OTLP_PROTOCOL
          Value: http/protobuf
        - Name: OTEL_RESOURCE_ATTRIBUTES
          Value: ataccama.edge.name=full
        - Name: OTEL_SERVICE_NAME
          Value: plane-manager
        - Name: RESULT_BUCKET
          Value: results-of-full
        - Name: RESULT_BUCKET_REGION
          Value: eu-west-1
        - Name: RESULT_ROLE_ARN
          Value: arn:aws:iam::012345678901:role/teams/s3-role
        """,
        edges.Full.Text("PlaneManager/Task/TaskDefinition", "ContainerDefinitions[0].Environment"));

    [Fact]
    public void It_consumes_the_job_status_queue() => Assert.Equal(
        [
            "Allow sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility, sqs:GetQueueAttributes on "
                + "${JobStatus/Queue/Queue.Arn}",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = sqs.eu-central-1.amazonaws.com",
        ],
        edges.Demo.Rights(Role).Take(2));

    [Fact]
    public void It_enters_the_role_of_the_control_plane_and_the_result_role_and_no_other() => Assert.Equal(
        [
            "Allow sts:AssumeRole on arn:aws:iam::999988887777:role/edge-access-demo",
            "Allow sts:AssumeRole on arn:aws:iam::123456789011:role/s3-role",
        ],
        edges.Demo.Rights(Role).Where(right => right.Contains("sts:", StringComparison.Ordinal)));

    [Fact]
    public void It_runs_the_six_jobs_on_the_job_cluster_and_hands_over_their_roles() => Assert.Equal(
        [
            "Allow ecs:RunTask on arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-dqc:*, "
                + "arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-anomaly-detection:*,"
                + " arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-anomaly-detection-auxiliary:*, "
                + "arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-metadata-import:*,"
                + " arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-snowflake-pushdown:*, "
                + "arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-create-table:*"
                + " if ArnEquals ecs:cluster = ${JobCluster/Cluster.Arn}",
            "Allow iam:PassRole on ${Jobs/Dqc/TaskRole/Role.Arn}, ${Jobs/Dqc/ExecutionRole/Role.Arn}, "
                + "${Jobs/AnomalyDetection/TaskRole/Role.Arn}, ${Jobs/AnomalyDetection/ExecutionRole/Role.Arn},"
                + " ${Jobs/AnomalyDetectionAuxiliary/TaskRole/Role.Arn}, ${Jobs/AnomalyDetectionAuxiliary/ExecutionRole/Role.Arn}, "
                + "${Jobs/MetadataImport/TaskRole/Role.Arn},"
                + " ${Jobs/MetadataImport/ExecutionRole/Role.Arn}, ${Jobs/SnowflakePushdown/TaskRole/Role.Arn}, "
                + "${Jobs/SnowflakePushdown/ExecutionRole/Role.Arn},"
                + " ${Jobs/CreateTable/TaskRole/Role.Arn}, ${Jobs/CreateTable/ExecutionRole/Role.Arn} if StringEquals "
                + "iam:PassedToService = ecs-tasks.amazonaws.com",
        ],
        edges.Demo.Rights(Role).Skip(4).Take(2));

    [Fact]
    public void It_watches_stops_and_tags_tasks_of_the_job_cluster_and_looks_at_the_results_key() => Assert.Equal(
        [
            "Allow ecs:DescribeTasks, ecs:StopTask on arn:aws:ecs:eu-central-1:123456789011:task/${JobCluster/Cluster}/*",
            "Allow ecs:TagResource on arn:aws:ecs:eu-central-1:123456789011:task/${JobCluster/Cluster}/* if StringEquals "
                + "ecs:CreateAction = RunTask",
            "Allow kms:DescribeKey on ${DataQualityKey/Key.Arn}",
        ],
        edges.Demo.Rights(Role).Skip(6));

    [Fact]
    public void Its_group_has_no_ingress() =>
        _demo.HasResourceProperties("AWS::EC2::SecurityGroup", SecurityGroups.WithoutIngress("Plane Manager"));

    [Fact]
    public void It_starts_when_states_of_jobs_reach_their_queue() => Sets.Has(
        edges.Demo.Before("PlaneManager/Service"),
        ["JobStatus/Rule", "JobStatus/Queue/Policy", "JobStatus/Undelivered/Policy"]);
}
