namespace EdgeCdk;

/// <summary>
/// Ids of security groups that exist, for all that has one. Whoever owns them also owns their rules: the stack creates neither.
/// </summary>
internal sealed record SecurityGroups
{
    public required string PlaneManager { get; init; }

    /// <summary>Of all jobs.</summary>
    public required string Jobs { get; init; }

    public required string ConnectorsRollout { get; init; }

    public required string MetadataBrowsing { get; init; }

    public required string DqResultsReader { get; init; }

    /// <summary>Of the function. Empty: it is not in the VPC.</summary>
    public required string Cleanup { get; init; }

    /// <summary>Of the function. Empty: it is not in the VPC.</summary>
    public required string DeploymentSupport { get; init; }

    /// <summary>Of the mount targets.</summary>
    public required string FileSystem { get; init; }

    /// <summary>Of the interface endpoints. Empty: none is created.</summary>
    public required string Endpoints { get; init; }

    /// <summary>Of the load balancer of the telemetry collector. Empty: there is no collector.</summary>
    public required string TelemetryLoadBalancer { get; init; }

    /// <summary>Of the telemetry collector. Empty: there is none.</summary>
    public required string TelemetryCollector { get; init; }
}
