using EdgeCdk.Clusters;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;

namespace EdgeCdk.Observability;

/// <summary>Inputs of <see cref="TelemetryCollector"/>.</summary>
internal sealed record TelemetryCollectorProps
{
    public required Platform Platform { get; init; }

    public required FargateCluster Cluster { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required TelemetryLogs Logs { get; init; }

    public required DeploymentSupport Support { get; init; }

    /// <summary>When there is a collector.</summary>
    public required When When { get; init; }

    /// <summary>The customer's secret for the receiver.</summary>
    public required Conditional<OwnOtlpSecret> OwnSecret { get; init; }

    /// <summary>The parameters for the receiver.</summary>
    public required OtlpParameters Parameters { get; init; }

    /// <summary>Image that downloads the configuration.</summary>
    public required ContainerImage ConfigInitImage { get; init; }

    /// <summary>Image of the OpenTelemetry collector.</summary>
    public required ContainerImage CollectorImage { get; init; }

    /// <summary>Image that offers CloudWatch metrics to the collector.</summary>
    public required ContainerImage CloudWatchExporterImage { get; init; }

    public required FargateSize Size { get; init; }

    /// <summary>What the code that downloads the configuration is given, by the bucket and the key of the configuration.</summary>
    public required Func<string, string, ComponentRuntime> ConfigInitRuntime { get; init; }

    /// <summary>What the collector is given, beside its secrets.</summary>
    public required ComponentRuntime CollectorRuntime { get; init; }

    /// <summary>What the exporter of CloudWatch metrics is given.</summary>
    public required ComponentRuntime CloudWatchExporterRuntime { get; init; }
}
