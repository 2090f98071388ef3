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
    [Fact]
    public void Roles_that_exist_with_their_path_are_right() => Assert.Empty(RoleFindings(ExistingResources.RolePath));

    [Fact]
    public void A_role_with_another_path_is_told_with_both_arns()
    {
        var findings = RoleFindings("/");

        Assert.Equal(Names().Order(), findings.Select(finding => finding.About).Order());
        Assert.All(findings, finding => Assert.Equal(
            $"its ARN is arn:aws:iam::123456789011:role/{finding.About}, and the edge expects "
                + $"arn:aws:iam::123456789011:role/teams/edge/{finding.About}",
            finding.What));
    }

    [Fact]
    public void Every_role_that_is_missing_is_told() => Assert.Equal(
        Names().Select(name => $"there is no role {name}, and iam.roles is existing"),
        All(ExistingRoleChecks.Of(Targets.Of(new FakeAws().Without("iam get-role"), Existing))).Select(finding => finding.What));

    [Theory]
    [InlineData(Targets.VpcId, 0)]
    [InlineData("vpc-00000001", 7)]
    public void Groups_are_in_the_vpc(string vpc, int wrong)
    {
        var aws = new FakeAws(("ec2 describe-security-groups", $$"""{"SecurityGroups":[{"VpcId":"{{vpc}}"}]}"""));

        var findings = All(ExistingGroupChecks.Of(Targets.Of(aws, Existing)));

        Assert.Equal(wrong, findings.Count);
        Assert.All(findings, finding => Assert.Contains($"is in {vpc}, not in {Targets.VpcId}", finding.What, StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_that_does_not_exist_is_told_by_its_key() => Assert.Equal(
        WorkloadGroup.All.Where(group => group.IsUsed(Targets.Of(new FakeAws()).Config)).Select(group => group.Key),
        All(ExistingGroupChecks.Of(Targets.Of(new FakeAws().Without("ec2 describe-security-groups"), Existing)))
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

    private static List<Finding> All(IEnumerable<Check> checks) => [.. checks.SelectMany(check => check.Find())];

    private static List<Finding> RoleFindings(string path) => All(ExistingRoleChecks.Of(Targets.Of(new PathAws(path), Existing)));

    /// <summary>An account that has every role, below a path.</summary>
    private sealed class PathAws(string path) : IAws
    {
        public JsonObject Ask(string region, params IReadOnlyList<string> arguments) => new()
        {
            ["Role"] = new JsonObject { ["Arn"] = $"arn:aws:iam::123456789011:role{path}{arguments[3]}" },
        };
    }
}
