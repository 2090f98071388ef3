namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Statements that are not the same on both sides: what is told of them, all of it, and what needs a decision.</summary>
public sealed class IamJudgeTests
{
    private const string IfOne = """, "Condition": {"StringEquals": {"k": "1"}}""";
    private const string IfTwo = """, "Condition": {"StringEquals": {"k": "2"}}""";
    private const string IfThree = """, "Condition": {"StringEquals": {"k": "3"}}""";
    private const string OnX = """ "Resource": "x" """;
    private const string Place = "[Properties.Policies[0].PolicyDocument.Statement[0]]";
    private const string Second = "[Properties.Policies[0].PolicyDocument.Statement[1]]";
    private const string Values = "Properties.Policies[0].PolicyDocument.Statement[0].Condition.StringEquals";

    [Theory]
    [InlineData(IfOne, IfTwo, $"! widened: Role may do a:B on x if StringEquals k = 2 instead of if StringEquals k = 1 {Place}")]
    [InlineData(IfOne, "", $"! widened: Role may do a:B on x without the condition StringEquals k = 1 {Place}")]
    [InlineData("", IfOne, $"narrowed: Role may do a:B on x only with the condition StringEquals k = 1 {Place}")]
    [InlineData(
        """, "Condition": {"StringEquals": {"k": "1", "l": "2"}}""", IfOne,
        $"! widened: Role may do a:B on x without the condition StringEquals l = 2, only if StringEquals k = 1 {Place}")]
    [InlineData(
        IfOne, """, "Condition": {"StringLike": {"k": "1"}}""",
        $"! widened: Role may do a:B on x if StringLike k = 1 instead of if StringEquals k = 1 {Place}")]
    [InlineData(
        IfOne, """, "Condition": {"StringEquals": {"l": "1"}}""",
        $"! widened: Role may do a:B on x if StringEquals l = 1 instead of if StringEquals k = 1 {Place}")]
    [InlineData(
        """, "Condition": {"StringNotEquals": {"k": ["1", "2"]}}""", """, "Condition": {"StringNotEquals": {"k": "2"}}""",
        $"! widened: Role may do a:B on x if StringNotEquals k = 2 instead of if StringNotEquals k = 1 or 2 {Place}")]
    [InlineData(
        """, "Condition": {"StringNotEquals": {"k": "2"}}""", """, "Condition": {"StringNotEquals": {"k": ["1", "2"]}}""",
        $"narrowed: Role may do a:B on x if StringNotEquals k = 1 or 2 instead of if StringNotEquals k = 2 {Place}")]
    [InlineData(IfOne, """, "Condition": {"StringEquals": {"K": "1"}}""", $"updated: Role is updated: IAM Role [{Values}.K, {Values}.k]")]
    public void Another_condition_is_told_once_and_what_it_allows_more_needs_a_decision(string before, string after, string says) =>
        Assert.Equal(
            says, SmallStack.ReviewRights($$"""[{"Action": "a:B",{{OnX}}{{before}} }]""", $$"""[{"Action": "a:B",{{OnX}}{{after}} }]"""));

    [Theory]
    [InlineData(IfOne, "", $"narrowed: Role is forbidden to do a:B on x without the condition StringEquals k = 1 {Place}")]
    [InlineData("", IfOne, $"! widened: Role is forbidden to do a:B on x only with the condition StringEquals k = 1 {Place}")]
    [InlineData(
        IfOne, IfTwo, $"! widened: Role is forbidden to do a:B on x if StringEquals k = 2 instead of if StringEquals k = 1 {Place}")]
    public void Another_condition_of_a_denial_is_told_once(string before, string after, string says) => Assert.Equal(
        says,
        SmallStack.ReviewRights(
            $$"""[{"Effect": "Deny", "Action": "a:B",{{OnX}}{{before}} }]""",
            $$"""[{"Effect": "Deny", "Action": "a:B",{{OnX}}{{after}} }]"""));

    [Fact]
    public void A_right_that_is_new_hides_none_that_was_under_another_condition() => Assert.Equal(
        $"! widened: Role may now do a:B, a:C on x if StringEquals k = 2: so far, another condition was necessary for a:B {Place}",
        SmallStack.ReviewRights(
            $$"""[{"Action": "a:B",{{OnX}}{{IfOne}} }]""", $$"""[{"Action": ["a:B", "a:C"],{{OnX}}{{IfTwo}} }]"""));

