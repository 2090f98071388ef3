namespace EdgeCdk.Config.Network;

/// <summary>A part of an edge that runs in the VPC and opens connections.</summary>
internal enum Workload
{
    ConnectorsRollout,
    PlaneManager,
    Jobs,
    TelemetryCollector,
    DqResultsReader,
    MetadataBrowsing,
    Cleanup,
    DeploymentSupport,
}
