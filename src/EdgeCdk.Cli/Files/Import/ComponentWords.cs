using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>The words by which components are known in a bundle. Their own names are always among them.</summary>
internal static class ComponentWords
{
    /// <summary>The task of the telemetry collector with all its containers: it has a size, and no image of its own.</summary>
    public const string Observability = "observability";

    private static readonly (Enum Component, string[] Words)[] More =
    [
        (ServiceImage.ConnectorsRollout, ["connectorrollout", "connectors"]),
        (ServiceImage.OtelCollector, ["opentelemetrycollector", "otelcol"]),
        (ServiceImage.CloudwatchExporter, ["cloudwatchmetrics", "yace"]),
        (Job.AnomalyDetectionAuxiliary, ["anomalydetectionaux", "anomalyauxiliary", "anomalyaux"]),
        (Job.SnowflakePushdown, ["snowflake", "pushdown"]),
        (Function.MetadataBrowsing, ["edgeinteractivejobs", "interactivejobs", "connectiontesting"]),
        (Function.DqResultsReader, ["dqresultsreader", "resultsreader", "resultreader"]),
    ];

    private static readonly (string Component, string Word)[] Table =
    [
        .. All().Select(component => (Names.Value(component), BundleValue.Plain(Names.Value(component)))),
        .. More.SelectMany(entry => entry.Words.Select(word => (Names.Value(entry.Component), word))),
        (Observability, Observability),
    ];

    /// <summary>Whether a name is that of a function.</summary>
    public static Function? FunctionOf(string component) =>
        Enum.GetValues<Function>().Cast<Function?>().FirstOrDefault(function => Names.Value(function!) == component);

    /// <summary>Whether a name is that of a job.</summary>
    public static Job? JobOf(string component) =>
        Enum.GetValues<Job>().Cast<Job?>().FirstOrDefault(job => Names.Value(job!) == component);

    /// <summary>The component that a text is about; null when it is about none, or about several.</summary>
    public static string? Find(string text)
    {
        var plain = BundleValue.Plain(text);
        var found = Table.Where(entry => plain.Contains(entry.Word, StringComparison.Ordinal)).ToList();
        if (found.Count == 0)
            return null;
        var longest = found.Max(entry => entry.Word.Length);
        var components = found.Where(entry => entry.Word.Length == longest).Select(entry => entry.Component).Distinct().ToList();
        return components is [var only] ? only : null;
    }

    private static IEnumerable<Enum> All() =>
        Enum.GetValues<ServiceImage>().Cast<Enum>().Concat(Enum.GetValues<Job>().Cast<Enum>())
            .Concat(Enum.GetValues<Function>().Cast<Enum>());
}
