namespace EdgeCdk.Config.Releases;

/// <summary>The containers of every release that are not jobs; their names in files are the kebab-case of these.</summary>
public enum ServiceImage
{
    PlaneManager,
    ConnectorsRollout,
    ConfigInit,
    OtelCollector,
    CloudwatchExporter,
}
