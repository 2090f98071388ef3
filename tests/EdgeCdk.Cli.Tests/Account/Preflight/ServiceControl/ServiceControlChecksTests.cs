using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;

namespace EdgeCdk.Cli.Tests.Account.Preflight.ServiceControl;

/// <summary>What is told of policies: which statement, which calls of whom, and on what it depends.</summary>
public sealed class ServiceControlChecksTests
{
    private const string All = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string Queue = "arn:aws:sqs:eu-central-1:123456789011:jobs";

    private const string Nothing =
        "Ok no statement of scp.json denies one of the 9 actions that deployment and edge need in every case; "
        + "policies that were not given may";

    private const string OnlyThen = ", which is known only when the call is made";

    private static readonly NeededCall[] Calls =
    [
        new("the deployment", null, "sqs:CreateQueue", Queue),
        new("demo-jobs", null, "sqs:SendMessage", "arn:aws:sqs:eu-central-1:123456789011:Edge-demo-*"),
        new("demo-jobs", null, "sqs:SendMessage", Queue),
        new("demo-cleanup", null, "sqs:SendMessage", "${JobStatus.Arn}"),
        new("demo-cleanup", null, "s3:GetObject", "*"),
        new("demo-cleanup", null, "s3:GetObject", "arn:aws:s3:::*"),
        .. "ABCDEF".Select(letter => new NeededCall("demo-jobs", null, $"kms:{letter}", "*")),
    ];

    [Theory]
    [InlineData(All, Nothing)]
    // Of two callers or more, and of seven actions or more, the first ones are named.
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:SendMessage","Resource":"*"}""",
        "Failed scp.json denies in statement 1 what is needed: sqs:SendMessage (demo-jobs and 1 more)")]
    [InlineData(
        """{"Sid":"Keys","Effect":"Deny","Action":"kms:*","Resource":"*"}""",
        "Failed scp.json denies in Keys what is needed: kms:A (demo-jobs), kms:B (demo-jobs), kms:C (demo-jobs), kms:D (demo-jobs), "
            + "kms:E (demo-jobs), kms:F (demo-jobs)")]
    [InlineData(
        """{"Effect":"Deny","NotAction":["sqs:C*","s3:*"],"Resource":"*"}""",
        "Failed scp.json denies in statement 1 what is needed: sqs:SendMessage (demo-jobs and 1 more), kms:A (demo-jobs), "
            + "kms:B (demo-jobs), kms:C (demo-jobs), kms:D (demo-jobs), kms:E (demo-jobs) and 1 more actions")]
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:CreateQueue"}""",
        "Failed scp.json denies in statement 1 what is needed: sqs:CreateQueue (the deployment)")]
    // Resources: what may be another one depends on the call.
    [InlineData($$"""{"Effect":"Deny","Action":"sqs:CreateQueue","NotResource":"{{Queue}}"}""", Nothing)]
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:*:*:Edge-demo-JobStatus"}""", Nothing,
        "Unknown scp.json, statement 1, may concern sqs:SendMessage (demo-jobs and 1 more); that depends on the resource")]
    [InlineData(
        """{"Effect":"Deny","Action":"sqs:SendMessage","NotResource":"arn:aws:sqs:*:*:j*"}""", Nothing,
        "Unknown scp.json, statement 1, may concern sqs:SendMessage (demo-jobs and 1 more); that depends on the resource")]
    [InlineData("""{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::vault"}""", Nothing,
        "Unknown scp.json, statement 1, may concern s3:GetObject (demo-cleanup); that depends on the resource")]
    [InlineData("""{"Effect":"Deny","Action":"sqs:SendMessage","Resource":"*-payments"}""", Nothing,
        "Unknown scp.json, statement 1, may concern sqs:SendMessage (demo-jobs and 1 more); that depends on the resource")]
    [InlineData("""{"Effect":"Deny","Action":"sqs:CreateQueue","Resource":"arn:aws:sqs:*:*:${aws:PrincipalTag/team}-*"}""", Nothing,
        "Unknown scp.json, statement 1, may concern sqs:CreateQueue (the deployment); that depends on the resource")]
    [InlineData("""{"Effect":"Deny","Action":"sqs:CreateQueue","Resource":"arn:aws:s3:::${aws:PrincipalTag/team}"}""", Nothing)]
    // Conditions are named once each.
    [InlineData(
        """
        {"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"k":"1","l":"1"},"StringLike":{"k":"2"},"Bool":null}}
        """, Nothing, "Unknown scp.json, statement 1, may concern s3:GetObject (demo-cleanup); that depends on its condition (k, l)")]
    // What a list allows, all its statements together.
    [InlineData(
        """{"Effect":"Allow","Action":["sqs:*","kms:*"],"Resource":"*"}""",
        "Failed scp.json does not allow what is needed: s3:GetObject (demo-cleanup)")]
    [InlineData(
        """{"Effect":"Allow","Action":["sqs:*","kms:*"],"Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}""",
        "Failed scp.json denies in statement 2 what is needed: s3:GetObject (demo-cleanup)",
        "Failed scp.json does not allow what is needed: s3:GetObject (demo-cleanup)")]
    [InlineData(
        """
        {"Effect":"Allow","Action":["sqs:*","kms:*"],"Resource":"*"},
        {"Effect":"Allow","Action":["s3:*","kms:A"],"Resource":"*","Condition":{"Bool":{"k":"true"}}}
        """, Nothing, "Unknown scp.json, statement 2, may concern s3:GetObject (demo-cleanup); that depends on its condition (k)")]
    public void Each_statement_that_matters_is_named_with_the_calls(string statements, params string[] found)
    {
        var findings = Find(statements);

        Assert.Equal(found.Length, findings.Count);
        Assert.All(found.Zip(findings), pair => Assert.Equal(
            pair.First, $"{pair.Second.Outcome} {pair.Second.What}".Replace(OnlyThen, "", StringComparison.Ordinal)));
    }

    private static List<Finding> Find(string statements) =>
    [
        .. ServiceControlChecks.Find(
            [ServiceControlPolicy.Read("scp.json", $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""")], Calls,
            new("demo", "aws", "eu-central-1", "123456789011", "vpc-1", "hnb659fds")),
    ];
}
