namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Policies by whom they belong to: roles, resources that allow others something, and what AWS gives from outside.</summary>
public sealed class PolicyOwnerTests
{
    private const string QueuePolicy = "AWS::SQS::QueuePolicy";
    private const string Place = "[Properties.PolicyDocument.Statement[0]]";
    private const string PrincipalPlace = "[Properties.PolicyDocument.Statement[0].Principal]";
    private const string TrustPlace = "[Properties.AssumeRolePolicyDocument.Statement[0]]";

    // The account that a template names as its own.
    private const string Own = "arn:aws:iam::123456789011:root";

    [Theory]
    [InlineData("""{"AWS": "*"}""", "\"*\"", $"updated: QueuePolicy is updated: SQS QueuePolicy {PrincipalPlace}")]
    [InlineData("\"*\"", """{"AWS": "*"}""", $"updated: QueuePolicy is updated: SQS QueuePolicy {PrincipalPlace}")]
    [InlineData(
        "\"*\"", """{"AWS": "arn:aws:iam::123456789011:role/a"}""",
        $"narrowed: QueuePolicy no longer allows anyone (*) to do sqs:Send on x {Place}")]
    [InlineData(
        """{"AWS": "*"}""", """{"Service": "a.amazonaws.com"}""",
        $"narrowed: QueuePolicy no longer allows anyone (*) to do sqs:Send on x {Place}")]
    [InlineData(
        """{"Service": "a.amazonaws.com"}""", """{"Service": ["a.amazonaws.com", "b.amazonaws.com"]}""",
        $"widened: QueuePolicy now allows Service b.amazonaws.com to do sqs:Send on x {Place}")]
    [InlineData(
        """{"Service": "a.amazonaws.com"}""", """{"Service": "a.amazonaws.com", "AWS": {"Ref": "Account"}}""",
        "widened: QueuePolicy now allows ${Account} to do sqs:Send on x " + Place)]
    [InlineData(
        """{"Service": "a.amazonaws.com"}""", """{"Fn::GetAtt": ["User", "Arn"]}""", """
        widened: QueuePolicy now allows ${User.Arn} to do sqs:Send on x [Properties.PolicyDocument.Statement[0]]
        narrowed: QueuePolicy no longer allows Service a.amazonaws.com to do sqs:Send on x [Properties.PolicyDocument.Statement[0]]
        """)]
    public void Who_is_allowed_more_or_less_is_told(string before, string after, string says) => Assert.Equal(
        says,
        Of(QueuePolicy, $$"""{"Principal": {{before}}, "Action": "sqs:Send", "Resource": "x"}""",
            $$"""{"Principal": {{after}}, "Action": "sqs:Send", "Resource": "x"}"""));

    // The stack's account is the one that it named most before: how often a change names another one makes no difference.
    [Fact]
    public void Another_account_is_another_one_however_often_it_is_named()
    {
        const string other = """{"Principal": {"AWS": "arn:aws:iam::666677778888:root"}, "Action": "sqs:Send", "Resource": "x"}""";

        Assert.Equal(
            "! widened: QueuePolicy now allows arn:aws:iam::666677778888:root to do sqs:Send on x: account 666677778888 is not the "
                + "account of the stack [Properties.PolicyDocument.Statement[1]]",
            Of(
                QueuePolicy, $$"""{"Principal": {"AWS": "{{Own}}"}, "Action": "sqs:Get", "Resource": "x"}""",
                $$"""{"Principal": {"AWS": "{{Own}}"}, "Action": "sqs:Get", "Resource": "x"}, {{other}}, {{other}}""").Split('\n')[0]);
    }

