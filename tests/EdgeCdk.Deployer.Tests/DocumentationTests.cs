using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>docs/security/deployer.md lists all permissions that the policies cannot limit to the edge.</summary>
public sealed partial class DocumentationTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_page_names_exactly_the_actions_that_are_on_every_resource()
    {
        var page = File.ReadAllText(Repository.Path("docs", "security", "deployer.md"));
        var rows = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var firstCells = rows.Select(line => line.Split('|')[1]);
        var named = firstCells.SelectMany(cell => CodeSpan().Matches(cell)).Select(span => span.Groups[1].Value)
            .Where(name => name.Contains(':')).ToList();
        var statements = Resource.Walk(Deployer.Template(edges)["Resources"]).OfType<JsonObject>().Where(IsOnEveryResource);
        var granted = statements.SelectMany(statement => statement["Action"]!.AsArray()).Select(action => (string)action!).ToList();

        Assert.NotEmpty(granted);
        Assert.All(granted, action => Assert.Contains(named, name => Matches(name, action)));
        Assert.All(named, name => Assert.Contains(granted, action => Matches(name, action)));
    }

    private static bool IsOnEveryResource(JsonObject node) =>
        (string?)node["Effect"] == "Allow" && node["Resource"] is JsonArray { Count: 1 } resources && resources[0] is JsonValue;

    private static bool Matches(string name, string action) =>
        name.EndsWith('*') ? action.StartsWith(name[..^1], StringComparison.Ordinal) : action == name;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
