using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;

namespace EdgeCdk.Cli.Tests.Account.Preflight.Existing;

/// <summary>What a policy allows, statement by statement, against what is needed.</summary>
public sealed class PolicyComparisonTests
{
    private const string Queue = "arn:aws:sqs:eu-central-1:123456789011:jobs";

    private const string Needed = $$"""
        { "Sid": "Send", "Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:GetQueueUrl"], "Resource": "{{Queue}}" }
        """;

    [Theory]
    // The same, in one statement or in two, by patterns, without regard to the case of actions, or by what is not meant.
    [InlineData(Needed)]
    [InlineData("""
        { "Effect": "Allow", "Action": "sqs:sendmessage", "Resource": "*" }, { "Effect": "Allow", "Action": "sqs:Get*", "Resource": "*" }
        """)]
    [InlineData("""{ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:*:123456789011:job?" }""")]
    [InlineData("""{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }""")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:payments" }""")]
    public void What_covers_all_of_it_is_enough(string existing)
    {
        var comparison = Compare(Needed, existing);

        Assert.Empty(comparison.Missing.Concat(comparison.Narrower).Concat(comparison.Denied));
    }

    [Theory]
    [InlineData("", """{"Sid":"Send","Effect":"Allow","Action":["sqs:SendMessage","sqs:GetQueueUrl"],"Resource":"%"}""")]
    [InlineData(
        """{ "Effect": "Allow", "Action": "sqs:Get*", "Resource": "*" }""",
        """{"Sid":"Send","Effect":"Allow","Action":"sqs:SendMessage","Resource":"%"}""")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:eu-central-1:123456789011:others" }""",
        """{"Sid":"Send","Effect":"Allow","Action":["sqs:SendMessage","sqs:GetQueueUrl"],"Resource":"%"}""")]
    [InlineData(
        """{ "Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }""",
        """{"Sid":"Send","Effect":"Allow","Action":["sqs:SendMessage","sqs:GetQueueUrl"],"Resource":"%"}""")]
    public void What_is_missing_is_a_statement_to_add(string existing, string statement) =>
        Assert.Equal([statement.Replace("%", Queue, StringComparison.Ordinal)], Compare(Needed, existing).Missing);

    [Fact]
    public void What_is_missing_has_only_what_is_not_there()
    {
        const string needed = """{"Effect":"Allow","Action":["s:A","s:B"],"Resource":["x","y"]}""";
        const string trust = """{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ecs-tasks.amazonaws.com"}}""";

        Assert.Equal(
            ["""{"Effect":"Allow","Action":"s:B","Resource":["x","y"]}"""],
            Compare(needed, """{ "Effect": "Allow", "Action": "s:A", "Resource": "*" }""").Missing);
        Assert.Equal(
            ["""{"Effect":"Allow","Action":["s:A","s:B"],"Resource":"y"}"""],
            Compare(needed, """{ "Effect": "Allow", "Action": "s:*", "Resource": "x" }""").Missing);
        Assert.Equal([trust], Compare(trust, "").Missing);
    }

    [Theory]
    [InlineData("""{ "Effect": "Deny", "Action": "sqs:Send*", "Resource": "*" }""", "sqs:SendMessage (Send)")]
    [InlineData("""{ "Effect": "Deny", "NotAction": "sqs:Get*", "Resource": "*" }""", "sqs:SendMessage (Send)")]
    [InlineData("""
        { "Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
        """)]
    [InlineData("""{ "Effect": "Deny", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:payments" }""")]
    public void What_is_denied_is_named(string denial, params string[] denied) =>
        Assert.Equal(denied, Compare(Needed, $"{Needed}, {denial}").Denied);

    [Theory]
    [InlineData("""{ "Effect": "Allow", "Action": "*", "Resource": "*" }""", "* on *")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:DeleteQueue", "Resource": "%" }""", "sqs:DeleteQueue on %")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*" }""", "sqs:SendMessage on *")]
    [InlineData("""{ "Sid": "Rest", "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }""", "Rest")]
    [InlineData("""{ "Sid": "Rest", "Effect": "Allow", "Action": "sqs:SendMessage", "NotResource": "%" }""", "Rest")]
    [InlineData("""{ "Sid": "Rest", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "%", "NotPrincipal": "*" }""", "Rest")]
    [InlineData("""
        { "Effect": "Allow", "Action": "SQS:sendMessage", "Resource": "%", "Condition": { "Bool": { "aws:SecureTransport": "true" } } }
        """)]
    public void What_is_allowed_beside_it_is_wider(string existing, params string[] wider) => Assert.Equal(
        wider.Select(one => one.Replace("%", Queue, StringComparison.Ordinal)),
        Compare(Needed, $"{Needed}, {existing.Replace("%", Queue, StringComparison.Ordinal)}").Wider);

    [Theory]
    // Names that CloudFormation gave since then, and a condition that the edge may meet or not.
    [InlineData("""
        { "Effect": "Allow", "Action": "lambda:*", "Resource": "arn:aws:lambda:eu-central-1:1:function:Edge-demo-Cleanup-X1" }
        """)]
    [InlineData("""
        { "Effect": "Allow", "Action": "lambda:*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } } }
        """)]
    public void Less_than_a_pattern_is_neither_missing_nor_enough(string existing)
    {
        const string needed = """
            { "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-central-1:1:function:Edge-demo-*" }
            """;
        var comparison = Compare(needed, existing);

        Assert.Empty(comparison.Missing);
        Assert.Single(comparison.Narrower);
    }

    // Before the deployment the id is a star; afterwards the team gives the one that there is.
    [Theory]
    [InlineData("*")]
    [InlineData("fsap-0123456789abcdef0")]
    public void An_id_that_is_known_after_the_deployment_is_as_good_as_the_star(string id)
    {
        var needed = Mount("StringLike", PolicyStatement.Open);
        var comparison = Compare(needed, Mount(id == "*" ? "StringLike" : "StringEquals", id));

        Assert.Empty(comparison.Missing.Concat(comparison.Narrower).Concat(comparison.Wider));

        static string Mount(string test, string id) => $$$"""
            { "Effect": "Allow", "Action": "elasticfilesystem:ClientMount", "Resource": "arn:aws:elasticfilesystem:r:1:file-system/*",
              "Condition": { "{{{test}}}": { "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:r:1:access-point/{{{id}}}" } } }
            """.Replace("\u0001", "\\u0001", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Service": "ecs-tasks.amazonaws.com" }""", "", true, false)]
    [InlineData("""{ "Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }""", "", true, true)]
    [InlineData("""{ "Service": "ec2.amazonaws.com" }""", "", false, true)]
    [InlineData("\"*\"", "", true, true)]
    // Another account's tasks may not; and a condition that the tasks of this one do not meet.
    [InlineData(
        """{ "Service": "ecs-tasks.amazonaws.com" }""", """, "Condition": { "StringEquals": { "aws:SourceAccount": "1" } }""", true, false)]
    public void A_trust_policy_is_compared_by_principal(string principal, string condition, bool isEnough, bool isWider)
    {
        const string source = """, "Condition": { "StringEquals": { "aws:SourceAccount": "1" } }""";
        var comparison = Compare(Trust("""{ "Service": "ecs-tasks.amazonaws.com" }""", source), Trust(principal, condition));

        Assert.Equal(isEnough, comparison.Missing.Count == 0 && comparison.Narrower.Count == 0);
        Assert.Equal(isWider || condition.Length == 0, comparison.Wider.Count > 0);

        static string Trust(string principal, string condition) =>
            $$"""{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {{principal}}{{condition}} }""";
    }

    [Theory]
    [InlineData("""{ "Effect": "Deny", "Action": "kms:*", "Resource": "*", "Principal": "*" }""", true)]
    [InlineData("""{ "Effect": "Deny", "Action": ["kms:C*", "kms:R*"], "Resource": ["a", "b"], "Principal": { "AWS": "*" } }""", true)]
    [InlineData("""{ "Effect": "Deny", "Action": "kms:*", "Resource": "*", "Principal": { "AWS": ["2", "1"] } }""", true)]
    [InlineData("", false)]
    [InlineData("""{ "Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": "*" }""", false)]
    [InlineData("""{ "Effect": "Allow", "Action": "kms:CreateGrant", "Resource": "a", "Principal": { "AWS": "1" } }""", false)]
    [InlineData("""{ "Effect": "Deny", "Action": "kms:CreateGrant", "Resource": "*", "Principal": "*" }""", false)]
    [InlineData("""{ "Effect": "Deny", "Action": "kms:*", "Resource": "a", "Principal": "*" }""", false)]
    [InlineData("""{ "Effect": "Deny", "Action": "kms:*", "Resource": "*", "Principal": { "AWS": "2" } }""", false)]
    [InlineData("""
        { "Effect": "Deny", "Action": "kms:*", "Resource": "*", "Principal": "*", "Condition": { "Bool": { "k": "true" } } }
        """, false)]
    public void A_denial_that_is_missing_is_told(string existing, bool isThere)
    {
        const string denial = """
            {"Sid":"No","Effect":"Deny","Action":["kms:CreateGrant","kms:RevokeGrant"],"Resource":["a","b"],"Principal":{"AWS":["1","2"]}}
            """;
        var comparison = Compare($"{denial}, {Needed}", $"{Needed}{(existing.Length == 0 ? "" : ", ")}{existing}");

        Assert.Equal(isThere ? [] : [denial.Trim()], comparison.MissingDenials);
        Assert.Empty(comparison.Missing.Concat(comparison.Denied));
        Assert.Equal(existing.Contains("Allow", StringComparison.Ordinal) ? 1 : 0, comparison.Wider.Count);
    }

    [Theory]
    [InlineData("""{ "AWS": "1" }""", "a", "{}", "kms:Decrypt (Use)")]
    [InlineData("""{ "AWS": "arn:aws:iam::1:role/a" }""", "*", "{}", "kms:Decrypt (Use)")]
    [InlineData("\"*\"", "b", """{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::1:role/*" } }""", "kms:Decrypt (Use)")]
    // Another resource, another account, another caller, and a condition that nobody knows.
    [InlineData("\"*\"", "c", "{}")]
    [InlineData("""{ "AWS": "3" }""", "*", "{}")]
    [InlineData("""{ "AWS": "arn:aws:iam::1:role/b" }""", "*", "{}")]
    [InlineData("\"*\"", "*", """{ "Bool": { "aws:SecureTransport": "false" } }""")]
    public void A_denial_of_a_key_is_for_some_of_those_who_need_it(
        string principal, string resource, string condition, params string[] denied)
    {
        const string needed = """
            { "Sid": "Use", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": ["a", "b"], "Principal": { "AWS": ["1", "2"] },
              "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::1:role/a" } } }
            """;
        var denial = $$"""
            { "Effect": "Deny", "Action": "kms:*", "Resource": "{{resource}}", "Principal": {{principal}}, "Condition": {{condition}} }
            """;

        Assert.Equal(denied, Compare(needed, $"{needed}, {denial}").Denied);
    }

    private static PolicyComparison Compare(string needed, string existing) => new(Statements(needed), Statements(existing));

    private static IReadOnlyList<PolicyStatement> Statements(string statements) =>
        PolicyStatement.Of(JsonNode.Parse($$"""{ "Statement": [{{statements}}] }"""));

    // A key policy may name the roles themselves, or the account with a condition on the caller; for all of them, or one by one.
    [Theory]
    [InlineData("\"arn:aws:iam::1:role/a\", \"arn:aws:iam::1:role/b\"", 0)]
    [InlineData("\"arn:aws:iam::1:role/a\"", 1)]
    [InlineData("\"arn:aws:iam::1:root\"", 0)]
    public void A_role_as_principal_is_as_good_as_a_condition_on_the_caller(string principals, int missing)
    {
        const string needed = """
            { "Sid": "Jobs", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", "Principal": { "AWS": "arn:aws:iam::1:root" },
              "Condition": { "StringEquals": { "aws:PrincipalArn": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"] } } }
            """;
        var existing = $$"""{ "Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": { "AWS": [{{principals}}] } }""";

        Assert.Equal(missing, Compare(needed, existing).Missing.Count);
    }
}