    [Fact]
    public void All_but_some_is_anyone() => Assert.StartsWith(
        "! widened: QueuePolicy now allows all but arn:aws:iam::123456789011:root to do sqs:Send on x: anyone is allowed [",
        Of(
            QueuePolicy, $$"""{"Principal": {"AWS": "{{Own}}"}, "Action": "sqs:Send", "Resource": "x"}""",
            $$"""{"NotPrincipal": {"AWS": "{{Own}}"}, "Action": "sqs:Send", "Resource": "x"}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Own, "kms:*", false)]
    [InlineData("arn:aws:iam::123456789011:role/a", "kms:*", true)]
    [InlineData("arn:aws:iam::123456789011:role/a", "*", true)]
    [InlineData("arn:aws:iam::123456789011:role/a", "kms:PutKeyPolicy", false)]
    public void The_account_itself_may_administer_a_key_and_no_one_else(string principal, string action, bool isGrave) => Assert.Equal(
        isGrave,
        Of(
            "AWS::KMS::Key", $$"""{"Principal": {"AWS": "{{Own}}"}, "Action": "kms:Sign", "Resource": "*"}""",
            $$"""{"Principal": {"AWS": "{{principal}}"}, "Action": ["kms:Sign", "{{action}}"], "Resource": "*"}""")
            .Split('\n').Any(line => line.StartsWith("! widened: Key now allows ", StringComparison.Ordinal)));

    [Fact]
    public void A_policy_that_names_no_resource_is_told_without_one() => Assert.Equal(
        $"widened: QueuePolicy now allows Service a.amazonaws.com to do sqs:Send if StringEquals k = 1 {Place}",
        Of(
            QueuePolicy, """{"Principal": {"Service": "a.amazonaws.com"}, "Action": "sqs:Get"}""",
            """
            {"Principal": {"Service": "a.amazonaws.com"}, "Action": "sqs:Send", "Condition": {"StringEquals": {"k": "1"}}},
            {"Principal": {"Service": "a.amazonaws.com"}, "Action": "sqs:Get"}
            """));

    [Theory]
    [InlineData(
        "\"arn:aws:iam::123456789011:role/b\"",
        $"! widened: Role can now be assumed by arn:aws:iam::123456789011:role/b: it can assume the role {TrustPlace}")]
    [InlineData(
        "\"arn:aws:iam::666677778888:role/b\"",
        $"! widened: Role can now be assumed by arn:aws:iam::666677778888:role/b: account 666677778888 is not the account of the stack "
            + TrustPlace)]
    public void Whoever_can_assume_a_role_that_exists_needs_a_decision(string principal, string says) => Assert.Equal(
        says, OfTrust($$"""{"Principal": {"AWS": ["{{Own}}", {{principal}}]}, "Action": "sts:AssumeRole"}"""));

    [Fact]
    public void Who_is_forbidden_to_assume_a_role_is_told() => Assert.Equal(
        "narrowed: Role now forbids arn:aws:iam::123456789011:role/b to assume it [Properties.AssumeRolePolicyDocument.Statement[1]]",
        OfTrust(
            $$"""
            {"Principal": {"AWS": "{{Own}}"}, "Action": "sts:AssumeRole"},
            {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::123456789011:role/b"}, "Action": "sts:AssumeRole"}
            """));

    // Its permissions were decided together with it, unless they are for everything.
    [Theory]
    [InlineData("iam:PassRole", "x", "", true)]
    [InlineData("a:B", "*", "", true)]
    [InlineData("a:*", "x", "", true)]
    [InlineData("a:B", "x", "", false)]
    [InlineData("iam:PassRole", "x", """, "Condition": {"StringEquals": {"k": "1"}}""", false)]
    [InlineData("a:B", "*", """, "Condition": {"StringEquals": {"k": "1"}}""", false)]
    public void What_a_new_role_may_do_needs_a_decision_when_it_is_grave_and_has_no_condition(
        string action, string resource, string condition, bool isGrave)
    {
        const string topic = """ "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "k"}} """;
        var role = $$"""
            "Role": {"Type": "AWS::IAM::Role", "Properties": {
                "AssumeRolePolicyDocument": {"Statement": {"Principal": {"AWS": "{{Own}}"}, "Action": "sts:AssumeRole"} },
                "Policies": [{"PolicyDocument": {"Statement": {"Action": "{{action}}", "Resource": "{{resource}}"{{condition}} } } }]} }
            """;

        var says = SmallStack.Review($$"""{{{topic}}}""", $$"""{{{topic}},{{role}} }""").Split('\n');

        Assert.Equal(isGrave, says.Any(line => line.StartsWith("! ", StringComparison.Ordinal)));
        Assert.Contains($"widened: Role can now be assumed by {Own} [Properties.AssumeRolePolicyDocument.Statement[0]]", says);
    }

    [Fact]
    public void A_condition_is_no_excuse_for_a_role_that_exists() => Assert.Equal(
        "! widened: Role may now do a:B on everything (*) if StringEquals k = 1: a wildcard allows every resource "
            + "[Properties.Policies[0].PolicyDocument.Statement[1]]",
        SmallStack.ReviewRights(
            """[{"Action": "a:C", "Resource": "x"}]""",
            """
            [{"Action": "a:C", "Resource": "x"},
             {"Action": "a:B", "Resource": "*", "Condition": {"StringEquals": {"k": "1"}}}]
            """));

    [Fact]
    public void Of_a_role_that_is_removed_no_right_is_told() => Assert.Equal(
        "removed: Role is removed (IAM Role) [Resources]",
        SmallStack.Review(
            """{"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": {"Action": "a:B"}}}]}}}""",
            "{}"));

    [Theory]
    [InlineData("Role")]
    [InlineData("User")]
    [InlineData("Group")]
    public void Managed_policies_are_told_when_they_come_and_go(string type) => Assert.Equal(
        $"""
        ! widened: {type} may now do what the managed policy c allows [Properties.ManagedPolicyArns]
        narrowed: {type} may no longer do what the managed policy a allows [Properties.ManagedPolicyArns]
        """,
        SmallStack.Review(
            $"AWS::IAM::{type}", """{"ManagedPolicyArns": ["a", "b"]}""", """{"ManagedPolicyArns": ["b", "c"]}"""));

    [Theory]
    [InlineData("a", "b", "! widened: Role has the permissions boundary b instead of a [Properties.PermissionsBoundary]\n")]
    [InlineData("a", "", "! widened: Role no longer has a permissions boundary (it was a) [Properties.PermissionsBoundary]\n")]
    [InlineData("", "a", "narrowed: Role has the permissions boundary a [Properties.PermissionsBoundary]\n")]
    [InlineData("a", "a", "")]
    public void A_boundary_that_is_another_one_needs_a_decision(string before, string after, string says) =>
        Assert.Equal(
            $"{says}updated: Role is updated: IAM Role [Properties.Description]",
            SmallStack.Review("AWS::IAM::Role", Bounded("1", before), Bounded("2", after)));

    [Fact]
    public void The_boundary_of_a_new_role_is_not_told_as_a_change_of_it() => Assert.Equal(
        "added: Role is added: IAM Role [Resources]",
        SmallStack.Review("{}", """{"Role": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": "a"}}}"""));

    private static string Bounded(string description, string boundary) =>
        $$"""{"Description": "{{description}}"{{(boundary.Length > 0 ? $", \"PermissionsBoundary\": \"{boundary}\"" : "")}} }""";

    private static string Of(string type, string before, string after)
    {
        var property = type == "AWS::KMS::Key" ? "\"EnableKeyRotation\": true, \"KeyPolicy\"" : "\"PolicyDocument\"";
        return SmallStack.Review(
            type, $$"""{{{property}}: {"Statement": [{{before}}]} }""", $$"""{{{property}}: {"Statement": [{{after}}]} }""");
    }

    private static string OfTrust(string after) => SmallStack.Review(
        "AWS::IAM::Role",
        $$"""{"AssumeRolePolicyDocument": {"Statement": [{"Principal": {"AWS": "{{Own}}"}, "Action": "sts:AssumeRole"}]} }""",
        $$"""{"AssumeRolePolicyDocument": {"Statement": [{{after}}]} }""");
}
