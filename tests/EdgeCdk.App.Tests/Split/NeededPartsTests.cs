using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;
using PolicyStatement = EdgeCdk.Cli.Account.Preflight.Existing.PolicyStatement;

namespace EdgeCdk.App.Tests.Split;

/// <summary>
/// What preflight compares roles, security groups and keys with is what the templates of the teams create: an account in which they are
/// applied is right, and each statement or rule that is taken away is missed.
/// </summary>
public sealed class NeededPartsTests(SynthesizedEdges edges)
{
    [Fact]
    public void What_the_templates_create_is_exactly_what_is_needed() => Assert.Empty(
        Roles().Concat(Groups()).Concat(Keys()).Select(finding => $"{finding.About}: {finding.What} {finding.Remedy}"));

    [Fact]
    public void Each_statement_of_a_role_that_is_taken_away_is_missed_at_that_role()
    {
        var failed = 0;
        Assert.All(Account.Roles, role =>
        {
            foreach (var policy in role["RolePolicyList"]!.AsArray())
            {
                var statements = policy!["PolicyDocument"]!["Statement"]!.AsArray();
                foreach (var index in Enumerable.Range(0, statements.Count))
                {
                    var taken = statements[index]!.DeepClone();
                    statements.RemoveAt(index);
                    var isAllow = (string?)taken["Effect"] == "Allow";
                    var findings = Roles().Where(finding => finding.About == (string)role["RoleName"]!).ToList();
                    statements.Insert(index, taken);

                    // What another statement of the role allows, too, is not missing; or it allows the same for fewer resources.
                    Assert.All(findings, finding =>
                        Assert.True(finding.Outcome is Outcome.Warning || (isAllow && finding.Outcome is Outcome.Failed)));
                    failed += findings.Count(finding => finding.Outcome is Outcome.Failed);
                    Assert.True(findings.Count > 0 || IsAllowedTwice(role, taken), taken.ToJsonString());
                    Assert.All(findings, finding => Assert.Contains((string)taken["Sid"]!, finding.Remedy, StringComparison.Ordinal));
                }
            }
        });
        Assert.True(failed > 60, $"{failed} statements");
    }

    [Fact]
    public void Each_rule_of_a_group_that_is_taken_away_is_missed_at_its_key() => Assert.All(Account.Groups, group =>
    {
        foreach (var list in (string[])["IpPermissions", "IpPermissionsEgress"])
        {
            var rules = group[list]!.AsArray();
            foreach (var index in Enumerable.Range(0, rules.Count))
            {
                var taken = rules[index]!.DeepClone();
                rules.RemoveAt(index);
                var findings = Groups();
                rules.Insert(index, taken);
                // What allows nothing is needed in no group.
                if (taken.ToJsonString().Contains("255.255.255.255", StringComparison.Ordinal))
                {
                    Assert.Empty(findings);
                    continue;
                }

                var finding = Assert.Single(findings);
                Assert.Equal(Outcome.Failed, finding.Outcome);
                Assert.Contains($"--group-id {group["GroupId"]} ", finding.Remedy, StringComparison.Ordinal);
            }
        }
    });

    [Theory]
    [InlineData("GeneralKeyArn", 2)]
    [InlineData("DataQualityKeyArn", 3)]
    public void Each_statement_of_a_key_that_is_taken_away_is_missed(string output, int atLeast)
    {
        var statements = Account.Keys[output].AsArray();
        var missed = Enumerable.Range(0, statements.Count).Count(index =>
        {
            var taken = statements[index]!.DeepClone();
            statements.RemoveAt(index);
            var findings = Keys();
            statements.Insert(index, taken);
            return findings.Exists(finding => finding.Remedy!.Contains((string)taken["Sid"]!, StringComparison.Ordinal));
        });

        Assert.True(missed >= atLeast, $"{missed} of {statements.Count}");
    }

    private AppliedTeams Account => AppliedTeams.Of(edges);

    private List<Finding> Roles() => All(ExistingRoleChecks.Of(Account.Target));

    private List<Finding> Groups() => All(ExistingGroupChecks.Of(Account.Target));

    private List<Finding> Keys() => All(ExistingKeyChecks.Of(Account.Target));

    private static List<Finding> All(IEnumerable<Check> checks) => [.. checks.SelectMany(check => check.Find())];

    private static bool IsAllowedTwice(JsonNode role, JsonNode statement)
    {
        var all = role["RolePolicyList"]!.AsArray().SelectMany(policy => PolicyStatement.Of(policy!["PolicyDocument"]));
        var one = new PolicyStatement(statement, statement);
        return all.Count(other => other.IsAllow == one.IsAllow && one.Actions.All(other.HasAction) && one.Resources.All(other.HasResource)
            && other.IsMetBy(one)) > 1;
    }
}
