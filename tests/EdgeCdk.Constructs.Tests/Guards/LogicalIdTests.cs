using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>
/// A resource with another logical id is another resource: CloudFormation would create it again, beside the data, the name or the
/// trust of the old one. An id in these lists changes only with a decision to lose the old resource.
/// </summary>
public sealed class LogicalIdTests(SynthesizedEdges edges)
{
    private const string Pinned = """
        GeneralKey/Key GeneralKeyC03D24EC
        GeneralKey/Alias GeneralKeyAlias0E1C9335
        DataQualityKey/Key DataQualityKey6DB89101
        Registry/Credentials RegistryCredentials888CED66
        ArtifactBucket/Bucket ArtifactBucket648B7D8E
        ArtifactBucket/Emptied ArtifactBucketEmptiedB379A44B
        FileSystem/FileSystem FileSystem78AF45D6
        FileSystem/SecurityGroup FileSystemSecurityGroup6AFA4F63
        FileSystem/MountTargets/subnet-0156acffabb5aa872 FileSystemMountTargetssubnet0156acffabb5aa8721E06E228
        FileSystem/MountTargets/subnet-0fa6e2c437dd0e5fd FileSystemMountTargetssubnet0fa6e2c437dd0e5fd9AB6D183
        FileSystem/Drivers FileSystemDriversF5C1D374
        FileSystem/Otel FileSystemOtelDB79270E
        Endpoints/S3 EndpointsS309BE8E76
        Endpoints/SecurityGroup EndpointsSecurityGroup13F1FF65
        Endpoints/Kms EndpointsKmsF49BC9A3
        Endpoints/SecretsManager EndpointsSecretsManager92CBBBB6
        Endpoints/Sqs EndpointsSqs3B8905E8
        ManagementCluster/Cluster ManagementClusterD735E2F9
        ManagementCluster/PerformanceLogGroup ManagementClusterPerformanceLogGroupB4828BFF
        JobCluster/Cluster JobCluster8C9CAE10
        JobCluster/PerformanceLogGroup JobClusterPerformanceLogGroupD6015104
        Jobs/Network/SecurityGroup JobsNetworkSecurityGroup5C7C9BA7
        Jobs/NfsIngress JobsNfsIngressE57B4FA3
        Jobs/Dqc/Logs/LogGroup JobsDqcLogsLogGroup63770E61
        Jobs/Dqc/TaskRole/Role JobsDqcTaskRole91C39836
        Jobs/AnomalyDetection/Logs/LogGroup JobsAnomalyDetectionLogsLogGroup30FC71AB
        Jobs/AnomalyDetection/TaskRole/Role JobsAnomalyDetectionTaskRole3FB6B875
        Jobs/AnomalyDetectionAuxiliary/Logs/LogGroup JobsAnomalyDetectionAuxiliaryLogsLogGroupCADA58C9
        Jobs/AnomalyDetectionAuxiliary/TaskRole/Role JobsAnomalyDetectionAuxiliaryTaskRole708E6EFD
        Jobs/MetadataImport/Logs/LogGroup JobsMetadataImportLogsLogGroupD5ECED7B
        Jobs/MetadataImport/TaskRole/Role JobsMetadataImportTaskRoleE7235058
        Jobs/SnowflakePushdown/Logs/LogGroup JobsSnowflakePushdownLogsLogGroup924C30BA
        Jobs/SnowflakePushdown/TaskRole/Role JobsSnowflakePushdownTaskRole9F807B9E
        Jobs/CreateTable/Logs/LogGroup JobsCreateTableLogsLogGroup3BD3D74F
        Jobs/CreateTable/TaskRole/Role JobsCreateTableTaskRoleBEFECD5F
        ConnectorsRollout/Network/SecurityGroup ConnectorsRolloutNetworkSecurityGroup40AD9A2F
        ConnectorsRollout/NfsIngress ConnectorsRolloutNfsIngress69DD1BAA
        ConnectorsRollout/Task/Logs/LogGroup ConnectorsRolloutTaskLogsLogGroup38859712
        JobStatus/DeadLetters/Queue JobStatusDeadLettersQueue052BFB4F
        JobStatus/Queue/Queue JobStatusQueueED5276D0
        JobStatus/Undelivered/Queue JobStatusUndeliveredQueue1E2ECC81
        JobStatus/Rule JobStatusRule3FF7532A
        ImageUpdate/Undelivered/Queue ImageUpdateUndeliveredQueue66046F28
        ImageUpdate/Rule ImageUpdateRule9D05F702
        PlaneManager/Network/SecurityGroup PlaneManagerNetworkSecurityGroup0B6F1D2A
        PlaneManager/Task/Logs/LogGroup PlaneManagerTaskLogsLogGroupEDAA98A6
        PlaneManager/Task/TaskRole/Role PlaneManagerTaskTaskRole17D28E9B
        PlaneManager/Service PlaneManagerServiceEDCFC1A6
        MetadataBrowsing/Function/Logs/LogGroup MetadataBrowsingFunctionLogsLogGroup3AC7384C
        MetadataBrowsing/Function/Network/SecurityGroup MetadataBrowsingFunctionNetworkSecurityGroupB00CE581
        MetadataBrowsing/Function/Role/Role MetadataBrowsingFunctionRole0AC31ABA
        MetadataBrowsing/Function/Function MetadataBrowsingFunction0D7F8FD4
        MetadataBrowsing/Function/Current MetadataBrowsingFunctionCurrentEE80D0E2
        MetadataBrowsing/NfsIngress MetadataBrowsingNfsIngressF24874EA
        MetadataBrowsing/Package MetadataBrowsingPackage6F07BDC1
        DqResultsReader/Function/Logs/LogGroup DqResultsReaderFunctionLogsLogGroup535ABEF4
        DqResultsReader/Function/Network/SecurityGroup DqResultsReaderFunctionNetworkSecurityGroupC85C8438
        DqResultsReader/Function/Role/Role DqResultsReaderFunctionRole0E38B895
        DqResultsReader/Function/Function DqResultsReaderFunctionB0C4809F
        DqResultsReader/Function/Current DqResultsReaderFunctionCurrent8FE0C1A1
        DqResultsReader/Package DqResultsReaderPackage67694F51
        Cleanup/DeadLetters/Queue CleanupDeadLettersQueue349C42C6
        Cleanup/Function/Logs/LogGroup CleanupFunctionLogsLogGroup80E08E15
        Cleanup/Function/Function CleanupFunctionDE2620A3
        CleanupSchedule/Undelivered/Queue CleanupScheduleUndeliveredQueue0D785D79
        CleanupSchedule/Schedule CleanupSchedule97120D0E
        DeploymentSupport/Function/Logs/LogGroup DeploymentSupportFunctionLogsLogGroup1E643F79
        DeploymentSupport/Function/Role/Role DeploymentSupportFunctionRole2CCFD54F
        DeploymentSupport/Function/Function DeploymentSupportFunctionA2680876
        DeploymentSupport/Policy DeploymentSupportPolicy8BB3DD07
        DeploymentSupport/ManagementTasksStopped DeploymentSupportManagementTasksStoppedE9F50DCB
        DeploymentSupport/JobsStopped DeploymentSupportJobsStoppedF7D11314
        DeploymentSupport/ConnectorsAnnounced DeploymentSupportConnectorsAnnouncedD949B172
        ObservabilityLogs/Collector/LogGroup ObservabilityLogsCollectorLogGroup2D22F996
        ObservabilityLogs/ConfigInit/LogGroup ObservabilityLogsConfigInitLogGroupDB06997D
        ObservabilityLogs/CloudWatchExporter/LogGroup ObservabilityLogsCloudWatchExporterLogGroupB12FD90C
        """;

