using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Changes;

/// <summary>
/// Changes of edges, each with its way back: of random edges in anything but their VPC, as stacks of their files and, where it can
/// express them, of the portable template; of every switch of the demo edge; and of what a release file says.
/// </summary>
public sealed class ChangedEdges(SynthesizedEdges edges)
{
    private const int DefaultCount = 5;

    // What a release may change of its functions, in the file of 16.6.5.
    private static readonly (string Name, string From, string To)[] ReleaseChanges =
    [
        ("another name of the same package", "artifact: edgeinteractivejobs.zip", "artifact: renamed.zip"),
        ("a package's hash", "artifact: edgeinteractivejobs.zip", $"artifact: edgeinteractivejobs.zip\n    sha256: {new string('a', 64)}"),
        ("a handler", "interactivejobs.Handler::handleRequest", "interactivejobs.Handler::other"),
        ("a timeout", "timeoutSeconds: 120", "timeoutSeconds: 121"),
        ("a batch size", "batchSize: 10", "batchSize: 9"),
        ("images alone", "tag: 16.6.5-saas-edge", "tag: 16.6.5-saas-edge2"),
    ];

    private IReadOnlyList<StackChange>? _all;

    /// <summary>All of them, both ways.</summary>
    public IReadOnlyList<StackChange> All => _all ??= [.. One().SelectMany(change => new[] { change, change.Back })];

    private IEnumerable<StackChange> One() => [.. Random(), .. Switched(), .. Packages(), .. Released()];

    private IEnumerable<StackChange> Random()
    {
        var pairs = Enumerable.Range(0, 2 * Count)
            .Select(number => RandomEdge.Changes.Generate(new CsCheck.PCG((uint)number, 1), null, out _))
            .DistinctBy(pair => pair.Name)
            .Take(Count)
            .Select(pair => (pair.Name, Before: edges.Definition(pair.Before), After: edges.Definition(pair.After)));
        foreach (var pair in pairs)
        {
            yield return new($"{pair.Name} (file)", SynthesizedEdges.Synthesize(pair.Before), SynthesizedEdges.Synthesize(pair.After));
            var (from, to) = (PortableEdges.Expressible(pair.Before), PortableEdges.Expressible(pair.After));
            if (!PortableValues.Obstacles(from).Concat(PortableValues.Obstacles(to)).Any())
                yield return new($"{pair.Name} (portable)", Portable(from), Portable(to));
        }
    }

    private IEnumerable<StackChange> Switched() =>
        from retention in Turn.OfTwo("delete", "retain")
        let demo = $"{EdgeFiles.Text(EdgeFiles.Demo)}\ndataRetention: {retention}\n"
        let before = Both(edges.Definition(demo))
        from one in EdgeSwitches.All
        let after = Both(edges.Definition($"{demo}{one.On}\n"))
        from change in before.Zip(after, (without, with) => (Before: without, After: with))
        where change is { Before: not null, After: not null }
        select new StackChange($"{one.Name}, data {retention}", change.Before!, change.After!);

    // The same two packages from a directory and from a bucket, there and back.
    private IEnumerable<StackChange> Packages()
    {
        var stored = EdgeFiles.Text(EdgeFiles.Demo);
        var local = stored.With("  bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.5/\n", "  directory: packages\n");
        yield return new("from a bucket to a directory", edges.Synthesize(stored), edges.Synthesize(local));
        yield return new(
            "from a directory to the next release in a bucket",
            edges.Synthesize(GoldenTemplates.EdgeText(EdgeFiles.Demo, "16.6.4")),
            edges.Synthesize(local));
    }

    private IEnumerable<StackChange> Released() =>
        from change in ReleaseChanges
        let demo = EdgeFiles.Text(EdgeFiles.Demo)
        let changed = edges.SynthesizeOnRelease(demo, "16.6.5", text => text.With(change.From, change.To))
        select new StackChange(change.Name, edges.Synthesize(demo), changed);

    // From the file, and from the portable template where it can express the edge.
    private SynthesizedTemplate?[] Both(EdgeDefinition edge) =>
        [SynthesizedEdges.Synthesize(edge), PortableValues.Obstacles(edge).Any() ? null : Portable(edge)];

    private SynthesizedTemplate Portable(EdgeDefinition edge)
    {
        var whole = new InstantiatedTemplate(edges.Portable(edge).Json, PortableValues.Of(edge).ToDictionary(), StackPlace.Of(edge.Config));
        return SynthesizedTemplate.Of(new JsonObject { ["Resources"] = whole.Resources.DeepClone() });
    }

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("EDGE_RANDOM_CHANGES"), out var number) ? number : DefaultCount;
}
