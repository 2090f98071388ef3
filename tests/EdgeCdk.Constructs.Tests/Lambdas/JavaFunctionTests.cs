using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

/// <summary>What holds for both functions of the vendor.</summary>
public sealed class JavaFunctionTests(SynthesizedEdges edges)
{
    internal const string NetworkInterfaces =
        "ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DeleteNetworkInterface, "
            + "ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses";

    public static TheoryData<string> Functions => ["MetadataBrowsing", "DqResultsReader"];

    /// <summary>What the description of a function has of the hash that makes its version a new one.</summary>
    internal static string DescribedHash(SynthesizedTemplate template, string function) =>
        template.At($"{function}/Function/Version").LogicalId[^32..^20];

    [Theory, MemberData(nameof(Functions))]
    public void The_alias_current_is_on_the_version_with_one_instance_warm(string function) => Assert.Equal(
        $$"""
        FunctionName: ${{{function}}/Function/Function}
        FunctionVersion: ${{{function}}/Function/Version.Version}
        Name: current
        ProvisionedConcurrencyConfig:
          ProvisionedConcurrentExecutions: 1
        """,
        edges.Demo.Text($"{function}/Function/Current"));

    [Theory, InlineData("MetadataBrowsing", "3"), InlineData("DqResultsReader", "2")]
    public void The_edge_file_says_how_many_are_warm(string function, string count) =>
        Assert.Equal(
            count, edges.Full.Text($"{function}/Function/Current", "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"));

    [Theory, MemberData(nameof(Functions))]
    public void Zero_leaves_provisioned_concurrency_out(string function) => Assert.Equal(
        $$"""
        FunctionName: ${{{function}}/Function/Function}
        FunctionVersion: ${{{function}}/Function/Version.Version}
        Name: current
        """,
        edges.Mirror.Text($"{function}/Function/Current"));

    [Theory, InlineData("MetadataBrowsing", "1", "requests"), InlineData("DqResultsReader", "10", "results")]
    public void The_mapping_is_of_the_alias_with_the_values_of_the_release(string function, string batchSize, string queue) => Assert.Equal(
        $$"""
        BatchSize: {{batchSize}}
        Enabled: true
        EventSourceArn: arn:aws:sqs:eu-central-1:999988887777:full-{{queue}}
        FunctionName: ${{{function}}/Function/Current}
        FunctionResponseTypes:
          - ReportBatchItemFailures
        MaximumBatchingWindowInSeconds: 0
        MetricsConfig:
          Metrics:
            - EventCount
        ScalingConfig:
          MaximumConcurrency: 10
        """,
        edges.Full.Text($"{function}/Function/Mapping"));

    [Theory, InlineData(EdgeFiles.Demo, 0), InlineData(EdgeFiles.Full, 2), InlineData(EdgeFiles.Mirror, 0)]
    [InlineData(EdgeFiles.Longest, 2)]
    public void There_is_no_mapping_at_all_before_the_vendor_has_registered_the_edge(string edge, int count) =>
        Assert.Equal(count, edges[edge].OfType("AWS::Lambda::EventSourceMapping").Count);

    [Fact]
    public void Partial_batch_responses_are_asked_for_only_when_the_code_gives_them()
    {
        var release = edges.SynthesizeOnRelease(
            EdgeFiles.Text(EdgeFiles.Demo).With("eventSources: disabled", "eventSources: enabled"),
            "16.6.5",
            text => text.With("partialBatchResponses: true", "partialBatchResponses: false"));

        Assert.Equal(2, release.OfType("AWS::Lambda::EventSourceMapping").Count);
        Assert.All(release.OfType("AWS::Lambda::EventSourceMapping"), mapping => Assert.Null(mapping["FunctionResponseTypes"]));
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_version_is_of_the_function_and_of_nothing_else(string function) =>
        Assert.Equal($"FunctionName: ${{{function}/Function/Function}}", edges.Demo.Text($"{function}/Function/Version"));

    [Theory, MemberData(nameof(Functions))]
    public void Versions_are_kept_but_not_those_of_a_failed_deployment(string function)
    {
        var version = edges.Demo.At($"{function}/Function/Version");

        Assert.Equal(("RetainExceptOnCreate", "Retain"), (version.DeletionPolicy, version.UpdateReplacePolicy));
    }

    [Theory, MemberData(nameof(Functions))]
    public void The_function_waits_for_its_package_and_the_endpoints(string function) => Sets.Has(
        edges.Demo.Before($"{function}/Function/Function"),
        [$"{function}/Package", "Endpoints/S3", "Endpoints/Kms", "Endpoints/SecretsManager", "Endpoints/Sqs"]);
}
