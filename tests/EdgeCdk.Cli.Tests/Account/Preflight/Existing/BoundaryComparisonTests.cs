using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;
using PolicyStatement = EdgeCdk.Cli.Account.Preflight.Existing.PolicyStatement;

namespace EdgeCdk.Cli.Tests.Account.Preflight.Existing;

/// <summary>What a permissions boundary leaves of what is needed.</summary>
public sealed class BoundaryComparisonTests
{
    private const string Needed = """
        { "Sid": "Send", "Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:GetQueueUrl"], "Resource": ["arn:s:x", "arn:s:y"],
          "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-1" } } },
        { "Sid": "Files", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:b:in/*" },
        { "Sid": "Never", "Effect": "Deny", "Action": "iam:*", "Resource": "*" }
        """;

    private const string All = """{ "Effect": "Allow", "Action": "*", "Resource": "*" }""";
    private const string Sqs = """{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }""";
    private const string S3 = """{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }""";
    private const string Files = "s3:GetObject (Files)";
    private const string Send = "sqs:SendMessage (Send)";
    private const string Get = "sqs:GetQueueUrl (Send)";

    [Theory]
    [InlineData(All, "", "")]
    [InlineData("""{ "Effect": "Allow", "Action": ["sqs:*", "s3:*"], "Resource": "arn:?:*" }""", "", "")]
    [InlineData("""{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }""", "", "")]
    // Not for every resource, or not at all.
    [InlineData($$"""{{S3}}, { "Effect": "Allow", "Action": "sqs:Send*", "Resource": "arn:s:*" }""", Get, "")]
    [InlineData($$"""{{S3}}, { "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:s:x" }""", $"{Send}, {Get}", "")]
    [InlineData("", $"{Send}, {Get}, {Files}", "")]
    [InlineData(
        $$"""{{S3}}, { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "Bool": { "k": "true" } } }""",
        $"{Send}, {Get}", Files)]
    [InlineData($$"""{{All}}, { "Effect": "Deny", "Action": "sqs:Get*", "Resource": "arn:s:y" }""", Get, "")]
    [InlineData($$"""{{All}}, { "Effect": "Deny", "Action": "sqs:Get*", "Resource": "arn:s:z" }""", "", "")]
    // For part of what a pattern stands for.
    [InlineData($$"""{{Sqs}}, { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:b:in/a*" }""", "", Files)]
    [InlineData($$"""{{All}}, { "Effect": "Deny", "Action": "s3:*", "Resource": "arn:b:in/secret" }""", "", Files)]
    [InlineData($$"""{{Sqs}}, { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:b:out/a*" }""", Files, "")]
    // A condition that is known to hold is as good as none.
    [InlineData(
        """{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*", "Condition": { "StringLike": { "aws:SourceVpc": "*" } } }""",
        Files, "")]
    [InlineData(
        $$"""
        {{All}}, { "Effect": "Deny", "Action": "sqs:Get*", "Resource": "*",
          "Condition": { "StringEquals": { "aws:SourceVpc": ["vpc-1", "vpc-2"] } } }
        """, Get, "")]
    // Under conditions that may hold or not.
    [InlineData(
        """{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": { "k": "true" } } }""", "",
        $"{Send}, {Get}, {Files}")]
    [InlineData(
        $$"""{{All}}, { "Effect": "Deny", "Action": "sqs:Get*", "Resource": "*", "Condition": { "Bool": { "k": "true" } } }""", "", Get)]
    public void It_allows_what_is_needed_or_it_says_what_it_takes_away(string boundary, string taken, string open)
    {
        var comparison = new BoundaryComparison(Statements(Needed), Statements(boundary));

        Assert.Equal(taken, string.Join(", ", comparison.Taken));
        Assert.Equal(open, string.Join(", ", comparison.Open));
    }

    private static IReadOnlyList<PolicyStatement> Statements(string statements) =>
        PolicyStatement.Of(JsonNode.Parse($$"""{ "Statement": [{{statements}}] }"""));
}
