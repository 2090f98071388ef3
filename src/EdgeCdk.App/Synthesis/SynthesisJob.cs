using EdgeCdk.Config;

namespace EdgeCdk.App.Synthesis;

/// <summary>One edge and where its assembly goes.</summary>
internal sealed record SynthesisJob(EdgeDefinition Edge, string Output)
{
    /// <summary>Jobs with edges of one shape together.</summary>
    public static IEnumerable<SynthesisJob[]> ByShape(SynthesisJob[] jobs) =>
        jobs.Length == 1 ? [jobs] : jobs.GroupBy(job => Shape.KeyOf(job.Edge)).Select(shape => shape.ToArray());

    /// <summary>Creates the assemblies of edges of one shape.</summary>
    /// <param name="jobs">The edges.</param>
    /// <param name="fail">Gets the reason of each that failed.</param>
    /// <param name="advance">Is called after each.</param>
    public static void Synthesize(SynthesisJob[] jobs, Action<string> fail, Action advance)
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
}
