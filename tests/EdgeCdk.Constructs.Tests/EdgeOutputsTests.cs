using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests;

public sealed class EdgeOutputsTests(SynthesizedEdges edges)
{
    [Fact]
    public void They_are_what_registration_and_trust_policies_need() => Assert.Equal(
        """
        AccountId: 123456789011
        DeploymentMethod: ${DeploymentMethod}
        DqResultsReaderRoleArn: ${DqResultsReader/Function/Role/Role.Arn}
        EdgeName: demo
        JobClusterArn: ${JobCluster/Cluster.Arn}
        JobRoleArnAnomalyDetection: ${Jobs/AnomalyDetection/TaskRole/Role.Arn}
        JobRoleArnAnomalyDetectionAuxiliary: ${Jobs/AnomalyDetectionAuxiliary/TaskRole/Role.Arn}
        JobRoleArnCreateTable: ${Jobs/CreateTable/TaskRole/Role.Arn}
        JobRoleArnDqc: ${Jobs/Dqc/TaskRole/Role.Arn}
        JobRoleArnMetadataImport: ${Jobs/MetadataImport/TaskRole/Role.Arn}
        JobRoleArnSnowflakePushdown: ${Jobs/SnowflakePushdown/TaskRole/Role.Arn}
        JobStatusQueueUrl: ${JobStatus/Queue/Queue}
        LogGroupPrefix: /ataccama/edge/demo/
        ManagementClusterArn: ${ManagementCluster/Cluster.Arn}
        MetadataBrowsingRoleArn: ${MetadataBrowsing/Function/Role/Role.Arn}
        PlaneManagerRoleArn: ${PlaneManager/Task/TaskRole/Role.Arn}
        Region: eu-central-1
        Release: 16.6.5
        """,
        string.Join('\n', edges.Demo.Json["Outputs"]!.AsObject().OrderBy(output => output.Key, StringComparer.Ordinal)
            .Select(output => $"{output.Key}: {edges.Demo.Value(output.Value!["Value"])}")));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Each_says_what_it_is_for_and_none_is_exported(string edge) => Assert.All(edges[edge].Json["Outputs"]!.AsObject(), output =>
    {
        Assert.NotEmpty(output.Value!["Description"]!.ToString());
        Assert.Null(output.Value["Export"]);
    });

    [Fact]
    public void An_account_id_keeps_its_leading_zero() =>
        edges.Assertions(EdgeFiles.Full).HasOutput("AccountId", new Map { ["Value"] = "012345678901" });
}
