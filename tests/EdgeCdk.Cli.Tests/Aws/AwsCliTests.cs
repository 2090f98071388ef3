using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Aws;

/// <summary>What the AWS CLI answers.</summary>
public sealed class AwsCliTests
{
    [Theory]
    [InlineData("Account: 123456789011\nmore", "Account: 123456789011")]
    [InlineData("[1]", "[1]")]
    [InlineData("{ \"Account\": ", "{ \"Account\":")]
    public void An_answer_of_a_plug_in_or_an_alias_is_told_by_its_first_line(string output, string shown)
    {
        var exception = Assert.Throws<CommandException>(() => AwsCli.Read(0, output, ""));

        Assert.Equal(
            $"the AWS CLI answered something that is not a JSON object: {shown}; see its plug-ins and aliases", exception.Message);
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData(" \n", "{}")]
    [InlineData("{\"Account\":\"1\"}", "{\"Account\":\"1\"}")]
    public void Nothing_is_an_answer_without_values(string output, string answer) =>
        Assert.Equal(answer, AwsCli.Read(0, output, "").ToJsonString());
}
