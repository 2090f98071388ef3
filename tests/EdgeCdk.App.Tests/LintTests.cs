using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>
/// cfn-lint finds nothing in any template. The portable template of a release is made in four ways, for data that is deleted or
/// retained and for accounts or stack sets: two of the ways have between them all that the four have. They take longest, and one turn
/// of four each.
/// </summary>
public sealed class LintTests(SynthesizedEdges edges)
{
    private const string Retained = "edge-retained-", OfStackSet = "edge-stack-set-", Both = "edge-stack-set-retained-";

    [Fact]
    public void Cfn_lint_finds_nothing_in_any_template()
    {
        var names = SynthesizedEdges.TemplateNames.Where(name => !IsOneOption(name)).ToLookup(IsOfEdges);
        var files = names[false].Concat(names[true].Where((_, index) => Turn.Has(index, 4))).Select(edges.FileOf);

        var result = CfnLint.Run(
        [
            .. files, Repository.Path("docs", "security", "deployer.template.json"),
            Repository.Path("docs", "security", "team-deployers.template.json"),
            Repository.Path("docs", "ci", "aws-pipeline.template.yaml"),
        ]);

        Assert.Equal("", result.Output + result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void What_one_option_changes_in_the_portable_template_is_the_same_with_the_other_option()
    {
        var with = SynthesizedEdges.TemplateNames.Where(name => name.StartsWith(Both, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(with);
        Assert.All(with, name =>
        {
            var release = name[Both.Length..];
            Assert.Equal(Difference($"edge-{release}", Retained + release), Difference(OfStackSet + release, name));
            Assert.Equal(Difference($"edge-{release}", OfStackSet + release), Difference(Retained + release, name));
        });
    }

    private static bool IsOfEdges(string name) => name.StartsWith("edge-", StringComparison.Ordinal);

    private static bool IsOneOption(string name) =>
        name.StartsWith(Retained, StringComparison.Ordinal)
        || (name.StartsWith(OfStackSet, StringComparison.Ordinal) && !name.StartsWith(Both, StringComparison.Ordinal));

    private string[] Difference(string from, string to)
    {
        var (before, after) = (Lines(from), Lines(to));
        string[] difference = [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
        Assert.NotEmpty(difference);
        return difference;
    }

    private List<string> Lines(string name) => [.. Values("", edges[name].Json).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Values(string path, JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => map.SelectMany(pair => Values($"{path}/{pair.Key}", pair.Value)),
        JsonArray { Count: > 0 } list => list.SelectMany((item, index) => Values($"{path}/{index}", item)),
        _ => [$"{path} {node?.ToJsonString()}"],
    };
}
