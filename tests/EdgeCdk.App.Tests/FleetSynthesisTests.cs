using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Many edges in one run.</summary>
public sealed class FleetSynthesisTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Output => Path.Combine(_directory.Path, "cdk.out");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Edges_made_side_by_side_are_the_same_as_one_by_one()
    {
        // The last has the shape of the first; eight shapes are shared among processes.
        var edges = Edges(9);
        Assert.Equal(8, edges.DistinctBy(Shape.KeyOf).Count());

        FleetSynthesis.Run(edges, Output, cache: null, _ => { });

        // The first, one in the middle and the last, of which each process has made some.
        foreach (var edge in new[] { edges[0], edges[4], edges[8] })
        {
            var alone = Path.Combine(_directory.Path, "alone", edge.Config.Edge.Name);
            FleetSynthesis.Run([edge], alone, cache: null, _ => { });
            Assert.All(
                Directory.GetFiles(alone).Where(file => Path.GetFileName(file) != "manifest.json"),
                file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(Output, Path.GetFileName(file)))));
        }

        var artifacts = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "manifest.json")))!["artifacts"]!.AsObject();
        Assert.Equal(
            edges.SelectMany(edge => new[] { $"Edge-{edge.Config.Edge.Name}.assets", $"Edge-{edge.Config.Edge.Name}" }),
            artifacts.Select(artifact => artifact.Key));
    }

    [Fact]
    public void Only_the_edges_that_changed_are_made_again()
    {
        var cache = new AssemblyCache(Path.Combine(_directory.Path, "cache"));
        var said = new List<string>();
        FleetSynthesis.Run(Edges(3), Output, cache, said.Add);
        var changed = Edges(3, ("edges/edge-2.yaml", "replicas: 2", "replicas: 3"));
        var before = File.ReadAllText(Path.Combine(Output, "Edge-edge-2.template.json"));

        FleetSynthesis.Run(changed, Output, cache, said.Add);

        Assert.Equal(["2 edges are unchanged, taken from the last synthesis (-c cache=off makes all of them again)"], said);
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(Output, "Edge-edge-2.template.json")));
    }

    // Nine: the first and the last, which fail, have one shape.
    [Theory, InlineData(1), InlineData(9)]
    public void An_edge_that_fails_is_named_and_the_others_that_fail_too(int count)
    {
        var edges = Edges(count).ToList();
        // Packages that were there when the files were checked, and are gone now.
        var gone = edges[0].Packages.Keys.ToDictionary(
            function => function,
            _ => new Config.Artifacts.FunctionPackage
            {
                LocalPath = Path.Combine(_directory.Path, "gone.zip"),
                Sha256 = "0",
                ObjectKey = "x",
            });
        edges[0] = edges[0] with { Packages = gone };
        edges[^1] = edges[^1] with { Packages = gone };

        var failure = Assert.Throws<InvalidOperationException>(() => FleetSynthesis.Run(edges, Output, cache: null, _ => { }));

        Assert.StartsWith($"{Math.Min(2, count)} of {count} edges failed:\nedge-1: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"\nedge-{count}: ", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    // Eight shapes in turn.
    private IReadOnlyList<EdgeDefinition> Edges(int count, params (string File, string From, string To)[] edits)
    {
        for (var number = 1; number <= count; number++)
        {
            _directory.Write(
                $"edges/edge-{number}.yaml",
                EdgeFiles.Text(EdgeFiles.Demo).With("name: demo ", $"name: edge-{number} ").With(":demo-", $":edge-{number}-").With(
                    "vpc-0f1924823027c00c7", $"vpc-{number:x8}") + $"planeManager: {{ replicas: {number % 8} }}\n");
        }

        foreach (var (file, from, to) in edits)
            _directory.Write(file, File.ReadAllText(Path.Combine(_directory.Path, file)).With(from, to));
        return Fleet.Load(Path.Combine(_directory.Path, "edges"), Repository.Releases);
    }
}
