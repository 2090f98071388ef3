namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Where policies stand: in resources of their own, in permissions of functions, and nowhere.</summary>
public sealed class StatementsTests
{
    private const string Role = """ "Role": {"Type": "AWS::IAM::Role"} """;

    [Theory]
    [InlineData("Policy", """ "Roles": [{"Ref": "Role"}] """, "Role may now do a:C on x [Policy: Properties.PolicyDocument.Statement[0]]")]
    [InlineData(
        "ManagedPolicy", """ "Roles": [{"Ref": "Role"}] """, "Role may now do a:C on x [Policy: Properties.PolicyDocument.Statement[0]]")]
    [InlineData(
        "RolePolicy", """ "RoleName": {"Ref": "Role"} """, "Role may now do a:C on x [Policy: Properties.PolicyDocument.Statement[0]]")]
    [InlineData("Policy", """ "Roles": ["a"] """, "Policy may now do a:C on x [Properties.PolicyDocument.Statement[0]]")]
    [InlineData("Policy", """ "Roles": [{"Ref": "Nowhere"}] """, "Policy may now do a:C on x [Properties.PolicyDocument.Statement[0]]")]
    public void A_policy_belongs_to_the_roles_that_it_is_attached_to(string type, string to, string says)
    {
        string With(string actions) => $$$"""
            {{{{Role}}}, "Policy": {"Type": "AWS::IAM::{{{type}}}", "Properties": {
                {{{to}}}, "PolicyDocument": {"Statement": {"Action": [{{{actions}}}], "Resource": "x"} } } } }
            """;

        Assert.Equal($"widened: {says}", SmallStack.Review(With("\"a:B\""), With("\"a:B\", \"a:C\"")));
    }

    [Theory]
    [InlineData("SourceArn")]
    [InlineData("SourceAccount")]
    [InlineData("PrincipalOrgID")]
    public void What_limits_a_permission_is_its_condition(string property)
    {
        string With(string value) => $$"""
            {"Principal": "s3.amazonaws.com", "Action": "lambda:Invoke", "FunctionName": "f"{{value}}}
            """;
        var limited = With($", \"{property}\": \"x\"");

        Assert.Contains(
            "! widened: Permission allows Service s3.amazonaws.com to do lambda:Invoke on f without the condition "
                + $"ArnLike aws:{property} = x [Properties]",
            SmallStack.Review("AWS::Lambda::Permission", limited, With("")).Split('\n'));
        Assert.Contains(
            "narrowed: Permission allows Service s3.amazonaws.com to do lambda:Invoke on f only with the condition "
                + $"ArnLike aws:{property} = x [Properties]",
            SmallStack.Review("AWS::Lambda::Permission", With(""), limited).Split('\n'));
    }

    [Theory]
    [InlineData(""" "Principal": "events.amazonaws.com" """, "now allows Service events.amazonaws.com to do lambda:Invoke on f")]
    [InlineData(""" "Principal": "a" """, "now allows a to do lambda:Invoke on f")]
    public void Whoever_a_permission_names_is_told(string principal, string says) => Assert.Contains(
        $"widened: Permission {says} [Properties]",
        SmallStack.Review(
            "AWS::Lambda::Permission", """{"Principal": "s3.amazonaws.com", "Action": "lambda:Invoke", "FunctionName": "f"}""",
            $$"""{{{principal}}, "Action": "lambda:Invoke", "FunctionName": "f"}""").Split('\n'));

    // AWS lets everything through it. That is told when there was a policy before, and not of a new one.
    [Fact]
    public void An_endpoint_without_a_policy_allows_everything()
    {
        const string narrow = """{"PolicyDocument": {"Statement": {"Principal": "*", "Action": "s3:Get", "Resource": "*"}}}""";
        const string type = "AWS::EC2::VPCEndpoint";

        Assert.Equal(
            "! widened: VPCEndpoint now allows anyone (*) to do everything (*): anyone is allowed [Properties.PolicyDocument]",
            SmallStack.Review(type, narrow, "{}").Split('\n')[0]);
        Assert.Equal(
            "narrowed: VPCEndpoint no longer allows anyone (*) to do everything (*) [Properties.PolicyDocument]",
            SmallStack.Review(type, "{}", narrow));
        Assert.Equal(
            "added: Endpoint is added: EC2 VPCEndpoint [Resources]",
            SmallStack.Review($$"""{{{Role}}}""", $$"""{{{Role}}, "Endpoint": {"Type": "{{type}}"} }"""));
    }

    [Theory]
    [InlineData("arn:aws:sqs:eu-central-1:666677778888:q", true)]
    [InlineData("arn:aws:sqs:eu-central-1:123456789011:other", false)]
    [InlineData("arn:aws:s3:::bucket", false)]
    public void An_account_that_is_named_for_the_first_time_is_told_once(string target, bool isNew)
    {
        string With(string arn) => $$$"""
            {"Targets": [{"Arn": "{{{arn}}}", "Id": "a"}], "Other": "arn:aws:sqs:eu-central-1:123456789011:q"}
            """;

        Assert.Equal(
            isNew
                ? "! widened: Rule names account 666677778888, which no resource named before [Properties.Targets[0].Arn]"
                : "updated: Rule is updated: Events Rule [Properties.Targets[0].Arn]",
            SmallStack.Review("AWS::Events::Rule", With("arn:aws:sqs:eu-central-1:123456789011:q"), With(target)));
    }

    [Fact]
    public void An_account_in_a_statement_is_told_by_the_statement() => Assert.Equal(
        "widened: Role may now do a:B on arn:aws:sqs:eu-central-1:666677778888:q "
            + "[Properties.Policies[0].PolicyDocument.Statement[0]]",
        SmallStack.ReviewRights(
            """[{"Action": "a:B", "Resource": "x"}]""",
            """[{"Action": "a:B", "Resource": ["x", "arn:aws:sqs:eu-central-1:666677778888:q"]}]"""));
}
