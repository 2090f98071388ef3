namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Parts that leave the stack of an edge or come into it: what belongs to each, and what is said of it.</summary>
public sealed class MovedPartJudgeTests
{
    // What makes a stack that of an edge.
    private const string Edge = """
        "Edge": {"Type": "AWS::ECS::TaskDefinition", "Metadata": {"aws:cdk:path": "S/PlaneManager/Task/TaskDefinition"}}
        """;

    [Theory]
    [InlineData("IAM::Role", "Roles", "Roles")]
    [InlineData("IAM::Policy", "Roles", "Roles")]
    [InlineData("EC2::SecurityGroup", "Groups", "SecurityGroups")]
    [InlineData("EC2::SecurityGroupIngress", "Groups", "SecurityGroups")]
    [InlineData("EC2::SecurityGroupEgress", "Groups", "SecurityGroups")]
    [InlineData("EC2::VPCEndpoint", "Endpoints", "Endpoints")]
    [InlineData("KMS::Alias", "GeneralKey", "GeneralKey")]
    [InlineData("KMS::Key", "DataQualityKey", "DataQualityKey")]
    public void Every_resource_of_a_part_leaves_with_it(string type, string path, string part)
    {
        var resource = $$$""" "A": {"Type": "AWS::{{{type}}}", "Metadata": {"aws:cdk:path": "S/{{{path}}}/A"}{{{Document(type)}}}}""";
        var key = $$$""" "K": {"Type": "AWS::KMS::Key", "Metadata": {"aws:cdk:path": "S/{{{path}}}/K"}}""";

        Assert.Contains(
            $"removed: {path}/A leaves the stack ({type.Replace("::", " ", StringComparison.Ordinal)}): see {part} [Resources]",
            Review($"{resource},{key},{Edge}", Edge));
        // A part of which something stays does not move.
        Assert.DoesNotContain(
            Review($"{resource},{resource.Replace("A\"", "B\"", StringComparison.Ordinal)},{key},{Edge}", $"{resource},{key},{Edge}"),
            line => line.Contains("leaves the stack", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_of_no_part_is_removed_as_anything_else()
    {
        const string other = """ "O": {"Type": "AWS::SSM::Parameter", "Metadata": {"aws:cdk:path": "S/O"}} """;
        var says = Review($"{Of("A", "IAM::Role", "Roles")},{Of("B", "KMS::Key", "GeneralKey")},{other},{Edge}", Edge);

        Assert.Contains("removed: O is removed (SSM Parameter) [Resources]", says);
        Assert.Contains("removed: GeneralKey/B leaves the stack (KMS Key): see GeneralKey [Resources]", says);
    }

    [Theory]
    [InlineData(Edge, "")]
    [InlineData("", Edge)]
    public void A_stack_of_something_else_has_no_parts(string before, string after)
    {
        const string role = """ "A": {"Type": "AWS::IAM::Role", "Metadata": {"aws:cdk:path": "S/A"}} """;

        Assert.Contains(
            "removed: A is removed (IAM Role) [Resources]",
            Review(string.Join(',', new[] { before, role }.Where(text => text.Length > 0)), after));
    }

    [Theory]
    [InlineData("", "1 role. None of them has one of the names")]
    [InlineData("a", "1 role. a are the names")]
    [InlineData("a b c", "3 roles. a, b, c are the names")]
    [InlineData("a b c d e", "5 roles. a, b, c and 2 more are the names")]
    public void Roles_are_told_by_their_number_and_names(string names, string says)
    {
        var roles = names.Split(' ').Select(name => $$$"""
            "R{{{name}}}": {"Type": "AWS::IAM::Role", "Properties": {"{{{(name.Length > 0 ? "RoleName" : "Path")}}}": "{{{name}}}"}},
            "P{{{name}}}": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {}, "RoleName": "p"}}
            """).ToList();
        var all = $"{string.Join(',', roles)},{Edge}";

        var (leaving, coming) = (Review(all, Edge)[0], Review(Edge, all)[0]);

        Assert.StartsWith($"! removed: Roles leave the stack and are deleted: {says} that existing roles must have.", leaving,
            StringComparison.Ordinal);
        Assert.StartsWith($"! added: Roles are created by the stack: {says} that existing roles have.", coming, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GeneralKey", true, "imports the key into its stack, and creates the alias again [Resources]")]
    [InlineData("DataQualityKey", false, "imports the key into its stack [Resources]")]
    public void An_alias_that_leaves_with_its_key_is_created_again(string part, bool hasAlias, string says)
    {
        var alias = hasAlias ? $$"""{{Of("B", "KMS::Alias", part)}},""" : "";
        var key = Of("A", "KMS::Key", part).Replace("\"Type\"", "\"DeletionPolicy\": \"Retain\", \"Type\"", StringComparison.Ordinal);

        Assert.Contains(
            Review($"{alias}{key},{Edge}", Edge), line => line.StartsWith($"! removed: {part} leaves the stack, ", StringComparison.Ordinal)
                && line.EndsWith(says, StringComparison.Ordinal));
    }

    private static string Of(string id, string type, string part) =>
        $$$""" "{{{id}}}": {"Type": "AWS::{{{type}}}", "Metadata": {"aws:cdk:path": "S/{{{part}}}/{{{id}}}"}}""";

    private static string Document(string type) => type == "IAM::Policy" ? """, "Properties": {"PolicyDocument": {}}""" : "";

    private static string[] Review(string before, string after) =>
        SmallStack.Review($$"""{{{before}}}""", $$"""{{{after}}}""").Split('\n');
}
