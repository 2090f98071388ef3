namespace EdgeCdk.Benchmarks;

/// <summary>Stack sets for many edges: whole processes of <c>edge fleet export</c>, templates included.</summary>
internal static class ExportBenchmark
{
    /// <summary>Runs it and prints the table.</summary>
    /// <param name="runs">Runs of each line; one more is not counted.</param>
    /// <param name="fleets">Sizes of fleets.</param>
    public static void Run(int runs, IReadOnlyList<int> fleets)
    {
        using var workload = Workload.Empty();
        var rows = fleets.Select(edges => new Row("`edge fleet export`", edges, workload.Export(edges))).ToList();
        Measurement.Of(rows[0].Command);
        for (var run = 1; run <= runs; run++)
            rows.ForEach(row => row.Run());
        Console.WriteLine(Row.Table(rows));
    }
}
