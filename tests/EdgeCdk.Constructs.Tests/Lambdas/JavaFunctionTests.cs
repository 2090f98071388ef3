using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

/// <summary>What holds for both functions of the vendor.</summary>
public sealed class JavaFunctionTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);
    private readonly Template _full = edges.Assertions(EdgeFiles.Full);

    internal const string NetworkInterfaces =
        "ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DeleteNetworkInterface, "
            + "ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses";

    public static TheoryData<string> Functions => ["MetadataBrowsing", "DqResultsReader"];

    /// <summary>A pattern of a function of the vendor, with what both have, and what one of them has.</summary>
    internal static Map InPrivateSubnets(SynthesizedTemplate template, string function, Map own) => new(own)
    {
        ["Architectures"] = new[] { "x86_64" },
        ["Code"] = new Map { ["S3Bucket"] = template.Ref("ArtifactBucket/Bucket") },
        ["KmsKeyArn"] = template.GetAtt("GeneralKey/Key"),
        ["LoggingConfig"] = new Map { ["LogGroup"] = template.Ref($"{function}/Function/Logs/LogGroup") },
        ["Role"] = template.GetAtt($"{function}/Function/Role/Role"),
        ["Runtime"] = "java21",
        ["VpcConfig"] = new Map
        {
            ["SecurityGroupIds"] = new[] { template.GetAtt($"{function}/Function/Network/SecurityGroup", "GroupId") },
            ["SubnetIds"] = new[] { "subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd" },
        },
    };

    [Theory, MemberData(nameof(Functions))]
    public void The_alias_current_is_on_the_version_with_one_instance_warm(string function) =>
        _demo.HasResourceProperties("AWS::Lambda::Alias", new Map
        {
            ["FunctionName"] = edges.Demo.Ref($"{function}/Function/Function"),
            ["FunctionVersion"] = edges.Demo.GetAtt($"{function}/Function/Version", "Version"),
            ["Name"] = "current",
            ["ProvisionedConcurrencyConfig"] = new Map { ["ProvisionedConcurrentExecutions"] = 1 },
            ["RoutingConfig"] = Match.Absent(),
        });

    [Theory, MemberData(nameof(Functions))]
    public void Its_description_has_a_part_of_the_hash_that_makes_its_version_a_new_one(string function)
    {
        var hash = edges.Demo.At($"{function}/Function/Version").LogicalId[^32..^20];

        _demo.HasResourceProperties("AWS::Lambda::Function", new Map
        {
            ["Description"] = Match.StringLikeRegexp($"\\({hash}\\)$"),
            ["Role"] = edges.Demo.GetAtt($"{function}/Function/Role/Role"),
        });
    }

    [Theory, InlineData("MetadataBrowsing", 3), InlineData("DqResultsReader", 2)]
    public void The_edge_file_says_how_many_are_warm(string function, int count) =>
        _full.HasResourceProperties("AWS::Lambda::Alias", new Map
        {
            ["FunctionName"] = edges.Full.Ref($"{function}/Function/Function"),
            ["ProvisionedConcurrencyConfig"] = new Map { ["ProvisionedConcurrentExecutions"] = count },
        });

    [Theory, MemberData(nameof(Functions))]
    public void Zero_leaves_provisioned_concurrency_out(string function) =>
        edges.Assertions(EdgeFiles.Mirror).HasResourceProperties("AWS::Lambda::Alias", new Map
        {
            ["FunctionName"] = edges.Mirror.Ref($"{function}/Function/Function"),
            ["Name"] = "current",
            ["ProvisionedConcurrencyConfig"] = Match.Absent(),
        });

    [Theory, InlineData("MetadataBrowsing", 1, "requests"), InlineData("DqResultsReader", 10, "results")]
    public void The_mapping_is_of_the_alias_with_the_values_of_the_release(string function, int batchSize, string queue) =>
        _full.HasResourceProperties("AWS::Lambda::EventSourceMapping", Match.ObjectEquals(new Map
        {
            ["BatchSize"] = batchSize,
            ["Enabled"] = true,
            ["EventSourceArn"] = $"arn:aws:sqs:eu-central-1:999988887777:full-{queue}",
            ["FunctionName"] = edges.Full.Ref($"{function}/Function/Current"),
            ["FunctionResponseTypes"] = new[] { "ReportBatchItemFailures" },
            ["MaximumBatchingWindowInSeconds"] = 0,
            ["MetricsConfig"] = new Map { ["Metrics"] = new[] { "EventCount" } },
            ["ScalingConfig"] = new Map { ["MaximumConcurrency"] = 10 },
        }));

    [Theory, InlineData(EdgeFiles.Demo, 0), InlineData(EdgeFiles.Full, 2), InlineData(EdgeFiles.Mirror, 0)]
    [InlineData(EdgeFiles.Longest, 2)]
    public void There_is_no_mapping_at_all_before_the_vendor_has_registered_the_edge(string edge, int count) =>
        edges.Assertions(edge).ResourceCountIs("AWS::Lambda::EventSourceMapping", count);

    [Fact]
    public void Partial_batch_responses_are_asked_for_only_when_the_code_gives_them()
    {
        var template = Template.FromString(edges.SynthesizeOnRelease(
            EdgeFiles.Text(EdgeFiles.Demo).With("eventSources: disabled", "eventSources: enabled"),
            "16.6.5",
            text => text.With("partialBatchResponses: true", "partialBatchResponses: false")).Text);

        template.ResourceCountIs("AWS::Lambda::EventSourceMapping", 2);
        template.AllResourcesProperties("AWS::Lambda::EventSourceMapping", new Map { ["FunctionResponseTypes"] = Match.Absent() });
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_version_is_of_the_function_and_is_kept_but_not_that_of_a_failed_deployment(string function) =>
        _demo.HasResource("AWS::Lambda::Version", new Map
        {
            ["Properties"] = Match.ObjectEquals(new Map { ["FunctionName"] = edges.Demo.Ref($"{function}/Function/Function") }),
            ["DeletionPolicy"] = "RetainExceptOnCreate",
            ["UpdateReplacePolicy"] = "Retain",
        });

    [Theory, MemberData(nameof(Functions))]
    public void The_function_waits_for_its_package_and_the_endpoints(string function) => Sets.Has(
        edges.Demo.Before($"{function}/Function/Function"),
        [$"{function}/Package", "Endpoints/S3", "Endpoints/Kms", "Endpoints/SecretsManager", "Endpoints/Sqs"]);
}
