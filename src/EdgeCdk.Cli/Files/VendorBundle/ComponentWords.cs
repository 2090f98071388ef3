using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.VendorBundle;

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
        .. OfTheStack().Select(component => (Names.Value(component), BundleValue.Plain(Names.Value(component)))),
        .. More.SelectMany(entry => entry.Words.Select(word => (Names.Value(entry.Component), word))),
        (Observability, Observability),
    ];

    /// <summary>Whether a name is that of a function.</summary>
    public static Function? FunctionOf(string component) =>
        Enum.GetValues<Function>().Cast<Function?>().FirstOrDefault(function => Names.Value(function!) == component);

    /// <summary>Whether a name is that of a job.</summary>
    public static Job? JobOf(string component) =>
        Enum.GetValues<Job>().Cast<Job?>().FirstOrDefault(job => Names.Value(job!) == component);

    /// <summary>The names of all components.</summary>
    public static IEnumerable<string> All => Table.Select(entry => entry.Component).Distinct();

    /// <summary>Whether a text is the name of a component.</summary>
    public static bool IsComponent(string text) => Table.Any(entry => entry.Component == text);

    /// <summary>Whether a component is an image.</summary>
    public static bool HasImage(string component) => component != Observability && FunctionOf(component) is null;

    /// <summary>Whether a component is a container that stands beside the telemetry collector, with a limit for its memory.</summary>
    public static bool IsBesideCollector(string component) =>
        component == Names.Value(ServiceImage.ConfigInit) || component == Names.Value(ServiceImage.CloudwatchExporter);

    /// <summary>The block of a release file with the size of a component; null when it has none of its own.</summary>
    public static string? SizeKey(string component)
    {
        if (JobOf(component) is not null)
            return $"jobs.{component}";
        return component == Names.Value(ServiceImage.PlaneManager) ? "planeManager"
            : component == Names.Value(ServiceImage.ConnectorsRollout) ? "connectorsRollout"
            : component == Observability ? Observability
            : null;
    }

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

    private static IEnumerable<Enum> OfTheStack() =>
        Enum.GetValues<ServiceImage>().Cast<Enum>().Concat(Enum.GetValues<Job>().Cast<Enum>())
            .Concat(Enum.GetValues<Function>().Cast<Enum>());
}
