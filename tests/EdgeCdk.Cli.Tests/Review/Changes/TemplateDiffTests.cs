using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Tests.Review.Judges;

namespace EdgeCdk.Cli.Tests.Review.Changes;

/// <summary>What becomes of resources: what the library says of them, and what it does not.</summary>
public sealed class TemplateDiffTests
{
    [Fact]
    public void The_library_is_asked_only_when_a_template_changes()
    {
        var (one, other) = (Queue("a"), Queue("b"));

        Assert.Empty(Assert.Single(TemplateDiff.Compare(_ => throw new InvalidOperationException(), [(one, Queue("a"))])).Resources);
        var compared = TemplateDiff.Compare(
            _ => """[{}, {"Queue": {"impact": "WILL_UPDATE", "properties": {"Name": "WILL_UPDATE"}}}]""",
            [(one, Queue("a")), (one, other)]);
        Assert.Equal([0, 1], compared.Select(stack => stack.Resources.Count));
    }

    [Theory]
    [InlineData("WILL_UPDATE", """{"A": "WILL_UPDATE"}""", "", true)]
    [InlineData("WILL_REPLACE", """{"A": "WILL_REPLACE", "B": "WILL_UPDATE", "C": "MAY_REPLACE"}""", "Properties.A, Properties.C", true)]
    [InlineData("MAY_REPLACE", """{"A": "MAY_REPLACE", "B": "WILL_UPDATE"}""", "Properties.A", false)]
    [InlineData("WILL_REPLACE", """{"B": "WILL_UPDATE"}""", "Type", true)]
    public void What_makes_CloudFormation_replace_a_resource_is_the_cause(string impact, string properties, string causes, bool isCertain)
    {
        var stack = TemplateDiff.Compare(
            _ => $$$"""[{"Queue": {"impact": "{{{impact}}}", "properties": {{{properties}}} } }]""", [(Queue("a"), Queue("b"))]);

        var change = Assert.Single(Assert.Single(stack).Resources);
        Assert.Equal((causes, isCertain), (string.Join(", ", change.Causes), change.IsCertain));
    }

    // To CloudFormation a text of digits is a number.
    [Fact]
    public void What_is_the_same_to_the_library_is_told_when_it_is_written_in_another_way() => Assert.Equal(
        "updated: Service is updated: ECS Service [Properties.DesiredCount]",
        SmallStack.Review("AWS::ECS::Service", """{"DesiredCount": 1}""", """{"DesiredCount": "1"}"""));

    [Fact]
    public void Another_type_under_the_same_logical_id_is_another_resource() => Assert.Equal(
        "replaced: A is replaced by a new SSM Parameter [Type]",
        SmallStack.Review("""{"A": {"Type": "AWS::Kinesis::Stream"}}""", """{"A": {"Type": "AWS::SSM::Parameter"}}"""));

    // The construct under another logical id is one replaced; with another type or another path, one goes and another comes.
    [Theory]
    [InlineData("a/X", "AWS::SSM::Parameter", "replaced: X is replaced by a new SSM Parameter [logical id]")]
    [InlineData("a/X", "AWS::Kinesis::Stream", """
        removed: X is removed (SSM Parameter) [Resources]
        added: X is added: Kinesis Stream [Resources]
        """)]
    [InlineData("a/Y", "AWS::SSM::Parameter", """
        removed: X is removed (SSM Parameter) [Resources]
        added: Y is added: SSM Parameter [Resources]
        """)]
    public void A_construct_is_known_by_its_path_and_type(string path, string type, string says) => Assert.Equal(
        says,
        SmallStack.Review(
            """{"Old": {"Type": "AWS::SSM::Parameter", "Metadata": {"aws:cdk:path": "a/X"}}}""",
            $$$"""{"New": {"Type": "{{{type}}}", "Metadata": {"aws:cdk:path": "{{{path}}}"} } }"""));

    [Fact]
    public void Every_group_of_changes_has_a_title() => Assert.Equal(
        [
            "Replaced or removed", "Who may do what", "Network", "Encryption, retention and protection", "Images and versions",
            "Everything else",
        ],
        Enum.GetValues<Consequence>().Select(Change.Title));

    private static StackTemplate Queue(string name) => new(
        "Stack", SmallStack.Template($$$"""{"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "{{{name}}}"} } }"""));
}
