using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Roles, security groups and keys that others created: they are there, and no conflict.</summary>
public sealed class ExistingResourceChecksTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Roles_that_exist_with_their_path_are_right(bool inOneCall) =>
        Assert.Empty(RoleFindings(ExistingResources.RolePath, inOneCall));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_role_with_another_path_is_told_with_both_arns(bool inOneCall)
    {
        var findings = RoleFindings("/", inOneCall);

        Assert.Equal(Names().Order(), findings.Select(finding => finding.About).Order());
        Assert.All(findings, finding => Assert.Equal(
            $"its ARN is arn:aws:iam::123456789011:role/{finding.About}, and the edge expects "
                + $"arn:aws:iam::123456789011:role/teams/edge/{finding.About}",
            finding.What));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_role_that_is_missing_is_told(bool inOneCall) => Assert.Equal(
        Names().Select(name => $"there is no role {name}, and iam.roles is existing"),
        RoleFindings(null, inOneCall).Select(finding => finding.What));

    [Fact]
    public void One_call_has_all_roles()
    {
        var aws = new RolesAws(ExistingResources.RolePath, inOneCall: true);

        Assert.NotEmpty(ExistingRoleChecks.Of(Targets.Of(aws, Existing)).Select(check => check.Run()));

        Assert.Equal(1, aws.Calls);
    }

    [Fact]
    public void A_refusal_is_told_with_the_permission_that_is_missing()
    {
        var aws = new FakeAws();
        aws.Refused["iam get-account-authorization-details"] = Denied("GetAccountAuthorizationDetails");
        aws.Refused["iam get-role"] = Denied("GetRole");

        var findings = ExistingRoleChecks.Of(Targets.Of(aws, Existing)).SelectMany(check => check.Run());

        Assert.All(findings, finding => Assert.Equal(
            "allow the caller to call iam:GetRole, and run this again", finding.Remedy));
    }

    [Theory]
    [InlineData(Targets.VpcId, 0)]
    [InlineData("vpc-00000001", 7)]
    public void Groups_are_in_the_vpc(string vpc, int wrong)
    {
        var groups = ExistingResources.Groups.Values.Select(id => $$"""{"GroupId":"{{id}}","VpcId":"{{vpc}}"}""");
        var aws = new FakeAws(("ec2 describe-security-groups", $$"""{"SecurityGroups":[{{string.Join(',', groups)}}]}"""));

        var findings = All(ExistingGroupChecks.Of(Targets.Of(aws, Existing)));

        Assert.Equal(wrong, findings.Count);
        Assert.All(findings, finding => Assert.Contains($"is in {vpc}, not in {Targets.VpcId}", finding.What, StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_that_does_not_exist_is_told_by_its_key() => Assert.Equal(
        WorkloadGroup.All.Where(group => group.IsUsed(Targets.Of(new FakeAws()).Config)).Select(group => group.Key),
        All(ExistingGroupChecks.Of(Targets.Of(new FakeAws(("ec2 describe-security-groups", """{"SecurityGroups":[]}""")), Existing)))
            .Select(finding => finding.About));

    [Theory]
    [InlineData("Enabled", 0)]
    [InlineData("PendingDeletion", 2)]
    public void Keys_are_enabled(string state, int wrong)
    {
        var aws = new FakeAws(("kms describe-key", $$$"""{"KeyMetadata":{"KeyState":"{{{state}}}"}}"""));

        var findings = All(ReferencedResources.Of(Targets.Of(aws, Existing)));

        Assert.Equal(wrong, findings.Count(finding => finding.About.StartsWith("kms.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_of_existing_roles_and_of_the_alias_of_an_existing_key_are_not_taken()
    {
        string[] Abouts(Func<string, string>? edit) =>
            [.. TakenNameChecks.Of(Targets.Of(new FakeAws(), edit)).Select(check => check.About)];

        Assert.Equal(["log groups"], Abouts(Existing));
        Assert.Equal(["log groups", "alias", .. new EdgeNames("demo").Roles(Targets.Of(new FakeAws()).Definition.Release)], Abouts(null));
    }

    private static string Existing(string text) => ExistingResources.In(text);

    private static IReadOnlyList<string> Names() => new EdgeNames("demo").ExistingRoles(Targets.Of(new FakeAws(), Existing).Definition);

    private static AwsException Denied(string operation) => new("AccessDenied", "refused for a test", operation, "iam");

    private static List<Finding> All(IEnumerable<Check> checks) => [.. checks.SelectMany(check => check.Find())];

    private static List<Finding> RoleFindings(string? path, bool inOneCall) =>
        All(ExistingRoleChecks.Of(Targets.Of(new RolesAws(path, inOneCall), Existing)));

    /// <summary>An account that has every role below a path, or none.</summary>
    private sealed class RolesAws(string? path, bool inOneCall) : IAws
    {
        public int Calls { get; private set; }

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            Calls++;
            if (arguments[1] == "get-account-authorization-details")
            {
                return inOneCall
                    ? new() { ["RoleDetailList"] = new JsonArray([.. path is null ? [] : Names().Select(Role)]) }
                    : throw Denied("GetAccountAuthorizationDetails");
            }

            return path is null
                ? throw new AwsException("NoSuchEntity", "not found for a test", "GetRole", "iam")
                : new() { ["Role"] = Role(arguments[3]) };
        }

        private JsonObject Role(string name) =>
            new() { ["RoleName"] = name, ["Arn"] = $"arn:aws:iam::123456789011:role{path}{name}" };
    }
}
