using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>
/// Security groups that exist, each for one workload. Their rules are those of the page "Who talks to whom": the stack changes none.
/// </summary>
public sealed record SecurityGroupsSection
{
    /// <summary>Group of Plane Manager. Default: none.</summary>
    /// <effect>The tasks of the service have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services and to the registry.</consequence>
    [SecurityGroupId]
    public string? PlaneManager { get; init; }

    /// <summary>Group that all jobs share. Default: none.</summary>
    /// <effect>Plane Manager starts the jobs with it.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services, the registry and your data sources.</consequence>
    [SecurityGroupId]
    public string? Jobs { get; init; }

    /// <summary>Group of Connectors Rollout. Default: none.</summary>
    /// <effect>Its tasks have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services and to the registry.</consequence>
    [SecurityGroupId]
    public string? ConnectorsRollout { get; init; }

    /// <summary>Group of the function Metadata Browsing. Default: none.</summary>
    /// <effect>The network interfaces of the function have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services and your data sources.</consequence>
    [SecurityGroupId]
    public string? MetadataBrowsing { get; init; }

    /// <summary>Group of the function DQ Results Reader. Default: none.</summary>
    /// <effect>The network interfaces of the function have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services.</consequence>
    [SecurityGroupId]
    public string? DqResultsReader { get; init; }

    /// <summary>Group of the function Cleanup, required while functions.ownFunctionsInVpc is true. Default: none.</summary>
    /// <effect>The network interfaces of the function have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services.</consequence>
    [SecurityGroupId]
    public string? Cleanup { get; init; }

    /// <summary>Group of the function Deployment Support, required while functions.ownFunctionsInVpc is true. Default: none.</summary>
    /// <effect>The network interfaces of the function have it, and no other.</effect>
    /// <consequence>It needs no ingress, and egress to AWS services, the packages' bucket included.</consequence>
    [SecurityGroupId]
    public string? DeploymentSupport { get; init; }

    /// <summary>Group of the mount targets of the file system. Default: none.</summary>
    /// <effect>Each mount target has it, and no other.</effect>
    /// <consequence>
    /// It needs ingress on TCP port 2049 from the groups of jobs, Connectors Rollout, Metadata Browsing and, while it is on, the
    /// telemetry collector. Without it a mount fails after minutes, in the middle of a deployment.
    /// </consequence>
    [SecurityGroupId]
    public string? FileSystem { get; init; }

    /// <summary>Group of the interface endpoints, required while the stack creates any. Default: none.</summary>
    /// <effect>Each interface endpoint has it, and no other.</effect>
    /// <consequence>It needs ingress on TCP port 443 from every block of vpc.cidrBlocks.</consequence>
    [SecurityGroupId]
    public string? Endpoints { get; init; }

    /// <summary>
    /// Group of the load balancer of the telemetry collector, required while observability.enabled is true. Default: none.
    /// </summary>
    /// <effect>The load balancer has it from its creation: AWS allows no later addition of a first group.</effect>
    /// <consequence>
    /// It needs ingress on TCP ports 4317 to 4318 from the groups of Plane Manager, jobs and functions, and egress on TCP ports 4317, 4318
    /// and 13133 to the group of the collector.
    /// </consequence>
    [SecurityGroupId]
    public string? TelemetryLoadBalancer { get; init; }

    /// <summary>Group of the telemetry collector, required while observability.enabled is true. Default: none.</summary>
    /// <effect>The task of the collector has it, and no other.</effect>
    /// <consequence>
    /// It needs ingress on TCP ports 4317, 4318 and 13133 from the group of the load balancer, and egress to AWS services, the registry and
    /// the receiver of telemetry.
    /// </consequence>
    [SecurityGroupId]
    public string? TelemetryCollector { get; init; }
}
