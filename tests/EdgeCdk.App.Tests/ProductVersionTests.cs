using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>A new version of this product, with the same release of the vendor, is no change of an edge.</summary>
public sealed class ProductVersionTests(SynthesizedEdges edges)
{
    public static TheoryData<string, string> Kept =>
        [.. GoldenTemplates.Releases.SelectMany(release => GoldenTemplates.Edges.Select(edge => (edge, release)))];

    [Theory, InlineData(EdgeFiles.Demo), InlineData("edge-16.6.5"), InlineData("prerequisites"), InlineData("portfolio")]
    public void Every_template_says_which_version_made_it(string template) =>
        Assert.Equal(Product.Version, edges[template].Json["Metadata"]!["EdgeCdk"]!["Version"]!.ToString());

    [Theory, MemberData(nameof(Kept))]
    public void Another_version_changes_nothing_but_the_metadata_of_the_template(string edge, string release)
    {
        var definition = edges.Definition(GoldenTemplates.EdgeText(edge, release));
        var now = edges.Synthesize(GoldenTemplates.EdgeText(edge, release)).Json;

        var next = Synthesize(definition, "99.0.0");

        Assert.Equal("99.0.0", next["Metadata"]!["EdgeCdk"]!["Version"]!.ToString());
        next["Metadata"]!["EdgeCdk"]!["Version"] = Product.Version;
        Assert.True(JsonNode.DeepEquals(now, next));
    }

    private static JsonObject Synthesize(EdgeDefinition definition, string version)
    {
        var known = Product.Version;
        Product.Version = version;
        try
        {
            return EdgeApp.Template(app => new EdgeStack(app, new EdgeNames(definition.Config.Edge.Name).Stack, definition));
        }
        finally
        {
            Product.Version = known;
        }
    }
}
