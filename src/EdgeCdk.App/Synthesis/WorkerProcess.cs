using System.Diagnostics;
using System.Text.Json;

namespace EdgeCdk.App.Synthesis;

/// <summary>A process that creates assemblies for another one: what both say to each other, a line at a time.</summary>
internal static class WorkerProcess
{
    /// <summary>Has a process create assemblies, and waits for its end.</summary>
    /// <param name="batch">The edges, those of one shape together.</param>
    /// <param name="fail">Gets the reason of each that failed.</param>
    /// <param name="progress">Counts the edges.</param>
    public static void Run(List<SynthesisJob[]> batch, Action<string> fail, Progress progress)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, "work"])
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

    /// <summary>
    /// What a worker does: for each line it reads edges of one shape, creates their assemblies, and answers with a line.
    /// </summary>
    public static void Work(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var failures = new List<string>();
            SynthesisJob.Synthesize(JsonSerializer.Deserialize<SynthesisJob[]>(line)!, failures.Add, () => { });
            output.WriteLine(JsonSerializer.Serialize(failures));
            output.Flush();
        }
    }
}
