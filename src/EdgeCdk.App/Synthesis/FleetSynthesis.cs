using EdgeCdk.Config;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// Creates the cloud assembly of any number of edges: takes known assemblies from the cache, synthesizes the others, and merges
/// all.
/// </summary>
internal static class FleetSynthesis
{
    /// <summary>Writes the assembly.</summary>
    /// <param name="edges">The edges, in order.</param>
    /// <param name="output">The directory to write to.</param>
    /// <param name="cache">What is known already. Null: nothing, and nothing is kept.</param>
    /// <param name="report">Receives messages about the progress.</param>
    public static void Run(IReadOnlyList<EdgeDefinition> edges, string output, AssemblyCache? cache, Action<string> report)
    {
        var scratch = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            string PartOf(EdgeDefinition edge) => Path.Combine(scratch, edge.Config.Edge.Name);
            var changed = edges.Where(edge => cache?.TryRestore(SynthesisInput.Of(edge), PartOf(edge)) is not true).ToList();
            if (changed.Count < edges.Count)
            {
                report(
                    $"{Counted(edges.Count - changed.Count)} unchanged, taken from the last synthesis (-c cache=off makes all of them "
                        + "again)");
            }

            Workers.Synthesize([.. changed.Select(edge => (edge, PartOf(edge)))], report);
            changed.ForEach(edge => cache?.Store(SynthesisInput.Of(edge), PartOf(edge)));
            if (changed.Count > 0)
                cache?.Prune();
            CloudAssembly.Merge([.. edges.Select(PartOf)], output);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string Counted(int count) => count == 1 ? "1 edge is" : $"{count} edges are";
}
