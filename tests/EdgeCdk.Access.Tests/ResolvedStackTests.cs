using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>What the resolver makes of references and functions.</summary>
public sealed class ResolvedStackTests : IDisposable
{
    private const string Resources = """
        {
          "Queue": { "Type": "AWS::SQS::Queue", "Metadata": { "aws:cdk:path": "Edge-x/Q/Queue" } },
          "Group": { "Type": "AWS::Logs::LogGroup",
            "Metadata": { "aws:cdk:path": "Edge-x/G" },
            "Properties": { "LogGroupName": { "Fn::Join": ["/", ["", "of", { "Ref": "Queue" }]] } } },
          "Named": { "Type": "AWS::IAM::Role", "Metadata": { "aws:cdk:path": "Edge-x/R" }, "Properties": { "RoleName": "x-role" } },
          "Secret": { "Type": "AWS::SecretsManager::Secret", "Metadata": { "aws:cdk:path": "Edge-x/C" } },
          "Service": { "Type": "AWS::ECS::Service",
            "Metadata": { "aws:cdk:path": "Edge-x/E" }, "Properties": { "Cluster": { "Fn::GetAtt": ["Cluster", "Arn"] } } },
          "Cluster": { "Type": "AWS::ECS::Cluster", "Metadata": { "aws:cdk:path": "Edge-x/K" } },
          "FunctionWithAnIdThatIsLongerThanTheNameOfAFunctionMayEverBe": { "Type": "AWS::Lambda::Function",
            "Metadata": { "aws:cdk:path": "Edge-x/F" } },
          "Alias": { "Type": "AWS::Lambda::Alias",
            "Metadata": { "aws:cdk:path": "Edge-x/A" },
            "Properties": { "Name": "current", "FunctionName": { "Ref": "FunctionWithAnIdThatIsLongerThanTheNameOfAFunctionMayEverBe" } } },
          "Subnet": { "Type": "AWS::EC2::Subnet", "Metadata": { "aws:cdk:path": "Edge-x/S" } }
        }
        """;

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("""{ "Fn::GetAtt": ["Queue", "Arn"] }""", "arn:aws-cn:sqs:cn-north-1:123456789011:Edge-x-Queue-Wq3ZrT8xLm2K")]
    [InlineData("""{ "Ref": "Queue" }""", "https://sqs.cn-north-1.amazonaws.com.cn/123456789011/Edge-x-Queue-Wq3ZrT8xLm2K")]
    [InlineData("""{ "Fn::GetAtt": ["Named", "Arn"] }""", "arn:aws-cn:iam::123456789011:role/x-role")]
    [InlineData(
        """{ "Fn::Join": ["", [{ "Fn::GetAtt": ["Queue", "Arn"] }, "/*"]] }""",
        "arn:aws-cn:sqs:cn-north-1:123456789011:Edge-x-Queue-Wq3ZrT8xLm2K/*")]
    [InlineData(
        """{ "Fn::Sub": "${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::URLSuffix}" }""",
        "aws-cn cn-north-1 123456789011 amazonaws.com.cn")]
    [InlineData(
        """{ "Ref": "AWS::StackId" }""",
        "arn:aws-cn:cloudformation:cn-north-1:123456789011:stack/Edge-x/00000000-0000-4000-8000-000000000000")]
    [InlineData(
        """{ "Fn::GetAtt": ["Group", "Arn"] }""",
        "arn:aws-cn:logs:cn-north-1:123456789011:log-group:/of/"
            + "https://sqs.cn-north-1.amazonaws.com.cn/123456789011/Edge-x-Queue-Wq3ZrT8xLm2K:*")]
    [InlineData("""{ "Ref": "Secret" }""", "arn:aws-cn:secretsmanager:cn-north-1:123456789011:secret:Secret-c9594e068b92-AbCdEf")]
    [InlineData(
        """{ "Fn::GetAtt": ["Service", "Arn"] }""",
        "arn:aws-cn:ecs:cn-north-1:123456789011:service/Edge-x-Cluster-Wq3ZrT8xLm2K/Edge-x-Service-Wq3ZrT8xLm2K")]
    // 64 characters, as AWS allows.
    [InlineData(
        """{ "Fn::GetAtt": ["Alias", "Arn"] }""",
        "arn:aws-cn:lambda:cn-north-1:123456789011:function:Edge-x-FunctionWithAnIdThatIsLongerThanTheNameOfAFu-Wq3ZrT8xLm2K:current")]
    public void Functions_become_texts(string function, string text) => Assert.Equal(text, Stack().Text(JsonNode.Parse(function)));

    [Theory]
    [InlineData("""{ "Ref": "Subnet" }""")]
    [InlineData("""{ "Fn::GetAtt": ["Subnet", "Arn"] }""")]
    [InlineData("""{ "Fn::GetAtt": ["Queue", "QueueName"] }""")]
    [InlineData("""{ "Fn::Select": [0, ["a"]] }""")]
    [InlineData("""{ "Ref": "AWS::NotificationARNs" }""")]
    public void What_is_not_known_is_an_error(string function) =>
        Assert.Contains(
            "not known here",
            Assert.Throws<InvalidOperationException>(() => Stack().Text(JsonNode.Parse(function))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_policy_of_a_kind_that_is_not_known_is_an_error()
    {
        var stack = Stack(
            """{ "Api": { "Type": "AWS::ApiGateway::RestApi", "Metadata": { "aws:cdk:path": "Edge-x/Api" }, "Properties": { "Policy": """
                + """{ "Statement": [] } } } }""");

        Assert.StartsWith(
            "Api has a policy", Assert.Throws<InvalidOperationException>(() => new StackPolicies(stack)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private ResolvedStack Stack(string resources = Resources) =>
        new(
            SynthesizedTemplate.Read(_directory.Write("x.json", $$"""{ "Resources": {{resources}} }""")),
            new StackPlace("x", "cn-north-1", "123456789011"));
}
