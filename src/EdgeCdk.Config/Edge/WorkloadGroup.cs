namespace EdgeCdk.Config.Edge;

/// <summary>An existing security group that the block vpc.securityGroups names.</summary>
/// <param name="Name">Its key in the block.</param>
/// <param name="Id">Its id, when the file has one.</param>
/// <param name="IsUsed">Whether the edge needs it.</param>
internal sealed record WorkloadGroup(string Name, Func<SecurityGroupsSection, string?> Id, Func<EdgeConfig, bool> IsUsed)
{
    /// <summary>The block of all groups.</summary>
    public const string Block = "vpc.securityGroups";

    /// <summary>All that the block may name.</summary>
    public static IReadOnlyList<WorkloadGroup> All { get; } =
    [
        new("planeManager", groups => groups.PlaneManager, _ => true),
        new("jobs", groups => groups.Jobs, _ => true),
        new("connectorsRollout", groups => groups.ConnectorsRollout, _ => true),
        new("metadataBrowsing", groups => groups.MetadataBrowsing, _ => true),
        new("dqResultsReader", groups => groups.DqResultsReader, _ => true),
        new("cleanup", groups => groups.Cleanup, config => config.Functions.OwnFunctionsInVpc),
        new("deploymentSupport", groups => groups.DeploymentSupport, config => config.Functions.OwnFunctionsInVpc),
        new("fileSystem", groups => groups.FileSystem, _ => true),
        new("endpoints", groups => groups.Endpoints, config => config.Vpc.CreatesInterfaceEndpoints()),
        new("telemetryLoadBalancer", groups => groups.TelemetryLoadBalancer, config => config.Observability.Enabled),
        new("telemetryCollector", groups => groups.TelemetryCollector, config => config.Observability.Enabled),
    ];

    /// <summary>Its key in the file.</summary>
    public string Key => $"{Block}.{Name}";
}
