using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Who can assume a role, by its trust policy.</summary>
public sealed class TrustPolicyTests
{
    private const string Role = "arn:aws:iam::123456789011:role/demo-plane-manager";
    private const string Root = """ "Principal":{"AWS":"arn:aws:iam::123456789011:root"} """;

    [Theory]
    [InlineData("""{"AWS":"*"}""", true)]
    [InlineData("\"*\"", true)]
    [InlineData("""{"AWS":"123456789011"}""", true)]
    [InlineData("""{"AWS":["arn:aws:iam::999988887777:root","arn:aws:iam::123456789011:role/demo-plane-manager"]}""", true)]
    [InlineData("""{"AWS":"arn:aws-cn:iam::123456789011:root"}""", true)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789011:role/another"}""", false)]
    [InlineData("""{"AWS":"arn:aws:iam::999988887777:root"}""", false)]
    [InlineData("""{"Service":"ecs-tasks.amazonaws.com"}""", false)]
    [InlineData("""{"AWS":"AROA1234567890EXAMPLE"}""", false)]
    public void The_principal_is_the_role_its_account_or_everybody(string principal, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows($$"""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{principal}}}"""));

    [Theory]
    [InlineData("sts:AssumeRole", true)]
    [InlineData("sts:*", true)]
    [InlineData("*", true)]
    [InlineData("sts:Assume????", true)]
    [InlineData("STS:assumerole", true)]
    [InlineData("sts:AssumeRoleWithSAML", false)]
    [InlineData("sts:TagSession", false)]
    public void The_action_may_have_wildcards(string action, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows($$"""{"Effect":"Allow","Action":["{{action}}"],{{Root}}}"""));

    [Theory]
    [InlineData("ArnEquals", "aws:PrincipalArn", Role, true)]
    [InlineData("ArnLike", "aws:principalarn", "arn:aws:iam::123456789011:role/demo-*", true)]
    [InlineData("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/demo-plane-manage?", true)]
    [InlineData("StringEquals", "aws:PrincipalArn", Role, true)]
    [InlineData("StringEquals", "aws:PrincipalArn", "arn:aws:iam::123456789011:role/demo-*", false)]
    [InlineData("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::123456789011:role/other", false)]
    [InlineData("ArnNotEquals", "aws:PrincipalArn", Role, false)]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::123456789011:role/other-*", true)]
    [InlineData("StringNotLike", "aws:PrincipalArn", "*", false)]
    [InlineData("StringNotEquals", "aws:PrincipalArn", Role, false)]
    [InlineData("StringNotEquals", "aws:PrincipalArn", "another", true)]
    [InlineData("ForAnyValue:StringLike", "aws:PrincipalArn", Role, null)]
    [InlineData("StringEquals", "aws:PrincipalAccount", "123456789011", true)]
    [InlineData("StringLike", "aws:PrincipalAccount", "9999*", false)]
    [InlineData("StringNotEquals", "aws:PrincipalAccount", "123456789011", null)]
    [InlineData("StringEquals", "sts:ExternalId", "x", false)]
    [InlineData("StringNotEquals", "sts:ExternalId", "x", null)]
    [InlineData("StringEquals", "aws:PrincipalTag/team", "data", null)]
    [InlineData("StringNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/other", true)]
    [InlineData("IpAddress", "aws:SourceIp", "10.0.0.0/8", null)]
    public void A_condition_on_the_caller_decides_and_others_leave_it_open(string test, string key, string value, bool? isAllowed) =>
        Assert.Equal(
            isAllowed,
            Allows($$"""{"Effect":"Allow","Action":"sts:AssumeRole",{{Root}},"Condition":{"{{test}}":{"{{key}}":"{{value}}"} } }"""));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "\"aws:SourceIp\"", true)]
    [InlineData("\"aws:SourceIp\"", "", null)]
    public void One_statement_that_allows_is_enough(string first, string second, bool? isAllowed) =>
        Assert.Equal(isAllowed, Allows(Conditional("Allow", first), Conditional("Allow", second.Length == 0 ? first : second)));

    [Theory]
    [InlineData("", false)]
    [InlineData("\"aws:SourceIp\"", null)]
    public void A_statement_that_denies_comes_before_all_that_allow(string condition, bool? isAllowed) =>
        Assert.Equal(isAllowed, Allows(Conditional("Allow", ""), Conditional("Deny", condition)));

    [Fact]
    public void Conditions_must_all_hold() => Assert.Equal(
        false,
        Allows($$$"""
            {"Effect":"Allow","Action":"sts:AssumeRole",{{{Root}}},
             "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"StringEquals":{"sts:ExternalId":"x"} } }
            """));

    [Fact]
    public void The_ids_of_deleted_roles_are_found() => Assert.Equal(
        ["AROA1234567890EXAMPLE"],
        Policy("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":["AROA1234567890EXAMPLE","123456789011"]}}""")
            .DeletedPrincipals());

    private static string Conditional(string effect, string key)
    {
        var condition = key.Length == 0 ? "{}" : $$$"""{"IpAddress":{{{{key}}}:"10.0.0.0/8"}}""";
        return $$"""{"Effect":"{{effect}}","Action":"sts:AssumeRole",{{Root}},"Condition":{{condition}}}""";
    }

    private static bool? Allows(params string[] statements) => Policy(statements).Allows(Role);

    private static TrustPolicy Policy(params string[] statements) =>
        new(JsonNode.Parse($$"""{"Statement":[{{string.Join(',', statements)}}]}""")!);
}
