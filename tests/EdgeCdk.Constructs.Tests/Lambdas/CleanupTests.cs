using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

public sealed class CleanupTests(SynthesizedEdges edges)
{
    private const string Role = "Cleanup/Function/Role/Role";

    [Fact]
    public void It_keeps_three_versions_of_both_java_functions() => Assert.Equal(
        """
        FUNCTION_NAMES: ${MetadataBrowsing/Function/Function.Arn},${DqResultsReader/Function/Function.Arn}
        KEEP_VERSIONS: 3
        STACK_ID: ${AWS::StackId}
        """,
        edges.Demo.Text("Cleanup/Function/Function", "Environment.Variables"));

    [Fact]
    public void It_is_python_outside_of_the_vpc_and_without_the_file_system()
    {
        var function = edges.Demo.At("Cleanup/Function/Function");

        Assert.Equal(
            [
                "Architectures", "Code", "DeadLetterConfig", "Description", "Environment", "Handler", "KmsKeyArn", "LoggingConfig",
                "MemorySize", "Role", "Runtime", "Timeout",
            ],
            function.Properties.Select(property => property.Key).Order());
        Assert.Equal(
            ("python3.12", "index.handler", "256", "300", "- x86_64"),
            (
                $"{function["Runtime"]}", $"{function["Handler"]}", $"{function["MemorySize"]}", $"{function["Timeout"]}",
                edges.Demo.Text(function, "Architectures")));
        Assert.Equal("${Cleanup/Function/Logs/LogGroup}", edges.Demo.Text(function, "LoggingConfig.LogGroup"));
    }

    [Fact]
    public void Its_code_is_the_source_in_the_repository() =>
        Assert.Equal(
            File.ReadAllText(Repository.Path("lambda-artifacts", "cleanup", "index.py")),
            edges.Demo.At("Cleanup/Function/Function").String("Code.ZipFile"));

    [Fact]
    public void Runs_that_fail_are_kept_for_14_days()
    {
        Assert.Equal("${Cleanup/DeadLetters/Queue.Arn}", edges.Demo.Text("Cleanup/Function/Function", "DeadLetterConfig.TargetArn"));
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
