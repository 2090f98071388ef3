using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>What the cloud assembly says about a stack beside its template.</summary>
public sealed class StackTests(SynthesizedEdges edges)
{
    [Fact]
    public void Every_edge_is_one_stack() => Assert.Equal(
        EdgeFiles.Names.Select(name => $"Edge-{name}").Order(StringComparer.Ordinal),
        Artifacts()
            .Where(artifact => artifact.Value!["type"]!.ToString() == "aws:cloudformation:stack")
            .Select(artifact => artifact.Key)
            .Order(StringComparer.Ordinal));

    [Theory, InlineData(EdgeFiles.Demo, true), InlineData(EdgeFiles.Full, false), InlineData(EdgeFiles.Mirror, true)]
    [InlineData(EdgeFiles.Longest, true)]
    public void It_is_protected_against_deletion_unless_the_edge_file_says_otherwise(string edge, bool isProtected) =>
        Assert.Equal(isProtected, Stack(edge)["properties"]!["terminationProtection"]?.GetValue<bool>() ?? false);

    [Theory]
    [InlineData(EdgeFiles.Demo, "aws://123456789011/eu-central-1")]
    [InlineData(EdgeFiles.Full, "aws://012345678901/eu-central-1")]
    [InlineData(EdgeFiles.Mirror, "aws://123456789011/cn-north-1")]
    [InlineData(EdgeFiles.Longest, "aws://123456789011/us-gov-west-1")]
    public void It_is_for_one_account_and_region(string edge, string environment) =>
        Assert.Equal(environment, Stack(edge)["environment"]!.ToString());

    [Theory]
    [InlineData(EdgeFiles.Demo, "ataccama:edge:managed-by: edge-cdk\nataccama:edge:name: demo\nataccama:edge:release: 16.6.5")]
    [InlineData(
        EdgeFiles.Full,
        "Team: Data Platform\nataccama:edge:managed-by: edge-cdk\nataccama:edge:name: full\nataccama:edge:release: "
            + "16.6.5\ncost-center: 4711")]
    [InlineData(
        EdgeFiles.Longest,
        "ataccama:edge:managed-by: edge-cdk\nataccama:edge:name: govcloud-analytics-1\nataccama:edge:release: 16.6.4")]
    public void It_is_tagged_with_the_edge_and_its_release(string edge, string tags) =>
        Assert.Equal(tags, edges[edge].Text(Stack(edge)["properties"]!["tags"]));

    [Fact]
    public void Its_description_names_edge_and_release() =>
        edges.Assertions(EdgeFiles.Demo).TemplateMatches(new Map { ["Description"] = "Edge demo, release 16.6.5" });

    private JsonObject Artifacts() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(edges.CloudAssembly, "manifest.json")))!["artifacts"]!.AsObject();

    private JsonNode Stack(string edge) => Artifacts()[$"Edge-{edge}"]!;
}