    [Fact]
    public void A_part_of_a_statement_that_gets_another_condition_is_told_by_that_part() => Assert.Equal(
        $"! widened: Role may do a:C on x if StringEquals k = 2 instead of if StringEquals k = 1 {Second}",
        SmallStack.ReviewRights(
            $$"""[{"Action": ["a:B", "a:C"],{{OnX}}{{IfOne}} }]""",
            $$"""[{"Action": "a:B",{{OnX}}{{IfOne}} }, {"Action": "a:C",{{OnX}}{{IfTwo}} }]"""));

    [Fact]
    public void Each_statement_is_told_with_the_one_that_said_the_same() => Assert.Equal(
        $"""
        ! widened: Role may do a:B on x if StringEquals k = 3 instead of if StringEquals k = 1 {Place}
        ! widened: Role may do a:C on x if StringEquals k = 3 instead of if StringEquals k = 2 {Second}
        """,
        SmallStack.ReviewRights(
            $$"""[{"Action": "a:B",{{OnX}}{{IfOne}} }, {"Action": "a:C",{{OnX}}{{IfTwo}} }]""",
            $$"""[{"Action": "a:B",{{OnX}}{{IfThree}} }, {"Action": "a:C",{{OnX}}{{IfThree}} }]"""));

    [Fact]
    public void What_two_statements_said_may_be_said_by_one() => Assert.Equal(
        $"! widened: Role may do a:B, a:C on x if StringEquals k = 3 instead of if StringEquals k = 1 {Place}",
        SmallStack.ReviewRights(
            $$"""[{"Action": "a:B",{{OnX}}{{IfOne}} }, {"Action": "a:C",{{OnX}}{{IfTwo}} }]""",
            $$"""[{"Action": ["a:B", "a:C"],{{OnX}}{{IfThree}} }]"""));

    // What is lost or new beside it is another statement.
    [Fact]
    public void A_condition_is_told_beside_other_changes()
    {
        Assert.Equal(
            $"""
            narrowed: Role is forbidden to do a:B on x without the condition StringEquals k = 1 {Place}
            narrowed: Role may no longer do a:C on x {Second}
            """,
            SmallStack.ReviewRights(
                $$"""[{"Effect": "Deny", "Action": "a:B",{{OnX}}{{IfOne}} }, {"Action": ["a:C", "a:D"],{{OnX}} }]""",
                $$"""[{"Effect": "Deny", "Action": "a:B",{{OnX}} }, {"Action": "a:D",{{OnX}} }]"""));
        Assert.Equal(
            $"""
            narrowed: Role may do a:B on x only with the condition StringEquals k = 1 {Place}
            widened: Role may now do a:C on x {Second}
            """,
            SmallStack.ReviewRights(
                $$"""[{"Action": "a:B",{{OnX}} }, {"Action": "a:D",{{OnX}} }]""",
                $$"""[{"Action": "a:B",{{OnX}}{{IfOne}} }, {"Action": ["a:C", "a:D"],{{OnX}} }]"""));
    }

    [Fact]
    public void Of_two_statements_that_said_the_same_the_one_with_its_Sid_became_it() => Assert.Equal(
        $"! widened: Role may do a:B on x if StringEquals k = 3 instead of if StringEquals k = 2 {Second}",
        SmallStack.ReviewRights(
            $$"""[{"Sid": "A", "Action": "a:*",{{OnX}}{{IfOne}} }, {"Sid": "B", "Action": "a:B",{{OnX}}{{IfTwo}} }]""",
            $$"""[{"Sid": "A", "Action": "a:C",{{OnX}}{{IfOne}} }, {"Sid": "B", "Action": "a:B",{{OnX}}{{IfThree}} }]""")
            .Split('\n')[0]);

    [Theory]
    [InlineData("Deny", IfOne, "Allow", IfTwo, $"""
        ! widened: Role is no longer forbidden to do a:B on x if StringEquals k = 1 {Place}
        widened: Role may now do a:B on x if StringEquals k = 2 {Place}
        """)]
    [InlineData("Allow", "", "Deny", "", $"""
        narrowed: Role is now forbidden to do a:B on x {Place}
        narrowed: Role may no longer do a:B on x {Place}
        """)]
    [InlineData("Deny", "", "Allow", "", $"""
        ! widened: Role is no longer forbidden to do a:B on x {Place}
        widened: Role may now do a:B on x {Place}
        """)]
    public void A_denial_is_no_condition_of_what_is_allowed(string before, string ifBefore, string after, string ifAfter, string says) =>
        Assert.Equal(
            says,
            SmallStack.ReviewRights(
                $$"""[{"Effect": "{{before}}", "Action": "a:B",{{OnX}}{{ifBefore}} }]""",
                $$"""[{"Effect": "{{after}}", "Action": "a:B",{{OnX}}{{ifAfter}} }]"""));

