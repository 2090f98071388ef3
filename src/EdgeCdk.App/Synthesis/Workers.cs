using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
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

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(5);

    /// <summary>One edge and where its assembly goes.</summary>
    private sealed record Job(EdgeDefinition Edge, string Output);

    /// <summary>Creates the assemblies of edges, each in its own directory; those of one shape together.</summary>
    /// <param name="edges">Edges and directories.</param>
    /// <param name="report">Gets the progress of what takes long.</param>
    /// <exception cref="InvalidOperationException">Some edges failed; the message has the reason for each.</exception>
    public static void Synthesize(IReadOnlyList<(EdgeDefinition Edge, string Output)> edges, Action<string> report)
    {
        var shapes = new ConcurrentQueue<Job[]>(ByShape([.. edges.Select(edge => new Job(edge.Edge, edge.Output))]));
        var failures = new ConcurrentQueue<string>();
        // A few edges are made before anybody asks how far they are.
        var progress = new Progress(edges.Count, edges.Count < FewestInParallel ? _ => { } : report);
        if (shapes.Count < FewestInParallel)
        {
            foreach (var jobs in shapes)
                Synthesize(jobs, failures.Enqueue, progress.Advance);
        }
        else
        {
            var size = Math.Min(MostInOneProcess, (shapes.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
            Parallel.For(0, Environment.ProcessorCount, _ =>
            {
                while (Take(shapes, size) is { Count: > 0 } batch)
                    RunProcess(batch, failures.Enqueue, progress);
            });
        }

        if (!failures.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{failures.Count} of {edges.Count} edges failed:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>
    /// What a worker does: for each line it reads edges of one shape, creates their assemblies, and answers with a line.
    /// </summary>
    public static void Work(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var failures = new List<string>();
            Synthesize(JsonSerializer.Deserialize<Job[]>(line)!, failures.Add, () => { });
            output.WriteLine(JsonSerializer.Serialize(failures));
            output.Flush();
        }
    }

    private static IEnumerable<Job[]> ByShape(Job[] jobs) =>
        jobs.Length == 1 ? [jobs] : jobs.GroupBy(job => Shape.KeyOf(job.Edge)).Select(shape => shape.ToArray());

    private static void Synthesize(Job[] jobs, Action<string> fail, Action advance)
    {
        using var shape = jobs.Length == 1 ? null : Shape.Of(jobs[0].Edge);
        foreach (var job in jobs)
        {
            try
            {
                if (shape is null)
                    EdgeApp.Synthesize(job.Edge, job.Output);
                else
                    shape.Write(job.Edge, job.Output);
            }
            catch (Exception exception)
            {
                fail($"{job.Edge.Config.Edge.Name}: {exception}");
            }

            advance();
        }
    }

    private static void RunProcess(List<Job[]> batch, Action<string> fail, Progress progress)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Workers).Assembly.Location, "work"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (var jobs in batch)
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(jobs));
            process.StandardInput.Flush();
            var answer = process.StandardOutput.ReadLine();
            foreach (var job in jobs)
            {
                if (answer is null)
                    fail($"{job.Edge.Config.Edge.Name}: the process that was to make it ended");
                progress.Advance();
            }

            foreach (var failure in JsonSerializer.Deserialize<string[]>(answer ?? "[]")!)
                fail(failure);
        }

        process.StandardInput.Close();
        process.WaitForExit();
    }

    private static List<Job[]> Take(ConcurrentQueue<Job[]> shapes, int count)
    {
        var taken = new List<Job[]>();
        while (taken.Count < count && shapes.TryDequeue(out var jobs))
            taken.Add(jobs);
        return taken;
    }

    private sealed class Progress(int total, Action<string> report)
    {
        private readonly Lock _lock = new();
        private long _last = Stopwatch.GetTimestamp();
        private int _done;

        public void Advance()
        {
            lock (_lock)
            {
                _done++;
                if (Stopwatch.GetElapsedTime(_last) < BetweenReports)
                    return;
                _last = Stopwatch.GetTimestamp();
                report($"{_done} of {total} edges synthesized");
            }
        }
    }
}
