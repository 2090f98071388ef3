using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>A name of our own is a name that another edge, or what a failed deployment left, may have already.</summary>
public sealed class NameTests(SynthesizedEdges edges)
{
    private static readonly string[] TelemetryComponents = ["config-init", "otel-collector", "cloudwatch-exporter"];

    [Theory, ClassData(typeof(EveryEdge))]
    public void Nothing_is_named_but_what_others_must_know_or_nobody_else_can_have(string edge)
    {
        string[] known =
        [
            "AWS::EC2::VPCEndpoint.ServiceName", "AWS::ECS::Cluster.ClusterName", "AWS::IAM::Policy.PolicyName", "AWS::IAM::Role.RoleName",
            "AWS::KMS::Alias.AliasName", "AWS::Lambda::Alias.FunctionName", "AWS::Lambda::Alias.Name",
            "AWS::Lambda::EventSourceMapping.FunctionName", "AWS::Lambda::Version.FunctionName", "AWS::Logs::LogGroup.LogGroupName",
            "AWS::CloudWatch::Alarm.MetricName", "AWS::SNS::Topic.DisplayName",
            "Custom::EdgeAnnounce.LogGroupName", "Custom::EdgeEmpty.BucketName",
        ];

        Sets.Has(known, edges[edge].Resources
            .SelectMany(
                resource => resource.Properties.Where(property => property.Key.EndsWith("Name", StringComparison.Ordinal))
                    .Select(property => $"{resource.Type}.{property.Key}")));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_log_group_begins_with_the_edge_or_belongs_to_a_cluster(string edge) => Assert.Equal(
        [
            .. Components(edge).Union(TelemetryComponents)
                .Order(StringComparer.Ordinal)
                .Select(component => $"/ataccama/edge/{edge}/{component}"),
            $"/aws/ecs/containerinsights/{edge}-jobs/performance",
            $"/aws/ecs/containerinsights/{edge}-management/performance",
        ],
        edges[edge].OfType("AWS::Logs::LogGroup").Select(group => edges[edge].Text(group, "LogGroupName")).Order(StringComparer.Ordinal));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_function_and_every_container_writes_to_its_own_log_group(string edge)
    {
        var groups = edges[edge].OfType("AWS::Lambda::Function").Select(function => edges[edge].Text(function, "LoggingConfig.LogGroup"))
            .Concat(edges[edge].OfType("AWS::ECS::TaskDefinition").SelectMany(task => task["ContainerDefinitions"]!.AsArray())
                .Select(container => edges[edge].Value(container!["LogConfiguration"]!["Options"]!["awslogs-group"]))).ToList();

        Assert.Equal(Components(edge).Count(), groups.Count);
        Assert.Equal(groups.Distinct(), groups);
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Families_begin_with_the_edge(string edge) => Assert.Equal(
        [
            $"{edge}-anomaly-detection", $"{edge}-anomaly-detection-auxiliary", $"{edge}-connectors-rollout", $"{edge}-create-table",
            $"{edge}-dqc", $"{edge}-metadata-import",
            .. edges.HasTelemetry(edge) ? (string[])[$"{edge}-observability"] : [],
            $"{edge}-plane-manager", $"{edge}-snowflake-pushdown",
        ],
        edges[edge].OfType("AWS::ECS::TaskDefinition").Select(task => task.String("Family")).Order(StringComparer.Ordinal));

    // A name is the edge's and a suffix. If one suffix ended with another, an edge "x-y" could have a name of an edge "x".
    [Theory]
    [InlineData("AWS::IAM::Role", "RoleName")]
    [InlineData("AWS::ECS::Cluster", "ClusterName")]
    [InlineData("AWS::ECS::TaskDefinition", "Family")]
    public void Names_of_two_edges_are_never_the_same_whatever_the_edges_are_called(string type, string property)
    {
        var suffixes = edges.Watched.OfType(type).Select(
            resource => resource.String(property)).OfType<string>().Select(name => name["watched".Length..]).ToList();

        Assert.All(suffixes, suffix => Assert.StartsWith("-", suffix, StringComparison.Ordinal));
        Assert.All(
            suffixes,
            suffix => Assert.DoesNotContain(suffixes, other => other != suffix && other.EndsWith(suffix, StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void No_arn_is_of_another_partition(string edge)
    {
        var arns = System.Text.RegularExpressions.Regex.Matches(
            edges[edge].Text, "arn:(aws[a-z-]*):").Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal([edges.Config(edge).Account.Partition()], arns);
    }

    private IEnumerable<string> Components(string edge) =>
    [
        "plane-manager", "connectors-rollout", "dqc", "anomaly-detection", "anomaly-detection-auxiliary", "metadata-import",
        "snowflake-pushdown", "create-table",
        "metadata-browsing", "dq-results-reader", "cleanup", "deployment-support",
        .. edges.HasTelemetry(edge) ? TelemetryComponents : [],
    ];
}
