using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Observability;

/// <summary>
/// Log groups of the telemetry collector. They are always there: kept ones with fixed names would be in the way when the collector
/// is switched off and on again. Empty ones cost nothing.
/// </summary>
internal sealed class TelemetryLogs : Construct
{
    public TelemetryLogs(Construct scope, string id, EdgeContext edge, GeneralKey key)
        : base(scope, id)
    {
        Collector = new ComponentLogGroup(this, "Collector", edge, key, TelemetryContainers.CollectorName);
        ConfigInit = new ComponentLogGroup(this, "ConfigInit", edge, key, TelemetryContainers.ConfigInitName);
        CloudWatchExporter = new ComponentLogGroup(this, "CloudWatchExporter", edge, key, TelemetryContainers.CloudWatchExporterName);
    }

    public ComponentLogGroup Collector { get; }

    public ComponentLogGroup ConfigInit { get; }

    public ComponentLogGroup CloudWatchExporter { get; }
}
