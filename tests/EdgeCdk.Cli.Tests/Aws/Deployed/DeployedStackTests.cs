using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Aws.Deployed;

/// <summary>A stack as it is deployed: its template, and what CloudFormation made of it.</summary>
public sealed class DeployedStackTests
{
    private const string Template = """{"Resources":{"R0":{"Type":"AWS::IAM::Role"}}}""";

    [Fact]
    public void Its_template_is_read_from_an_object_or_from_a_text()
    {
        Assert.Equal("role", Assert.Single(Deployed(JsonNode.Parse(Template)!).OfType("AWS::IAM::Role")).PhysicalId);
        Assert.Equal("role", Assert.Single(Deployed(Template).OfType("AWS::IAM::Role")).PhysicalId);
    }

    [Fact]
    public void One_in_YAML_is_not_what_this_project_writes() => Assert.Equal(
        "the template of the stack Edge-demo in eu-central-1 is not JSON (line 1, byte 1); deploy the stack with the one that Edge CDK "
            + "writes",
        Assert.Throws<CommandException>(() => Deployed("Resources:\n  R0: { Type: AWS::IAM::Role }\n")).Message);

    private static DeployedStack Deployed(JsonNode body)
    {
        var account = new FakeAccount { Answers = { ["cloudformation get-template"] = new() { ["TemplateBody"] = body } } };
        return DeployedStack.Of(account, FakeAccount.Region, account.Stack("Edge-demo", physicalIds: "role"));
    }
}
