using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;
using PolicyStatement = EdgeCdk.Cli.Account.Preflight.Existing.PolicyStatement;

namespace EdgeCdk.Cli.Tests.Account.Preflight.Existing;

/// <summary>What statements say under conditions, to principals and of resources.</summary>
public sealed class PolicyStatementTests
{
    private const string A = "arn:aws:iam::1:role/a";
    private const string B = "arn:aws:iam::1:role/b";

    [Theory]
    // Nothing, the same, more values, a pattern, or the other way to say it, is met by whatever is needed.
    [InlineData("""{"StringEquals":{"k":"ab"}}""", "{}", "enough")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringEquals":{"K":["ab","c"]}}""", "enough")]
    [InlineData("""{"StringEquals":{"k":["ab","ac"]}}""", """{"StringLike":{"k":"a*"}}""", "enough")]
    [InlineData("""{"StringEquals":{"k":["ab","c"]}}""", """{"StringEquals":{"k":["c","ab","d"]}}""", "enough")]
    [InlineData("""{"ArnLike":{"k":"arn:a:*"}}""", """{"StringLike":{"k":"arn:a:*"}}""", "enough")]
    [InlineData("""{"StringLike":{"k":"arn:a:*"}}""", """{"ArnEquals":{"k":"arn:a:*"}}""", "enough")]
    [InlineData("""{"Bool":{"k":true}}""", """{"Bool":{"k":"true"}}""", "enough")]
    [InlineData("""{"StringEquals":{"k":"a"},"Bool":{"l":"true"}}""", """{"Bool":{"l":"true"}}""", "enough")]
    // Fewer values, another key or another test may be met or not.
    [InlineData("""{"StringEquals":{"k":["ab","c"]}}""", """{"StringEquals":{"k":"ab"}}""", "narrower")]
    [InlineData("""{"StringLike":{"k":"a*"}}""", """{"StringEquals":{"k":"ab"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringEquals":{"k":"a*"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringEquals":{"l":"ab"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringEquals":{"l":"other"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringNotEquals":{"k":"ab"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringNotEquals":{"k":"other"}}""", "narrower")]
    [InlineData("""{"StringNotEquals":{"k":"ab"}}""", """{"StringEquals":{"k":"ab"}}""", "narrower")]
    [InlineData("""{"StringEquals":{"k":"ab"}}""", """{"StringEquals":{"k":"ab"},"Bool":{"l":"true"}}""", "narrower")]
    // Other values are never met.
    [InlineData("""{"StringEquals":{"k":["ab","c"]}}""", """{"StringEquals":{"k":["d","e"]}}""", "missing")]
    [InlineData("""{"Bool":{"k":"true"}}""", """{"Bool":{"k":"false"}}""", "missing")]
    public void A_condition_is_met_by_all_some_or_nothing_of_what_is_needed(string needed, string existing, string expected)
    {
        static string Statement(string condition) => $$"""
            { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*", "Condition": {{condition}} }
            """;
        Has(expected, Statement(needed), Statement(existing));
    }

    [Theory]
    [InlineData("arn:s:x", """["arn:s:y","arn:s:x"]""", "enough")]
    [InlineData("arn:s:x*", """["arn:s:y","arn:s:x1"]""", "narrower")]
    [InlineData("arn:s:x", "\"arn:s:y\"", "missing")]
    [InlineData("arn:s:\\u0001", "\"arn:s:y\"", "enough")]
    [InlineData("arn:s:\\u0001", "\"arn:t:y\"", "missing")]
    public void A_resource_may_be_one_of_several(string needed, string existing, string expected) => Has(
        expected, $$"""{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "{{needed}}" }""",
        $$"""{ "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": {{existing}} }""");

    [Theory]
    [InlineData("NotAction", """["iam:*","kms:*"]""", "enough")]
    [InlineData("NotAction", """["iam:*","SQS:send*"]""", "missing")]
    [InlineData("NotResource", """["arn:t:*","arn:s:y"]""", "enough")]
    [InlineData("NotResource", """["arn:t:*","arn:s:*"]""", "missing")]
    public void What_is_left_out_is_not_allowed(string name, string left, string expected) => Has(
        expected, """{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:s:x" }""",
        name == "NotAction"
            ? $$"""{ "Effect": "Allow", "NotAction": {{left}}, "Resource": "*" }"""
            : $$"""{ "Effect": "Allow", "Action": "*", "NotResource": {{left}} }""");

    [Theory]
    [InlineData($$"""{ "AWS": ["{{A}}", "{{B}}"] }""", "{}", "enough")]
    [InlineData($$"""{ "AWS": "{{A}}" }""", "{}", "missing")]
    [InlineData($$"""{ "AWS": ["{{A}}", "{{B}}"] }""", """{"Bool":{"aws:SecureTransport":"true"}}""", "narrower")]
    [InlineData($$"""{ "AWS": ["{{A}}", "{{B}}"] }""", """{"ArnEquals":{"aws:SourceArn":"arn:x"}}""", "narrower")]
    [InlineData("""{ "AWS": "arn:aws:iam::1:root" }""", $$$"""{"ArnLike":{"aws:PrincipalArn":["{{{A}}}","{{{B}}}"]}}""", "enough")]
    [InlineData("""{ "AWS": "1" }""", $$$"""{"ArnLike":{"aws:principalarn":["{{{A}}}","{{{B}}}"]}}""", "enough")]
    [InlineData("""{ "AWS": "1" }""", $$$"""{"StringEquals":{"aws:PrincipalArn":"{{{B}}}"}}""", "missing")]
    [InlineData("""{ "AWS": "2" }""", "{}", "missing")]
    public void Callers_are_the_principals_or_in_the_condition(string principal, string condition, string expected)
    {
        var existing = $$"""{ "Effect": "Allow", "Action": "kms:Decrypt", "Principal": {{principal}}, "Condition": {{condition}} }""";

        Has(expected, OfCallers("kms:Decrypt"), existing);
    }

    // The statement is told as the document has it, for all callers, however many of them miss it.
    [Fact]
    public void A_statement_that_several_callers_miss_is_told_once() => Assert.Equal(
        [OfCallers("kms:Decrypt").Replace(" ", "", StringComparison.Ordinal)], Compare(OfCallers("kms:Decrypt"), "").Missing);

    [Theory]
    [InlineData($$"""{ "AWS": ["{{A}}", "{{B}}", "arn:aws:iam::2:root"] }""", "{}", "sts:AssumeRole to AWS 2")]
    [InlineData(
        $$"""{ "AWS": ["{{A}}", "{{B}}"], "Service": "ec2.amazonaws.com" }""", "{}", "sts:AssumeRole to Service ec2.amazonaws.com")]
    [InlineData($$"""{ "AWS": "{{A}}" }""", "{}")]
    [InlineData("""{ "AWS": ["1", "2"] }""", $$$"""{"ArnEquals":{"aws:PrincipalArn":"{{{A}}}"}}""", "sts:AssumeRole to AWS 1, AWS 2")]
    [InlineData("""{ "AWS": "1" }""", $$$"""{"ArnLike":{"AWS:PrincipalArn":["{{{A}}}","{{{B}}}"]}}""")]
    [InlineData("\"*\"", "{}", "sts:AssumeRole to AWS *")]
    public void Who_else_may_is_told(string principal, string condition, params string[] wider)
    {
        var existing = $$"""{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {{principal}}, "Condition": {{condition}} }""";

        Assert.Equal(wider, Compare(OfCallers("sts:AssumeRole"), existing).Wider);
    }

    [Fact]
    public void Without_a_sid_it_is_called_by_its_first_actions() => Assert.Equal(
        "a:A, b:B, c:C", Assert.Single(Statements("""{ "Action": ["a:A", "b:B", "c:C", "d:D"] }""")).Name);

    private static string OfCallers(string action) => $$$"""
        {"Effect":"Allow","Action":"{{{action}}}","Principal":{"AWS":"arn:aws:iam::1:root"},
        "Condition":{"StringEquals":{"aws:PrincipalArn":["{{{A}}}","{{{B}}}"]} } }
        """.ReplaceLineEndings("");

    private static void Has(string expected, string needed, string existing)
    {
        var comparison = Compare(needed, existing);

        Assert.Equal(expected, comparison.Missing.Count > 0 ? "missing" : comparison.Narrower.Count > 0 ? "narrower" : "enough");
    }

    private static PolicyComparison Compare(string needed, string existing) => new(Statements(needed), Statements(existing));

    private static IReadOnlyList<PolicyStatement> Statements(string statements) =>
        PolicyStatement.Of(JsonNode.Parse($$"""{ "Statement": [{{statements}}] }"""));
}
