using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>What is lost with a resource that goes, and which may go without a decision.</summary>
public sealed class ReplacementJudgeTests
{
    [Theory]
    [InlineData("KMS::Key", "what it encrypted can be read only while the old key exists")]
    [InlineData("KMS::Alias", "users of the alias find no key, or another one")]
    [InlineData("EFS::FileSystem", "its files are not moved")]
    [InlineData("EFS::AccessPoint", "mounts and policies that name it fail")]
    [InlineData("S3::Bucket", "its objects are not moved")]
    [InlineData("SQS::Queue", "messages in it are lost, and senders that know its address fail")]
    [InlineData("SNS::Topic", "its subscriptions are lost")]
    [InlineData("Logs::LogGroup", "its log events are not moved")]
    [InlineData("SecretsManager::Secret", "what was put into it is lost, and readers that know its ARN fail")]
    [InlineData("Lambda::Alias", "callers that know its ARN fail")]
    public void What_holds_data_or_is_known_to_others_needs_a_decision(string type, string lost)
    {
        var kind = type.Replace("::", " ", StringComparison.Ordinal);

        Assert.Equal($"! removed: A is removed ({kind}): {lost}; the old one is deleted [Resources]", Removed($"AWS::{type}"));
        Assert.Equal(
            $"! removed: A is removed ({kind}): {lost}; the old one is kept, outside the stack [Resources]",
            Removed($"AWS::{type}", """, "DeletionPolicy": "Retain" """));
        Assert.Equal(
            $"! replaced: A is replaced by a new {kind}: {lost}; the old one is kept, outside the stack [logical id]",
            Replaced($"AWS::{type}", """, "UpdateReplacePolicy": "RetainExceptOnCreate" """));
    }

    [Theory]
    [InlineData("SSM::Parameter")]
    [InlineData("IAM::Role")]
    public void What_holds_nothing_may_go(string type)
    {
        var kind = type.Replace("::", " ", StringComparison.Ordinal);

        Assert.Equal($"removed: A is removed ({kind}) [Resources]", Removed($"AWS::{type}"));
        Assert.Equal($"replaced: A is replaced by a new {kind} [logical id]", Replaced($"AWS::{type}", ""));
    }

    [Theory]
    [InlineData("ECS::TaskDefinition", "gets a new revision")]
    [InlineData("Lambda::Version", "gets a new version")]
    public void What_each_release_makes_again_may_go(string type, string words)
    {
        Assert.Equal($"removed: A is removed: {type.Replace("::", " ", StringComparison.Ordinal)} [Resources]", Removed($"AWS::{type}"));
        Assert.Equal($"replaced: A {words} [logical id]", Replaced($"AWS::{type}", ""));
    }

    [Theory]
    [InlineData("IAM::Role", "\"edge\"", "! removed: A is removed (IAM Role): trust policies that name edge no longer allow it; ")]
    [InlineData("IAM::Role", """{"Ref": "Name"}""", "! removed: A is removed (IAM Role): trust policies that name it no longer allow it; ")]
    [InlineData("IAM::RolePolicy", "\"edge\"", "removed: A is removed (IAM RolePolicy) [")]
    public void A_role_with_a_name_may_be_trusted_by_it(string type, string name, string says) => Assert.StartsWith(
        says, Removed($"AWS::{type}", $$$""", "Properties": {"RoleName": {{{name}}} }"""), StringComparison.Ordinal);

    [Fact]
    public void What_may_be_replaced_is_not_said_to_be()
    {
        var stack = TemplateDiff.Compare(
            _ => """[{"A": {"impact": "MAY_REPLACE", "properties": {"Name": "MAY_REPLACE"}}}]""",
            [(new StackTemplate("S", SmallStack.Template(Named("a"))), new StackTemplate("S", SmallStack.Template(Named("b"))))]);

        Assert.Equal(
            "A may be replaced by a new SSM Parameter", Assert.Single(StackReview.Of(Assert.Single(stack)).Changes).Sentence);
    }

    [Fact]
    public void Of_a_stack_that_is_removed_the_resources_with_data_are_counted()
    {
        var review = Assert.Single(StackReview.Of(
            _ => throw new InvalidOperationException(),
            [
                new StackTemplate(
                    "S", SmallStack.Template("""{"A": {"Type": "AWS::S3::Bucket"}, "B": {"Type": "AWS::SSM::Parameter"}}""")),
            ],
            []));

        Assert.Equal(
            "S is removed as a whole: 2 resources, 1 of which hold data or are trusted by others",
            Assert.Single(review.Changes, change => change.IsOpen).Sentence);
        Assert.Null(review.Head);
    }

    [Theory]
    [InlineData(true, false, "! Weakened: S is not protected from deletion")]
    [InlineData(false, true, "Strengthened: S is protected from deletion")]
    [InlineData(true, true, "")]
    [InlineData(false, false, "")]
    [InlineData(null, false, "")]
    [InlineData(null, true, "")]
    [InlineData(true, null, "")]
    [InlineData(false, null, "")]
    public void Protection_of_the_stack_is_told_when_both_sides_say_it(bool? before, bool? after, string says)
    {
        StackTemplate Protected(bool? value) => new("S", SmallStack.Template("{}")) { TerminationProtection = value };

        Assert.Equal(
            says, string.Join('\n', StackReview.Of(new StackChange(Protected(before), Protected(after), [])).Changes.Select(change =>
                $"{(change.IsOpen ? "! " : "")}{change.Kind}: {change.Sentence}")));
    }

    private static string Named(string name) => $$$"""{"A": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "{{{name}}}"} } }""";

    private static string Removed(string type, string more = "") =>
        SmallStack.Review($$$"""{"A": {"Type": "{{{type}}}"{{{more}}} } }""", "{}");

    // Under another logical id. What the replacement makes of protection and order is for other judges.
    private static string Replaced(string type, string more) => SmallStack.Review(
            $$$"""{"Id": {"Type": "{{{type}}}", "Metadata": {"aws:cdk:path": "S/A"}{{{more}}} } }""",
            $$$"""{"Other": {"Type": "{{{type}}}", "Metadata": {"aws:cdk:path": "S/A"}{{{more}}} } }""")
        .Split('\n')[0];
}