    [Theory]
    [InlineData("""{"Action": "a:B", "Resource": ["x", "y"]}""", $"widened: Role may now do a:B on y {Place}")]
    [InlineData("""{"Action": ["A:b", "a:C"], "Resource": "x"}""", $"widened: Role may now do a:C on x {Place}")]
    [InlineData("""{"Action": "a:*", "Resource": "x"}""", $"! widened: Role may now do a:* on x: a wildcard allows every action {Place}")]
    [InlineData("""{"NotAction": "a:B", "Resource": "x"}""", $"""
        ! widened: Role may now do all but a:B on x: everything except what is named is allowed {Place}
        narrowed: Role may no longer do a:B on x {Place}
        """)]
    [InlineData("""{"Action": "a:B", "NotResource": ["x", "y"]}""", $"""
        ! widened: Role may now do a:B on all but x, y: everything except what is named is allowed {Place}
        narrowed: Role may no longer do a:B on x {Place}
        """)]
    public void What_may_be_done_now_and_could_not_before_is_told_and_nothing_else(string after, string says) =>
        Assert.Equal(says, SmallStack.ReviewRights("""[{"Action": "a:B", "Resource": "x"}]""", $"[{after}]"));

    [Theory]
    [InlineData("iam:PassRole", true)]
    [InlineData("iam:GetRole", false)]
    [InlineData("iam:ListRoles", false)]
    [InlineData("sts:AssumeRole", true)]
    [InlineData("sts:AssumeRoleWithWebIdentity", true)]
    [InlineData("sts:Assume*", true)]
    [InlineData("sts:GetCallerIdentity", false)]
    [InlineData("kms:PutKeyPolicy", true)]
    [InlineData("kms:Put*", true)]
    [InlineData("kms:CreateGrant", true)]
    [InlineData("KMS:creategrant", true)]
    [InlineData("kms:Create*", true)]
    [InlineData("kms:Decrypt", false)]
    [InlineData("lambda:AddPermission", true)]
    [InlineData("lambda:UpdateFunctionCode", true)]
    [InlineData("lambda:Update*", true)]
    [InlineData("lambda:UpdateAlias", false)]
    [InlineData("lambda:Invoke*", false)]
    [InlineData("s3:PutBucketPolicy", true)]
    [InlineData("s3:Put*", true)]
    [InlineData("s3:PutObject", false)]
    [InlineData("s3:PutPolicyOfNothing", false)]
    public void What_changes_permissions_or_uses_those_of_others_needs_a_decision(string action, bool isGrave) => Assert.Equal(
        isGrave
            ? $"! widened: Role may now do {action} on x: it allows privilege escalation {Place}"
            : $"widened: Role may now do {action} on x {Place}",
        SmallStack.ReviewRights(
            """[{"Action": "a:B", "Resource": "x"}]""", $$"""[{"Action": ["a:B", "{{action}}"], "Resource": "x"}]"""));

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:sqs:eu-central-1:123456789011:*", true)]
    [InlineData("arn:aws:s3:::*", true)]
    [InlineData("arn:aws:logs:eu-central-1:123456789011:log-group:*", true)]
    [InlineData("arn:aws:iam::123456789011:role/*", true)]
    [InlineData("arn:aws:sqs:eu-central-1:*:queue", true)]
    [InlineData("arn:aws:sqs:*:123456789011:queue", false)]
    [InlineData("arn:aws:iam::123456789011:role/edge/*", false)]
    [InlineData("arn:aws:s3:::bucket/*", false)]
    [InlineData("arn:aws:logs:eu-central-1:123456789011:log-group:edge:*", false)]
    public void All_of_a_kind_needs_a_decision(string resource, bool isGrave)
    {
        var where = resource == "*" ? "everything (*)" : resource;

        Assert.Equal(
            isGrave
                ? $"! widened: Role may now do a:B on {where}: a wildcard allows every resource {Place}"
                : $"widened: Role may now do a:B on {where} {Place}",
            SmallStack.ReviewRights(
                """[{"Action": "a:B", "Resource": "arn:x"}]""", $$"""[{"Action": "a:B", "Resource": ["arn:x", "{{resource}}"]}]"""));
    }
}
