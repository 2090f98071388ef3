using EdgeCdk.Config.Controls;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>
/// Each rule of AWS Control Tower, AWS Security Hub and cdk-nag is met, met with a key, or has a reason. A rule that a new version brings
/// fails here, not in the account of a customer.
/// </summary>
public sealed class RulesOfOthersTests(SynthesizedEdges edges, RulesOfOthers rules) : IClassFixture<RulesOfOthers>
{
    private static readonly string[] Document = ["docs", "security", "rules-of-others.md"];

    [Fact]
    public void Every_rule_that_a_template_does_not_meet_has_an_answer_and_no_other_has() => Assert.Equal(
        Suites.SelectMany(suite => rules.Documented.SelectMany(template => suite[template.Name].NotMet))
            .Distinct()
            .Order(StringComparer.Ordinal),
        RuleAnswer.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_answer_is_one_of_the_three() => Assert.All(
        RuleAnswer.All.Values,
        answer => Assert.True(answer is { Key: not null, NotOurs: null } or { Accepted: not null, NotOurs: null } or
        {
            Key: null, Accepted: null, NotOurs: not null,
        }));

    public static TheoryData<string> Keys => [.. KeySwitch.All.Select(one => one.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void A_key_changes_the_answers_of_its_rules_and_no_other(string key)
    {
        var nag = (rules.CdkNag[RulesOfOthers.Edge].Findings, rules.CdkNag[key].Findings);
        var hub = (rules.SecurityHub[RulesOfOthers.Edge].Findings, rules.SecurityHub[key].Findings);
        var tower = (rules.ControlTower[RulesOfOthers.Edge].Findings, rules.ControlTowerSwitched[key]);
        var pairs = new (IReadOnlySet<RuleFinding> Before, IReadOnlySet<RuleFinding> After)[] { nag, hub, tower };

        Assert.Equal(
            RuleAnswer.All.Where(answer => answer.Value.Key == key).Select(answer => answer.Key).Order(StringComparer.Ordinal),
            pairs.SelectMany(pair => RulesOf(pair.Before).Except(RulesOf(pair.After))).Order(StringComparer.Ordinal));
        Assert.Empty(pairs.SelectMany(pair => RulesOf(pair.After).Except(RulesOf(pair.Before))));
    }

    [Fact]
    public void Every_key_of_an_answer_is_switched_on_by_a_test() =>
        Assert.Empty(RuleAnswer.All.Values.Select(answer => answer.Key).OfType<string>().Except(KeySwitch.All.Select(one => one.Key)));

    [Fact]
    public void Of_the_locked_down_edge_only_what_is_accepted_is_left() => Assert.All(
        Suites.SelectMany(suite => suite[RulesOfOthers.LockedDown].NotMet),
        rule => Assert.True(RuleAnswer.All.GetValueOrDefault(rule) is { Key: null, Accepted: not null }, rule));

    [Fact]
    public void The_locked_down_edge_has_no_high_finding_of_security_hub() => Assert.DoesNotContain(
        rules.SecurityHub[RulesOfOthers.LockedDown].NotMet, rule => SeverityOf(rule) is "HIGH" or "CRITICAL");

    [Fact]
    public void An_edge_that_is_deployed_with_parameters_is_judged_like_that_of_a_file() => Assert.All(
        Suites, suite => Assert.Equal(
            suite[RulesOfOthers.Edge].NotMet.Order(StringComparer.Ordinal),
            suite[RulesOfOthers.Portable].NotMet.Order(StringComparer.Ordinal)));

    [Fact]
    public void Preflight_names_exactly_the_controls_of_control_tower_that_refuse_an_edge()
    {
        string[] metByTheVendor = ["CT.ECS.PR.3", "CT.ECS.PR.6"];

        Assert.Equal(Refusing(EdgeFiles.Text(EdgeFiles.Watched)), rules.ControlTower[RulesOfOthers.Edge].NotMet.Order());
        Assert.Equal(
            Refusing(RulesOfOthers.LockedDownText).Except(metByTheVendor), rules.ControlTower[RulesOfOthers.LockedDown].NotMet.Order());

        IEnumerable<string> Refusing(string edgeFile) => ProactiveControl.All
            .Where(control => control.Refuses(edges.Definition(edgeFile)))
            .Select(control => control.Id)
            .Order();
    }

    // A run that finds nothing would be no proof.
    [Fact]
    public void Faults_are_found_in_all_suites()
    {
        var rule = (IEnumerable<Verdict> suite) => suite.SelectMany(verdict => verdict.NotMet).Distinct().Count();

        Assert.All(Suites, suite => Assert.NotInRange(rule(suite.Values), 0, 5));
        Assert.NotInRange(rules.ControlTower[RulesOfOthers.Edge].Applied.Count, 0, 30);
    }

    [Fact]
    public void The_document_counts_what_each_suite_finds()
    {
        var rows =
            from suite in new[]
            {
                ("AWS Control Tower", rules.ControlTower), ("AWS Security Hub", rules.SecurityHub), ("cdk-nag, all packs", rules.CdkNag),
            }
            let cells = rules.Documented.Select(template => template.Name).Append(RulesOfOthers.LockedDown)
                .Select(template => Count(suite.Item1, suite.Item2[template]))
            select (string[])[suite.Item1, .. cells];

        Assert.Null(
            GeneratedPart.Compare(
                "counts", GeneratedPart.Table(["suite", .. Columns, RulesOfOthers.LockedDown], rows), Document));

        static string Count(string suite, Verdict verdict) => suite.StartsWith("cdk-nag", StringComparison.Ordinal)
            ? $"{verdict.NotMet.Count} not met"
            : $"{verdict.Applied.Count - verdict.NotMet.Count} met, {verdict.NotMet.Count} not";
    }

    [Fact]
    public void The_document_has_every_control_of_control_tower()
    {
        var applied = ControlTower.Controls.Where(control => Applies(rules.ControlTower, control.Id))
            .Select(control => Row(rules.ControlTower, control.Id, control.Severity, ControlTower.RuleOf(control)));
        var others = ControlTower.Controls.Where(control => !Applies(rules.ControlTower, control.Id)).Select(control => control.Id)
            .GroupBy(id => id.Split('.')[1])
            .Select(service => $"- {service.Key}: {string.Join(", ", service.Select(id => id.Split('.')[3]))}");

        Assert.Null(GeneratedPart.Compare("control tower", Table(applied), Document));
        Assert.Null(GeneratedPart.Compare("controls of other resources", others, Document));
    }

    [Fact]
    public void The_document_has_every_control_of_security_hub()
    {
        var rows = SecurityHubControls.All.DistinctBy(control => control.Id)
            .Select(control => Row(rules.SecurityHub, control.Id, control.Severity, control.Asks));

        Assert.Null(GeneratedPart.Compare("security hub", Table(rows), Document));
    }

    [Fact]
    public void The_document_has_every_rule_of_cdk_nag_that_is_not_met()
    {
        var ids = rules.Documented.SelectMany(template => rules.CdkNag[template.Name].NotMet).Distinct().Order(StringComparer.Ordinal);
        var rows = ids.Select(id => (string[])[$"`{id}`", .. Cells(rules.CdkNag, id), RuleAnswer.All.GetValueOrDefault(id)?.Text ?? ""]);

        Assert.Null(GeneratedPart.Compare("cdk-nag", GeneratedPart.Table(["rule", .. Columns, "answer"], rows), Document));
    }

    private IReadOnlyDictionary<string, Verdict>[] Suites => [rules.ControlTower, rules.SecurityHub, rules.CdkNag];

    private IEnumerable<string> Columns => rules.Documented.Select(template => template.Name);

    private static IEnumerable<string> RulesOf(IEnumerable<RuleFinding> findings) => findings.Select(finding => finding.Rule).Distinct();

    private static string? SeverityOf(string rule) => SecurityHubControls.All.FirstOrDefault(control => control.Id == rule)?.Severity;

    private bool Applies(IReadOnlyDictionary<string, Verdict> suite, string id) =>
        rules.Documented.Any(template => suite[template.Name].Applied.Contains(id));

    private IEnumerable<string> Table(IEnumerable<string[]> rows) =>
        GeneratedPart.Table(["rule", "severity", "asks for", .. Columns, "answer"], rows);

    private string[] Row(IReadOnlyDictionary<string, Verdict> suite, string id, string severity, string asks) =>
        [$"`{id}`", severity.ToLowerInvariant(), asks, .. Cells(suite, id), RuleAnswer.All.GetValueOrDefault(id)?.Text ?? "met"];

    private IEnumerable<string> Cells(IReadOnlyDictionary<string, Verdict> suite, string id) => rules.Documented.Select(template =>
        suite[template.Name].NotMet.Contains(id) ? "no" : suite[template.Name].Applied.Contains(id) ? "yes" : "");
}
