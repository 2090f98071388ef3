namespace EdgeCdk.Benchmarks;

/// <summary>Whole processes, from start to end, all in turn, so that a slow minute of the machine meets each of them.</summary>
internal static class ProcessBenchmarks
{
    /// <summary>Runs everything and prints the table.</summary>
    /// <param name="runs">Runs of each line; one more is not counted.</param>
    /// <param name="fleets">Sizes of fleets.</param>
    /// <param name="tests">Whether to run the test suite, too, once.</param>
    public static void Run(int runs, IReadOnlyList<int> fleets, bool tests)
    {
        using var workload = Workload.Prepare();
        var rows = Rows(workload, fleets);
        foreach (var row in rows.Where(row => row.Edges == 1 || row.Name.EndsWith("unchanged", StringComparison.Ordinal)))
            Measurement.Of(row.Command);
        for (var run = 1; run <= runs; run++)
        {
            Console.Error.WriteLine($"run {run} of {runs}");
            rows.ForEach(row => row.Run());
        }

        if (tests)
        {
            rows.Add(new Row("all tests", 0, Workload.Tests()));
            rows[^1].Run();
        }

        Console.WriteLine(Row.Table(rows));
    }

    private static List<Row> Rows(Workload workload, IReadOnlyList<int> fleets)
    {
        var cdk = new Row("`cdk synth`: replay", 1, workload.CdkReplay(1));
        var replay = new Row("alone: replay", 1, workload.Replay(1));
        var application = new Row("alone: application", 1, workload.Alone(1, cached: false), replay);
        var rows = new List<Row>
        {
            cdk,
            new("`cdk synth`: first", 1, workload.Cdk(1, cached: false), cdk),
            new("`cdk synth`: unchanged", 1, workload.Cdk(1, cached: true), cdk),
            replay,
            new("alone: L2 in JavaScript", 1, workload.L2(1), replay),
            new("launched: first", 1, workload.Launched(1, cached: false), replay),
            new("launched: unchanged", 1, workload.Launched(1, cached: true), replay),
            application,
            new("alone: application, unchanged", 1, workload.Alone(1, cached: true), replay),
        };
        foreach (var fleet in fleets.Where(fleet => fleet > 1))
        {
            var yardstick = new Row("alone: replay", fleet, workload.Replay(fleet), First: replay);
            rows.Add(yardstick);
            rows.Add(new Row("alone: L2 in JavaScript", fleet, workload.L2(fleet), yardstick, rows.First(row => row.Name == "alone: L2 in JavaScript")));
            rows.Add(new Row("alone: application", fleet, workload.Alone(fleet, cached: false), yardstick, application));
            rows.Add(new Row("alone: application, unchanged", fleet, workload.Alone(fleet, cached: true), yardstick));
        }

        return rows;
    }
}
