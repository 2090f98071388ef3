using System.Text.RegularExpressions;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>LEDGER.md says of every resource type what the emulated AWS makes of it.</summary>
public sealed partial class LedgerTests(Story story)
{
    private static readonly string[] Kinds = ["emulated", "emulated by our extension", "not emulated"];

    [Fact]
    public void It_names_the_types_of_all_templates_and_no_others()
    {
        var reviewed = Directory.GetFiles(Repository.Path("tests", "snapshots"), "*.template.json").Select(SynthesizedTemplate.Read);
        SynthesizedTemplate[] deployed = [story.BothDeployed.Alpha!.Template, story.BothDeployed.Beta!.Template];

        var types = reviewed.Concat(deployed)
            .SelectMany(template => template.Resources)
            .Select(resource => resource.Type)
            .Distinct();
        Assert.Equal(types.Order(StringComparer.Ordinal), Rows().Select(row => row.Type));
    }

    [Fact]
    public void It_says_what_each_is_worth() => Assert.All(Rows(), row => Assert.Contains(row.Kind, Kinds));

    private static List<(string Type, string Kind)> Rows() =>
    [
        .. File.ReadLines(Places.Emulator("LEDGER.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
    ];

    [GeneratedRegex(@"^\| `([^`]+)` \| ([^|]+?) \|")]
    private static partial Regex Row();
}
