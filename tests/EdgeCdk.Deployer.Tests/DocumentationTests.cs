using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>docs/security/deployer.md tells of everything that the policies cannot end at the edge.</summary>
public sealed partial class DocumentationTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_page_names_exactly_the_actions_that_are_on_every_resource()
    {
        var page = File.ReadAllText(Repository.Path("docs", "security", "deployer.md"));
        var cells = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        var named = cells.SelectMany(cell => CodeSpan().Matches(cell)).Select(span => span.Groups[1].Value).ToList();
        var granted = Resource.Walk(Deployer.Template(edges)["Resources"]).OfType<JsonObject>()
            .Where(statement => statement["Effect"]?.GetValue<string>() == "Allow" && statement["Resource"] is JsonArray { Count: 1 } on && on[0] is JsonValue)
            .SelectMany(statement => statement["Action"]!.AsArray()).Select(action => action!.GetValue<string>()).ToList();

        bool Names(string name, string action) => name.EndsWith('*') ? action.StartsWith(name[..^1], StringComparison.Ordinal) : action == name;
        Assert.NotEmpty(granted);
        Assert.All(granted, action => Assert.Contains(named, name => Names(name, action)));
        Assert.All(named, name => Assert.Contains(granted, action => Names(name, action)));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
