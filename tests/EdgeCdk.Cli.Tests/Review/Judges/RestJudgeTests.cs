using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>What no other judge reports is told all the same, and what one reports is not told again.</summary>
public sealed class RestJudgeTests
{
    private const string LogGroup = "AWS::Logs::LogGroup";

    [Theory]
    [InlineData("Parameters", "parameter")]
    [InlineData("Outputs", "output")]
    [InlineData("Conditions", "condition")]
    [InlineData("Mappings", "mapping")]
    [InlineData("Rules", "rule")]
    [InlineData("Transform", "transform")]
    public void Other_sections_are_told_by_what_is_in_them(string section, string noun) => Assert.Equal(
        $"""
        updated: A is updated: {noun} [{section}.A]
        removed: B is removed: {noun} [{section}.B]
        added: C is added: {noun} [{section}.C]
        """,
        SmallStack.Review(
            With(section, """{"A": {"Value": 1}, "B": {"Value": 1}, "D": {"Value": 1}}"""),
            With(section, """{"A": {"Value": 2}, "C": {"Value": 1}, "D": {"Value": 1}}""")));

    [Fact]
    public void A_transform_may_be_a_name_alone() => Assert.Equal(
        "added: AWS::Serverless-2016-10-31 is added: transform [Transform.AWS::Serverless-2016-10-31]",
        SmallStack.Review(SmallStack.Template("{}"), With("Transform", "\"AWS::Serverless-2016-10-31\"")));

    [Fact]
    public void An_output_is_told_beside_a_reported_one_whose_name_begins_in_the_same_way()
    {
        JsonObject Template(string secret, string other)
        {
            var template = With("Outputs", $$$"""{"Out": {"Value": "{{{other}}}"}, "Output": {"Value": {{{secret}}} } }""");
            template["Parameters"] = JsonNode.Parse("""{"Password": {"Type": "String", "NoEcho": true}}""");
            return template;
        }

        Assert.Equal(
            """
            ! weakened: Output shows a secret parameter as an output [Outputs.Output.Value]
            updated: Out is updated: output [Outputs.Out]
            """,
            SmallStack.Review(Template("\"a\"", "a"), Template("""{"Ref": "Password"}""", "b")));
    }

    [Theory]
    [InlineData("""{"A": 1, "B": 1, "C": 1, "D": 1}""", "Properties.A, Properties.B, Properties.C, Properties.D")]
    [InlineData(
        """{"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}""", "Properties.A, Properties.B, Properties.C, Properties.D and 1 more")]
    public void Of_many_properties_four_are_named(string after, string places) => Assert.Equal(
        $"updated: Parameter is updated: SSM Parameter [{places}]", SmallStack.Review("AWS::SSM::Parameter", "{}", after));

    [Theory]
    [InlineData("""{"RetentionInDaysOfOthers": 2, "RetentionInDays": 7}""", "Properties.RetentionInDaysOfOthers")]
    [InlineData("""{"RetentionInDays": 7}""", null)]
    public void What_is_reported_is_not_told_again_and_what_has_a_longer_name_is(string after, string? place) => Assert.Equal(
        "! weakened: LogGroup keeps log events for 7 days instead of 30 [Properties.RetentionInDays]"
            + (place is null ? "" : $"\nupdated: LogGroup is updated: Logs LogGroup [{place}]"),
        SmallStack.Review(LogGroup, """{"RetentionInDays": 30}""", after));

    [Fact]
    public void What_is_reported_of_one_resource_is_told_of_another()
    {
        string Both(int days) => $$$"""
            {"Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": {{{days}}} } },
             "Other": {"Type": "AWS::Kinesis::Stream", "Properties": {"RetentionInDays": {{{days}}} } } }
            """;

        Assert.Equal(
            """
            ! weakened: Logs keeps log events for 7 days instead of 30 [Properties.RetentionInDays]
            updated: Other is updated: Kinesis Stream [Properties.RetentionInDays]
            """,
            SmallStack.Review(Both(30), Both(7)));
    }

    [Fact]
    public void Beside_the_causes_of_a_replacement_the_rest_is_told() => Assert.Equal(
        """
        replaced: SecurityGroup is replaced by a new EC2 SecurityGroup [Properties.GroupDescription, Properties.VpcId]
        updated: SecurityGroup is updated: EC2 SecurityGroup [Properties.Other]
        """,
        SmallStack.Review(
            "AWS::EC2::SecurityGroup", """{"GroupDescription": "a", "VpcId": "a", "Other": "a"}""",
            """{"GroupDescription": "b", "VpcId": "b", "Other": "b"}"""));

    // The statements of a policy are told by themselves, wherever they stand.
    [Fact]
    public void A_policy_whose_statements_are_told_is_not_told_again() => Assert.Equal(
        "widened: Role may now do a:C on x [Properties.Policies[0].PolicyDocument.Statement[0]]",
        SmallStack.ReviewRights(
            """[{"Action": "a:A", "Resource": "x"}, {"Action": "a:B", "Resource": "x"}]""",
            """[{"Action": ["a:B", "a:C"], "Resource": "x"}, {"Action": "a:A", "Resource": "x"}]"""));

    [Fact]
    public void Beside_its_statements_a_resource_is_told() => Assert.Equal(
        """
        widened: Role may now do a:B on x [Properties.Policies[0].PolicyDocument.Statement[0]]
        updated: Role is updated: IAM Role [Properties.Description]
        """,
        SmallStack.Review(
            "AWS::IAM::Role", """{"Description": "a", "Policies": [{"PolicyDocument": {"Statement": [{"Action": "a:A"}]}}]}""",
            """
            {"Description": "b", "Policies": [{"PolicyDocument": {"Statement": [
                {"Action": "a:B", "Resource": "x"}, {"Action": "a:A"}]}}]}
            """));

    [Fact]
    public void Metadata_is_nothing_to_tell() => Assert.Equal(
        "",
        SmallStack.Review(
            """{"Parameter": {"Type": "AWS::SSM::Parameter"}}""",
            """{"Parameter": {"Type": "AWS::SSM::Parameter", "Metadata": {"asset": "a"}}}"""));

    private static JsonObject With(string section, string content) => new()
    {
        ["Resources"] = new JsonObject(),
        [section] = JsonNode.Parse(content),
    };
}
