using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class DeploymentSupportTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    private const string Role = "DeploymentSupport/Function/Role/Role";

    [Fact]
    public void It_is_one_python_function_outside_of_the_vpc_that_may_take_15_minutes() =>
        _demo.HasResourceProperties("AWS::Lambda::Function", new Map
        {
            ["Architectures"] = new[] { "x86_64" },
            ["Environment"] = Match.Absent(),
            ["FileSystemConfigs"] = Match.Absent(),
            ["Handler"] = "index.handler",
            ["LoggingConfig"] = new Map { ["LogGroup"] = edges.Demo.Ref("DeploymentSupport/Function/Logs/LogGroup") },
            ["MemorySize"] = 512,
            ["Role"] = edges.Demo.GetAtt(Role),
            ["Runtime"] = "python3.12",
            ["Timeout"] = 900,
            ["VpcConfig"] = Match.Absent(),
        });

    [Fact]
    public void Its_code_is_the_source_in_the_repository() => _demo.HasResourceProperties("AWS::Lambda::Function", new Map
    {
        ["Code"] = new Map { ["ZipFile"] = File.ReadAllText(Repository.Path("lambda-artifacts", "deployment-support", "index.py")) },
        ["Role"] = edges.Demo.GetAtt(Role),
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_is_behind_every_custom_resource(string edge)
    {
        var custom = edges[edge].Resources.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            [
                "ArtifactBucket/Emptied",
                .. edges.Config(edge).PlaneManager.Replicas == 0 ? (string[])[] : ["DeploymentSupport/ConnectorsAnnounced"],
                "DeploymentSupport/JobsStopped", "DeploymentSupport/ManagementTasksStopped", "DqResultsReader/Package",
                "MetadataBrowsing/Package",
                .. edges.HasTelemetry(edge) ? (string[])["Observability/Configuration", "Observability/ConfigurationBucket/Emptied"] : [],
            ],
            custom.Select(resource => resource.Path).Order(StringComparer.Ordinal));
        Assert.All(
            custom, resource => Assert.Equal("${DeploymentSupport/Function/Function.Arn}", edges[edge].Text(resource, "ServiceToken")));
    }

    [Fact]
    public void Its_rights_are_exactly_what_it_does_and_to_what() => Assert.Equal(
        ((string[])
        [
            "Allow logs:CreateLogStream, logs:PutLogEvents on ${DeploymentSupport/Function/Logs/LogGroup.Arn}",
            "Allow lambda:InvokeFunction on ${DeploymentSupport/Function/Function.Arn}",
            "Allow cloudformation:DescribeStacks on ${AWS::StackId}",
            "Allow s3:ListBucketVersions on ${ArtifactBucket/Bucket.Arn}",
            "Allow s3:DeleteObjectVersion on ${ArtifactBucket/Bucket.Arn}/*",
            "Allow s3:GetObject on arn:aws:s3:::vendor-releases-eu-central-1/edge/16.6.5/edgeinteractivejobs/edgeinteractivejobs.zip",
            "Allow s3:GetObject, s3:PutObject, s3:AbortMultipartUpload, s3:DeleteObject on ${ArtifactBucket/Bucket.Arn}/*",
            "Allow kms:GenerateDataKey, kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = "
                + "s3.eu-central-1.amazonaws.com",
            "Allow s3:GetObject on arn:aws:s3:::vendor-releases-eu-central-1/edge/16.6.5/dqresultsreader/dqresultsreader.zip",
            "Allow ecs:ListTasks on * if ArnEquals ecs:cluster = ${JobCluster/Cluster.Arn}",
            "Allow ecs:DescribeTasks on arn:aws:ecs:eu-central-1:123456789011:task/${JobCluster/Cluster}/*",
            "Allow ecs:StopTask on arn:aws:ecs:eu-central-1:123456789011:task/${JobCluster/Cluster}/*",
            "Allow ecs:ListTasks on * if ArnEquals ecs:cluster = ${ManagementCluster/Cluster.Arn}",
            "Allow ecs:DescribeTasks on arn:aws:ecs:eu-central-1:123456789011:task/${ManagementCluster/Cluster}/*",
            "Allow ecs:StopTask on arn:aws:ecs:eu-central-1:123456789011:task/${ManagementCluster/Cluster}/*",
            "Allow events:PutEvents on arn:aws:events:eu-central-1:123456789011:event-bus/default"
                + " if StringEquals events:detail-type = image_update and StringEquals events:source = com.ataccama.edge.connectorsrollout",
        ]).Order(StringComparer.Ordinal),
        edges.Demo.Rights(Role).Order(StringComparer.Ordinal));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_custom_resource_has_a_policy_beside_it_that_leaves_the_stack_after_it(string edge) => Assert.All(
        edges[edge].Resources.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)),
        resource => Assert.Subset(
            edges[edge].Before(resource.Path).ToHashSet(),
            new HashSet<string> { $"{resource.Path}Rights", "DeploymentSupport/Policy" }));

    [Fact]
    public void The_configuration_of_the_collector_takes_the_same_rights_on_its_bucket() => Assert.Equal(
        [
            "Allow s3:ListBucketVersions on ${Observability/ConfigurationBucket/Bucket.Arn}",
            "Allow s3:DeleteObjectVersion on ${Observability/ConfigurationBucket/Bucket.Arn}/*",
            "Allow s3:GetObject, s3:PutObject, s3:AbortMultipartUpload, s3:DeleteObject on "
                + "${Observability/ConfigurationBucket/Bucket.Arn}/*",
        ],
        edges.Watched.Rights(Role).Except(edges.Demo.Rights(Role)).Where(right => !right.Contains("watched", StringComparison.Ordinal)));

    [Fact]
    public void Rights_that_every_edge_needs_are_the_same_in_every_edge()
    {
        string[] sids =
        [
            "WriteLogs", "ContinueItself", "ListArtifactBucket", "EmptyArtifactBucket", "WriteArtifactBucket",
            "ListTasksOnJobCluster", "ListTasksOnManagementCluster",
        ];

        Assert.All(edges.All, template => Assert.All(sids, sid => Assert.Equal(edges.Demo.Right(Role, sid), template.Right(Role, sid))));
    }

    [Theory, InlineData("ManagementCluster"), InlineData("JobCluster")]
    public void Tasks_of_both_clusters_are_stopped(string cluster) =>
        _demo.HasResourceProperties("Custom::EdgeStopTasks", Match.ObjectEquals(new Map
        {
            ["Cluster"] = edges.Demo.GetAtt($"{cluster}/Cluster"),
            ["ServiceTimeout"] = 3600,
            ["ServiceToken"] = edges.Demo.GetAtt("DeploymentSupport/Function/Function"),
        }));

    [Fact]
    public void The_connectors_image_is_announced_with_all_whose_change_must_announce_it_again() =>
        _demo.HasResourceProperties("Custom::EdgeAnnounce", Match.ObjectEquals(new Map
        {
            ["Cluster"] = edges.Demo.GetAtt("ManagementCluster/Cluster"),
            ["Containers"] = new[] { "connectors-rollout" },
            ["Edge"] = "demo",
            ["Family"] = "demo-connectors-rollout",
            ["Image"] = "ataccama.azurecr.io/saas-edge/connectors-rollout:16.6.5-saas-edge",
            ["LogGroupName"] = edges.Demo.Ref("ConnectorsRollout/Task/Logs/LogGroup"),
            ["Release"] = "16.6.5",
            ["ServiceTimeout"] = 3600,
            ["ServiceToken"] = edges.Demo.GetAtt("DeploymentSupport/Function/Function"),
            ["TaskDefinition"] = edges.Demo.Ref("ConnectorsRollout/Task/TaskDefinition"),
        }));

    [Fact]
    public void Nothing_is_announced_when_the_edge_shall_run_nothing()
    {
        edges.Assertions(EdgeFiles.Mirror).ResourceCountIs("Custom::EdgeAnnounce", 0);
        Assert.Null(edges.Mirror.Right(Role, "AnnounceImage"));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void The_announcement_is_the_event_that_the_rule_waits_for(string edge)
    {
        var pattern = edges[edge].At("ImageUpdate/Rule")["EventPattern"]!;
        var announce = PolicyStatement.OfRole(edges[edge], edges[edge].At(Role))
            .SingleOrDefault(statement => statement.Sid == "AnnounceImage");
        if (announce is null)
            return;

        Assert.Equal([pattern["source"]![0]!.ToString()], announce.Condition("StringEquals", "events:source"));
        Assert.Equal([pattern["detail-type"]![0]!.ToString()], announce.Condition("StringEquals", "events:detail-type"));
        Assert.Contains(
            $"\"Source\": \"{pattern["source"]![0]}\", \"DetailType\": \"{pattern["detail-type"]![0]}\"",
            edges[edge].At("DeploymentSupport/Function/Function").String("Code.ZipFile"), StringComparison.Ordinal);
    }
}
