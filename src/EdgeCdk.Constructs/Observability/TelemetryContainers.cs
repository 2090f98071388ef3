using EdgeCdk.Clusters;

namespace EdgeCdk.Observability;

/// <summary>The three containers of the telemetry collector's task.</summary>
internal static class TelemetryContainers
{
    public const string CollectorName = "otel-collector";
    public const string ConfigInitName = "config-init";
    public const string CloudWatchExporterName = "cloudwatch-exporter";

    // In otel-collector.yaml.
    private const string StatePath = "/var/lib/otel";

    private static readonly TaskVolume Shared = new TaskVolume.Scratch("configuration");

    /// <summary>The configuration of the collector, with the place where its image can keep data.</summary>
    public static string Configuration(TelemetryCollectorProps props) =>
        EmbeddedSource.Read("otel-collector.yaml").Replace(StatePath, props.CollectorRuntime.StatePath, StringComparison.Ordinal);

    public static IReadOnlyList<TaskContainer> Of(TelemetryCollectorProps props, string bucket, string key, OtlpSecret secret) =>
        Of(props, props.ConfigInitRuntime(bucket, key), secret);

    private static IReadOnlyList<TaskContainer> Of(TelemetryCollectorProps props, ComponentRuntime configInit, OtlpSecret secret) =>
        [Collector(props, configInit, secret), ConfigInit(props, configInit), CloudWatchExporter(props)];

    private static TaskContainer Collector(TelemetryCollectorProps props, ComponentRuntime configInit, OtlpSecret secret) => new()
    {
        Name = CollectorName,
        Logs = props.Logs.Collector,
        LogBufferMiB = TaskService.LogBufferMiB,
        // All that Fargate gives: a queue that is closed in time needs no repair at the next start.
        StopTimeoutSeconds = 120,
        Image = props.CollectorImage,
        MemoryMiB = props.Size.MemoryMiB - configInit.MemoryMiB - props.CloudWatchExporterRuntime.MemoryMiB,
        Runtime = props.CollectorRuntime,
        Secrets = new Dictionary<string, string>
        {
            ["OTLP_AUTHORIZATION"] = secret.Value("authorization"),
            ["OTLP_ENDPOINT"] = secret.Value("endpoint"),
        },
        Mounts =
        [
            Mount(props.CollectorRuntime, writes: false),
            new TaskMount(
                new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Otel), props.CollectorRuntime.StatePath, Writes: true),
        ],
        Ports = [OtlpLoadBalancer.GrpcPort, OtlpLoadBalancer.HttpPort, OtlpLoadBalancer.HealthPort],
        After = ConfigInitName,
    };

    private static TaskContainer ConfigInit(TelemetryCollectorProps props, ComponentRuntime runtime) => new()
    {
        Name = ConfigInitName,
        Logs = props.Logs.ConfigInit,
        Image = props.ConfigInitImage,
        MemoryMiB = runtime.MemoryMiB,
        Essential = false,
        Runtime = runtime,
        Mounts = [Mount(runtime, writes: true)],
    };

    private static TaskContainer CloudWatchExporter(TelemetryCollectorProps props) => new()
    {
        Name = CloudWatchExporterName,
        Logs = props.Logs.CloudWatchExporter,
        LogBufferMiB = TaskService.LogBufferMiB,
        Image = props.CloudWatchExporterImage,
        MemoryMiB = props.CloudWatchExporterRuntime.MemoryMiB,
        Runtime = props.CloudWatchExporterRuntime,
    };

    private static TaskMount Mount(ComponentRuntime runtime, bool writes) =>
        new(Shared, runtime.ConfigurationPath[..runtime.ConfigurationPath.LastIndexOf('/')], writes);
}
