using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The policies of keys that others created, against those that are needed.</summary>
public sealed class ExistingKeyChecksTests
{
    private const string Key = $"the policy of {ExistingResources.GeneralKeyArn}";
    private const string Principal = """ "Principal":{"AWS":"123456789011"} """;
    private const string Use =
        """{"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Principal":{"AWS":"123456789011"}}""";
    private const string Never = """{"Sid":"Never","Effect":"Deny","Action":"kms:PutKeyPolicy","Resource":"*","Principal":{"AWS":"*"}}""";

    private const string Logs = """
        {"Sid":"Log","Effect":"Allow","Action":["kms:A","kms:B","kms:C","kms:D","kms:E","kms:F"],"Resource":"*","Principal":{"Service":"l"}}
        """;

    [Theory]
    [InlineData($"{Use},{Logs},{Never}")]
    [InlineData(
        $"{Use},{Never}", $"Failed {Key} lacks 1 statement that the edge needs", $"add to {Key}: [%]")]
    [InlineData(Never, $"Failed {Key} lacks 2 statements that the edge needs", $"add to {Key}: [{Use}, %]")]
    [InlineData(
        $$"""{{Use}},{{Logs}},{{Never}},{"Effect":"Deny","Action":"kms:*","Resource":"*","Principal":{"Service":"l"} }""",
        $"Failed {Key} denies what the edge needs: kms:A (Log), kms:B (Log), kms:C (Log), kms:D (Log), kms:E (Log) and 1 more",
        "remove these actions from the statement that denies them")]
    [InlineData(
        $$"""{{Use}},{{Logs}},{{Never}},{"Effect":"Deny","NotAction":["kms:F","kms:De*"],"Resource":"*","Principal":"*"}""",
        $"Failed {Key} denies what the edge needs: kms:A (Log), kms:B (Log), kms:C (Log), kms:D (Log), kms:E (Log)",
        "remove these actions from the statement that denies them")]
    [InlineData(
        $$$"""
        {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*",{{{Principal}}},"Condition":{"Bool":{"k":"true"} } },{{{Logs}}},{{{Never}}}
        """,
        $"Warning {Key} has 1 statement with fewer resources than the edge may need, or with further conditions",
        $"compare with what is needed: [{Use}]")]
    [InlineData($"{Use},{Logs}", $"Warning {Key} does not deny what no edge needs", $"add to {Key}: [{Never}]")]
    [InlineData(
        $$"""{{Use}},{{Logs}},{{Never}},{"Effect":"Allow","Action":["kms:X","kms:Y"],"Resource":"*",{{Principal}}}""",
        $"Warning {Key} allows more than the edge needs: kms:X on *, kms:Y on *",
        "remove what is not meant; `npx edge split demo` writes exactly what is needed")]
    public void Each_difference_is_told_with_what_to_do(string policy, params string[] found) => Assert.Equal(
        found.Select(one => one.Replace("%", Logs.Trim(), StringComparison.Ordinal)),
        Find(policy).Single(check => check.About == "kms.generalKeyArn").Find()
            .SelectMany(finding => new[] { $"{finding.Outcome} {finding.What}", finding.Remedy }));

    [Fact]
    public void What_happens_later_is_that_of_the_key()
    {
        var general = Find(Never)[0].Find().Single();
        var results = Find(Never)[1].Find().Single(finding => finding.Outcome is Outcome.Failed);

        Assert.StartsWith("log groups and queues fail with ", general.Later, StringComparison.Ordinal);
        Assert.Equal($"the policy of {ExistingResources.DataQualityKeyArn} lacks 1 statement that the edge needs", results.What);
        Assert.Equal("the deployment succeeds; then jobs fail with AccessDenied for kms", results.Later);
        Assert.Equal(
            "unless these are the resources of this edge, the deployment succeeds; then jobs fail with AccessDenied for kms",
            Find($$"""{"Effect":"Allow","Action":"kms:G","Resource":"x",{{Principal}} }""")[1].Find().First().Later);
    }

    [Fact]
    public void A_key_that_does_not_exist_is_told_by_another_check() =>
        Assert.Empty(Checks(new FakeAws().Without("kms get-key-policy")).SelectMany(check => check.Find()));

    [Fact]
    public void Without_keys_of_others_or_templates_nothing_is_compared()
    {
        Assert.Empty(ExistingKeyChecks.Of(Target(new FakeAws(), keys: false)));
        Assert.Empty(ExistingKeyChecks.Of(Targets.Of(new FakeAws(), text => ExistingResources.In(text))));
    }

    private static List<Check> Find(string policy)
    {
        var answer = new JsonObject { ["Policy"] = $$"""{"Version":"2012-10-17","Statement":[{{policy}}]}""" };
        return Checks(new FakeAws(("kms get-key-policy", answer.ToJsonString())));
    }

    private static List<Check> Checks(FakeAws aws) => [.. ExistingKeyChecks.Of(Target(aws, keys: true))];

    private static PreflightTarget Target(FakeAws aws, bool keys)
    {
        var definition = Targets.Of(aws, text => ExistingResources.In(text, keys: keys)).Definition;
        var template = JsonNode.Parse($$$"""
            { "Resources": {
                "A": { "Properties": { "KeyPolicy": { "Statement": [{{{Use}}},{{{Logs}}},{{{Never}}}] } } },
                "B": { "Properties": { "KeyPolicy": { "Statement": [
                  {"Sid":"Jobs","Effect":"Allow","Action":"kms:G","Resource":"*",{{{Principal}}}} ] } } } },
              "Outputs": {
                "GeneralKeyArn": { "Value": { "Fn::GetAtt": ["A", "Arn"] } },
                "DataQualityKeyArn": { "Value": { "Fn::GetAtt": ["B", "Arn"] } } } }
            """)!;
        return new PreflightTarget(definition, aws)
        {
            Needed = () => new NeededParts(definition.Config, new Dictionary<string, JsonNode> { ["keys"] = template }),
        };
    }
}
