using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>What the rules for NIST 800-53 R5 object to is in a document, with a reason for each.</summary>
[Collection(typeof(NagCollection))]
public sealed class NistTests(SynthesizedEdges edges, NagRun nag)
{
    private const string Pack = "NIST.800.53.R5-";

    private static readonly Dictionary<string, string> Reasons =
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Repository.Path("tests", "EdgeCdk.App.Tests", "Security", "nist-800-53-r5.json")))!;

    [Fact]
    public void Every_rule_that_objects_has_a_reason_and_no_other_has() =>
        Assert.Equal(Findings().Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal), Reasons.Keys);

    [Fact]
    public void The_document_has_all_findings_and_reasons()
    {
        var rows =
            from finding in Findings()
            group finding.Component by finding.Rule into rule
            orderby rule.Key
            let parts = string.Join(", ", rule.Distinct().Order(StringComparer.Ordinal))
            select (string[])[$"`{rule.Key}`", parts, Reasons.GetValueOrDefault(rule.Key, "")];

        Assert.Null(
            GeneratedPart.Compare(
                "findings", GeneratedPart.Table(["rule", "objects to a part of", "accepted because"], rows), "docs", "security",
                "nist-800-53-r5.md"));
    }

    private IEnumerable<(string Rule, string Component)> Findings() =>
        from edge in EdgeFiles.Names
        from resource in edges[edge].Resources
        from finding in nag.Of(edge, resource, Pack)
        select (finding.Rule[Pack.Length..], resource.Path.Split('/')[0]);
}
