using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>What CloudFormation does with every resource that leaves the stack.</summary>
public sealed class RetentionTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_resource_goes_or_stays_as_it_should(string edge)
    {
        var (retained, replaced, mode) = edges.Config(edge).DataRetention is DataRetention.Retain ? (
            "RetainExceptOnCreate", "Retain", "retain") : ("Delete", "Delete", "delete");

        Assert.All(edges[edge].Resources, resource => Assert.Equal(
            resource.Type switch
            {
                "AWS::KMS::Key" or "AWS::EFS::FileSystem" => (resource.Path, retained, "Retain", mode),
                "AWS::Logs::LogGroup" when resource.Path.EndsWith(
                    "/PerformanceLogGroup", StringComparison.Ordinal) => (resource.Path, "Delete", "Delete", null),
                "AWS::Logs::LogGroup" => (resource.Path, retained, replaced, mode),
                "AWS::S3::Bucket" => (resource.Path, "Delete", "Retain", null),
                "AWS::SQS::Queue" or "AWS::SecretsManager::Secret" => (resource.Path, "Delete", "Delete", null),
                "AWS::Lambda::Version" => (resource.Path, "RetainExceptOnCreate", "Retain", null),
                var type when type.StartsWith("Custom::", StringComparison.Ordinal) => (resource.Path, "Delete", "Delete", null),
                _ => (resource.Path, null, null, null),
            },
            (
                resource.Path, resource.DeletionPolicy, resource.UpdateReplacePolicy,
                resource.Json["Metadata"]!["DataRetention"]?.ToString())));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Nothing_outlives_a_first_deployment_that_fails(string edge) =>
        Assert.All(edges[edge].Resources, resource => Assert.NotEqual("Retain", resource.DeletionPolicy));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_log_group_keeps_events_as_long_as_the_edge_file_says(string edge) => edges.Assertions(edge).AllResourcesProperties(
        "AWS::Logs::LogGroup", new Map { ["RetentionInDays"] = edges.Config(edge).LogRetentionDays });
}
