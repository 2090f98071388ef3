using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class CleanupTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    private const string Role = "Cleanup/Function/Role/Role";

    [Fact]
    public void It_keeps_three_versions_of_both_java_functions() => _demo.HasResourceProperties("AWS::Lambda::Function", new Map
    {
        ["Environment"] = new Map
        {
            ["Variables"] = Match.ObjectEquals(new Map
            {
                ["FUNCTION_NAMES"] = References.Join(
                    edges.Demo.GetAtt("MetadataBrowsing/Function/Function"), ",", edges.Demo.GetAtt("DqResultsReader/Function/Function")),
                ["KEEP_VERSIONS"] = "3",
                ["STACK_ID"] = new Map { ["Ref"] = "AWS::StackId" },
            }),
        },
        ["Role"] = edges.Demo.GetAtt(Role),
    });

    [Fact]
    public void It_is_python_outside_of_the_vpc_and_without_the_file_system() =>
        _demo.HasResourceProperties("AWS::Lambda::Function", new Map
        {
            ["Architectures"] = new[] { "x86_64" },
            ["FileSystemConfigs"] = Match.Absent(),
            ["Handler"] = "index.handler",
            ["LoggingConfig"] = new Map { ["LogGroup"] = edges.Demo.Ref("Cleanup/Function/Logs/LogGroup") },
            ["MemorySize"] = 256,
            ["Role"] = edges.Demo.GetAtt(Role),
            ["Runtime"] = "python3.12",
            ["Timeout"] = 300,
            ["VpcConfig"] = Match.Absent(),
        });

    [Fact]
    public void Its_code_is_the_source_in_the_repository() => _demo.HasResourceProperties("AWS::Lambda::Function", new Map
    {
        ["Code"] = new Map { ["ZipFile"] = File.ReadAllText(Repository.Path("lambda-artifacts", "cleanup", "index.py")) },
        ["Role"] = edges.Demo.GetAtt(Role),
    });

    [Fact]
    public void Runs_that_fail_are_kept_for_14_days()
    {
        _demo.HasResourceProperties("AWS::Lambda::Function", new Map
        {
            ["DeadLetterConfig"] = new Map { ["TargetArn"] = edges.Demo.GetAtt("Cleanup/DeadLetters/Queue") },
            ["Role"] = edges.Demo.GetAtt(Role),
        });
        Assert.Equal("1209600", edges.Demo.Text("Cleanup/DeadLetters/Queue", "MessageRetentionPeriod"));
    }

    [Fact]
    public void It_deletes_versions_but_never_a_function() => Assert.Equal(
        "Allow lambda:DeleteFunction on ${MetadataBrowsing/Function/Function.Arn}:*, ${DqResultsReader/Function/Function.Arn}:*",
        edges.Demo.Right(Role, "DeleteVersions"));

    [Fact]
    public void Its_role_has_exactly_these_rights() => Assert.Equal(
        [
            "Allow logs:CreateLogStream, logs:PutLogEvents on ${Cleanup/Function/Logs/LogGroup.Arn}",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if ArnLike kms:EncryptionContext:aws:lambda:FunctionArn = "
                + "arn:aws:lambda:eu-central-1:123456789011:function:*",
            "Allow sqs:SendMessage on ${Cleanup/DeadLetters/Queue.Arn}",
            "Allow kms:GenerateDataKey, kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = "
                + "sqs.eu-central-1.amazonaws.com",
            "Allow cloudformation:DescribeStacks on ${AWS::StackId}",
            "Allow lambda:ListVersionsByFunction, lambda:ListAliases on ${MetadataBrowsing/Function/Function.Arn}, "
                + "${DqResultsReader/Function/Function.Arn}",
            "Allow lambda:DeleteFunction on ${MetadataBrowsing/Function/Function.Arn}:*, ${DqResultsReader/Function/Function.Arn}:*",
        ],
        edges.Demo.Rights(Role));
}
