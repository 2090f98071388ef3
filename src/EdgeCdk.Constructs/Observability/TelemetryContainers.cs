using EdgeCdk.Clusters;

namespace EdgeCdk.Observability;

/// <summary>The three containers of the telemetry collector's task.</summary>
internal static class TelemetryContainers
{
    public const string CollectorName = "otel-collector";
    public const string ConfigInitName = "config-init";
    public const string CloudWatchExporterName = "cloudwatch-exporter";

    private const int ConfigInitMemoryMiB = 128;
    private const int CloudWatchExporterMemoryMiB = 256;
    private const string ConfigurationDirectory = "/etc/otel";
    private const string ConfigurationPath = $"{ConfigurationDirectory}/collector.yaml";

    private static readonly TaskVolume Configuration = new TaskVolume.Scratch("configuration");

    public static IReadOnlyList<TaskContainer> Of(TelemetryCollectorProps props, string bucket, string key, OtlpSecret secret) =>
        [Collector(props, secret), ConfigInit(props, bucket, key), CloudWatchExporter(props)];

    private static TaskContainer Collector(TelemetryCollectorProps props, OtlpSecret secret) => new()
    {
        Name = CollectorName,
        Logs = props.Logs.Collector,
        LogBufferMiB = TaskService.LogBufferMiB,
        // All that Fargate gives: a queue that is closed in time needs no repair at the next start.
        StopTimeoutSeconds = 120,
        Image = props.CollectorImage,
        MemoryMiB = props.Size.MemoryMiB - ConfigInitMemoryMiB - CloudWatchExporterMemoryMiB,
        Command = [$"--config={ConfigurationPath}"],
        Environment = new Dictionary<string, string> { ["EDGE_NAME"] = props.Platform.Edge.Name },
        Secrets = new Dictionary<string, string>
        {
            ["OTLP_AUTHORIZATION"] = secret.Value("authorization"),
            ["OTLP_ENDPOINT"] = secret.Value("endpoint"),
        },
        Mounts =
        [
            new TaskMount(Configuration, ConfigurationDirectory, Writes: false),
            new TaskMount(new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Otel), "/var/lib/otel", Writes: true),
        ],
        Ports = [OtlpLoadBalancer.GrpcPort, OtlpLoadBalancer.HttpPort, OtlpLoadBalancer.HealthPort],
        After = ConfigInitName,
    };

    private static TaskContainer ConfigInit(TelemetryCollectorProps props, string bucket, string key) => new()
    {
        Name = ConfigInitName,
        Logs = props.Logs.ConfigInit,
        Image = props.ConfigInitImage,
        MemoryMiB = ConfigInitMemoryMiB,
        Essential = false,
        Environment = new Dictionary<string, string>
        {
            ["CONFIG_BUCKET"] = bucket,
            ["CONFIG_KEY"] = key,
            ["CONFIG_PATH"] = ConfigurationPath,
        },
        Mounts = [new TaskMount(Configuration, ConfigurationDirectory, Writes: true)],
    };

    private static TaskContainer CloudWatchExporter(TelemetryCollectorProps props) => new()
    {
        Name = CloudWatchExporterName,
        Logs = props.Logs.CloudWatchExporter,
        LogBufferMiB = TaskService.LogBufferMiB,
        Image = props.CloudWatchExporterImage,
        MemoryMiB = CloudWatchExporterMemoryMiB,
        Environment = new Dictionary<string, string>
        {
            ["EDGE_NAME"] = props.Platform.Edge.Name,
            ["EDGE_REGION"] = props.Platform.Edge.Region,
            ["LISTEN_ADDRESS"] = "127.0.0.1:9106",
        },
    };
}
