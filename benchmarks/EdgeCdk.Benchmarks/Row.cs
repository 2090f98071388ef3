using System.Globalization;

namespace EdgeCdk.Benchmarks;

/// <summary>A line of the table: a command, and what it is compared with.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Edges">How many edges it makes.</param>
/// <param name="Command">What is run.</param>
/// <param name="Yardstick">The line that it is compared with, run by run. Default: none.</param>
/// <param name="First">The same for one edge; the rest is the time of further ones. Default: none.</param>
internal sealed record Row(string Name, int Edges, Command Command, Row? Yardstick = null, Row? First = null)
{
    private readonly List<Measurement> _runs = [];

    public void Run() => _runs.Add(Measurement.Of(Command));

    /// <summary>Times of further edges, in milliseconds each.</summary>
    private IReadOnlyList<double> Further => First is null ? [] : [.. _runs.Zip(First._runs, (all, one) => (all.Seconds - one.Seconds) * 1000 / (Edges - First.Edges))];

    /// <summary>The table, as markdown: each cell has the median, and minimum and maximum in brackets.</summary>
    public static string Table(IEnumerable<Row> rows) => string.Join('\n',
    [
        "| | edges | seconds | to the replay | ms for each further edge | to the replay | peak MiB |",
        "|---|---|---|---|---|---|---|",
        .. rows.Select(row => row.ToString()),
    ]);

    public override string ToString()
    {
        var ratios = Yardstick is null ? [] : _runs.Zip(Yardstick._runs, (own, other) => own.Seconds / other.Seconds);
        var furtherRatios = Yardstick is null ? [] : Further.Zip(Yardstick.Further, (own, other) => own / other);
        return $"| {Name} | {Edges} | {Cell(_runs.Select(run => run.Seconds), "0.00")} | {Cell(ratios, "0.00")} | {Cell(Further, "0")} | {Cell(furtherRatios, "0.00")} | {Cell(_runs.Select(run => run.PeakMiB), "0")} |";
    }

    private static string Cell(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return sorted.Count == 0 ? "" : $"**{Text((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2)}** ({Text(sorted[0])}–{Text(sorted[^1])})";
    }
}
