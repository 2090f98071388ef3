using System.Collections.Concurrent;
using EdgeCdk.Config;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// Shares the synthesis of many shapes among processes. The bridge to the CDK library does one thing at a time, and keeps
/// every object it ever made: a process for each core uses them all, and one that ends after a while frees its memory.
/// </summary>
internal static class Workers
{
    // Fewer are not worth another process, which takes about a second to start.
    private const int FewestInParallel = 8;

    // Keeps a process well below half a gigabyte.
    private const int MostInOneProcess = 100;

    /// <summary>Creates the assemblies of edges, each in its own directory; those of one shape together.</summary>
    /// <param name="edges">Edges and directories.</param>
    /// <param name="report">Gets the progress of what takes long.</param>
    /// <exception cref="InvalidOperationException">Some edges failed; the message has the reason for each.</exception>
    public static void Synthesize(IReadOnlyList<(EdgeDefinition Edge, string Output)> edges, Action<string> report)
    {
        SynthesisJob[] all = [.. edges.Select(edge => new SynthesisJob(edge.Edge, edge.Output))];
        var shapes = new ConcurrentQueue<SynthesisJob[]>(SynthesisJob.ByShape(all));
        var failures = new ConcurrentQueue<string>();
        // A few edges are made before anybody asks how far they are.
        var progress = new Progress(edges.Count, edges.Count < FewestInParallel ? _ => { } : report);
        if (shapes.Count < FewestInParallel)
        {
            foreach (var jobs in shapes)
                SynthesisJob.Synthesize(jobs, failures.Enqueue, progress.Advance);
        }
        else
        {
            var size = Math.Min(MostInOneProcess, (shapes.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
            Parallel.For(0, Environment.ProcessorCount, _ =>
            {
                while (Take(shapes, size) is { Count: > 0 } batch)
                    WorkerProcess.Run(batch, failures.Enqueue, progress);
            });
        }

        if (!failures.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{failures.Count} of {edges.Count} edges failed:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
        }
    }

    private static List<SynthesisJob[]> Take(ConcurrentQueue<SynthesisJob[]> shapes, int count)
    {
        var taken = new List<SynthesisJob[]>();
        while (taken.Count < count && shapes.TryDequeue(out var jobs))
            taken.Add(jobs);
        return taken;
    }
}
