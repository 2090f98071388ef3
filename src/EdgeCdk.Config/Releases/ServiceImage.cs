namespace EdgeCdk.Config.Releases;

/// <summary>The containers of every release that are not jobs; their names in files are the kebab-case of these.</summary>
public enum ServiceImage
{
    /// <summary>The permanent service.</summary>
    PlaneManager,

    /// <summary>Puts the connectors on the file system.</summary>
    ConnectorsRollout,

    /// <summary>Writes the configuration of the telemetry collector.</summary>
    ConfigInit,

    /// <summary>The telemetry collector.</summary>
    OtelCollector,

    /// <summary>Sends metrics to CloudWatch.</summary>
    CloudwatchExporter,
}
