using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>Policies of roles whose template leaves something to conditions, parameters and other stacks.</summary>
public sealed class RoleChecksTests
{
    private const string Document = """{"Statement":[{"Action":"a:B","Resource":"*"}]}""";
    private const string Other = """{"Statement":[{"Action":"c:D","Resource":"*"}]}""";
    private const string HasRights = $$$"""{"RolePolicyList":[{"PolicyName":"Rights","PolicyDocument":{{{Document}}}}]}""";
    private const string NoValue = """{"Ref":"AWS::NoValue"}""";

    [Theory]
    // Two policies whose names only CloudFormation knows: one of them is what is there.
    [InlineData($$$"""
        [{"PolicyName":{"Ref":"A"},"PolicyDocument":{{{Document}}}},{"PolicyName":{"Ref":"B"},"PolicyDocument":{{{Other}}}}]
        """, null)]
    [InlineData($$$"""[{"PolicyName":"Rights","PolicyDocument":{{{Other}}}}]""", "has an inline policy that was changed by hand: Rights")]
    [InlineData("[]", "has the inline policy Rights, which is not in the template")]
    // A condition may leave a policy out.
    [InlineData($$$"""
        [{"PolicyName":"Rights","PolicyDocument":{{{Document}}}},
         {"Fn::If":["C",{"PolicyName":"More","PolicyDocument":{{{Other}}}},{{{NoValue}}}]}]
        """, null)]
    public void An_inline_policy_is_that_of_the_template(string policies, string? what) => Holds(
        $$"""{"Policies":{{policies}}}""", HasRights, what);

    [Theory]
    [InlineData("""[{"Ref":"Role"}]""", null)]
    [InlineData("""["Role"]""", null)]
    [InlineData("""["Other",{"Ref":"Role"}]""", null)]
    [InlineData("""[{"Ref":"Elsewhere"}]""", "has the inline policy Rights, which is not in the template")]
    [InlineData("""["Other"]""", "has the inline policy Rights, which is not in the template")]
    public void A_policy_beside_the_role_is_of_those_that_it_names(string roles, string? what) => Holds(
        "{}", HasRights, what,
        $$$"""
        ,"Policy":{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"Rights","PolicyDocument":{{{Document}}},"Roles":{{{roles}}}}}
        """);

    [Theory]
    [InlineData("""["arn:a"]""", "arn:a", null)]
    [InlineData("""["arn:a","arn:b"]""", "arn:b arn:a", null)]
    [InlineData("""["arn:a","arn:b"]""", "arn:b", "lacks a managed policy: it was detached by hand")]
    [InlineData("""["arn:a"]""", "arn:a arn:c", "has the managed policy arn:c, which is not in the template")]
    [InlineData($$"""["arn:a",{"Fn::If":["C","arn:b",{{NoValue}}]}]""", "arn:a", null)]
    [InlineData($$"""["arn:a",{"Fn::If":["C","arn:b",{{NoValue}}]}]""", "arn:b arn:a", null)]
    [InlineData("""[{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::aws:policy/A"]]}]""", "arn:aws-cn:iam::aws:policy/A", null)]
    public void A_managed_policy_is_one_of_the_template(string written, string attached, string? what)
    {
        var found = string.Join(',', attached.Split(' ').Select(arn => $$"""{"PolicyArn":"{{arn}}"}"""));

        Holds($$"""{"ManagedPolicyArns":{{written}}}""", $$"""{"AttachedManagedPolicies":[{{found}}]}""", what);
    }

    [Theory]
    [InlineData("arn:b", null)]
    [InlineData("arn:c", "has another permissions boundary: arn:c")]
    [InlineData(null, "lacks its permissions boundary")]
    public void A_permissions_boundary_is_that_of_the_template(string? boundary, string? what) => Holds(
        """{"PermissionsBoundary":"arn:b"}""",
        boundary is null ? "{}" : $$$"""{"PermissionsBoundary":{"PermissionsBoundaryArn":"{{{boundary}}}"}}""", what);

    [Fact]
    public void Roles_are_not_compared_while_an_operation_changes_them()
    {
        var finding = Assert.Single(
            RoleChecks.AsDeployed(DeployedEdges.Of(null, stack => stack["StackStatus"] = "UPDATE_ROLLBACK_IN_PROGRESS", null)));

        Assert.Equal((Outcome.Skipped, "compared with the template when the stack is complete"), (finding.Outcome, finding.What));
    }

    // What: the one finding; null when all is well. IAM may list a role on two pages.
    private static void Holds(string properties, string actual, string? what, string more = "")
    {
        var role = JsonNode.Parse(actual)!.AsObject();
        role["RoleName"] = "Role";
        var roles = $"[{role.ToJsonString()},{role.ToJsonString()}]";
        var finding = Assert.Single(RoleChecks.AsDeployed(DeployedEdges.Of(
        [
            .. DeployedEdges.Stack($$$"""{"Role":{"Type":"AWS::IAM::Role","Properties":{{{properties}}}}{{{more}}}}"""),
            ("iam get-account-authorization-details", $$"""{"RoleDetailList":{{roles}}}"""),
        ])));

        Assert.Equal(what is null ? "1 role with the permissions of the template" : $"Role (Role) {what}", finding.What);
    }
}