    private const string PinnedWhenWatched = """
        AlarmTopic/Topic AlarmTopicAD6681D3
        Observability/ConfigurationBucket/Bucket ObservabilityConfigurationBucket8A86FB5E
        Observability/Otlp/LoadBalancer ObservabilityOtlpLoadBalancer6C90CF31
        Observability/Otlp/SecurityGroup ObservabilityOtlpSecurityGroupCA10430D
        Observability/Otlp/TargetSecurityGroup ObservabilityOtlpTargetSecurityGroup0672C9B1
        Observability/Receiver/Secret ObservabilityReceiverSecret47E97595
        """;

    [Fact]
    public void What_must_never_be_replaced_has_the_logical_id_that_it_always_had() => Assert.Equal(Pinned, Actual(edges.Demo, Pinned));

    [Fact]
    public void So_has_what_is_there_when_an_edge_is_watched() => Assert.Equal(PinnedWhenWatched, Actual(edges.Watched, PinnedWhenWatched));

    [Fact]
    public void Everything_that_has_data_or_a_name_is_pinned()
    {
        string[] types =
        [
            "AWS::KMS::Key", "AWS::KMS::Alias", "AWS::EFS::FileSystem", "AWS::EFS::MountTarget", "AWS::EFS::AccessPoint", "AWS::S3::Bucket",
            "AWS::SQS::Queue", "AWS::ECS::Cluster",
            "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret", "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::VPCEndpoint",
        ];
        var pinned = Pinned.Split('\n').Select(line => line.Split(' ')[0]);

        Sets.Has(
            pinned,
            edges.Demo.Resources.Where(resource => types.Contains(resource.Type) || resource["RoleName"] is not null)
                .Select(resource => resource.Path));
    }

    [Theory]
    [InlineData("MetadataBrowsing", "MetadataBrowsingFunctionMapping595DC702")]
    [InlineData("DqResultsReader", "DqResultsReaderFunctionMappingFA6FFF8E")]
    public void A_queue_is_mapped_once(string function, string logicalId) =>
        Assert.Equal(logicalId, edges.Full.At($"{function}/Function/Mapping").LogicalId);

    [Fact]
    public void They_are_the_same_in_every_edge()
    {
        var ids = edges.Demo.Resources.Where(resource => resource.Type is not ("AWS::Lambda::Version" or "AWS::EFS::MountTarget"))
            .ToDictionary(resource => resource.Path, resource => resource.LogicalId);

        Assert.All(
            edges.All.SelectMany(template => template.Resources).Where(resource => ids.ContainsKey(resource.Path)),
            resource => Assert.Equal(ids[resource.Path], resource.LogicalId));
    }

    private static string Actual(SynthesizedTemplate template, string pinned) =>
        string.Join(
            '\n',
            pinned.Split('\n').Select(line => line.Split(' ')[0]).Select(
                path => $"{path} {template.Find(path)?.LogicalId ?? "is not there"}"));
}
