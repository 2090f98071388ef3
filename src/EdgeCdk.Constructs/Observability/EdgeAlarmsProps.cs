using EdgeCdk.Clusters;
using EdgeCdk.Lambdas;
using EdgeCdk.Messaging;

namespace EdgeCdk.Observability;

/// <summary>What is watched, and where alarms go.</summary>
internal sealed record EdgeAlarmsProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>When there are alarms.</summary>
    public required When When { get; init; }

    /// <summary>Topic that alarms, and their end, are sent to.</summary>
    public required string TopicArn { get; init; }

    public required JobStatusEvents JobStatus { get; init; }

    public required ImageUpdateEvents ImageUpdate { get; init; }

    public required CleanupSchedule CleanupSchedule { get; init; }

    public required Cleanup Cleanup { get; init; }

    public required FargateCluster ManagementCluster { get; init; }

    public required PlaneManager PlaneManager { get; init; }

    /// <summary>Tasks that Plane Manager should have; when it has none they are not watched.</summary>
    public required Conditional<double> PlaneManagerReplicas { get; init; }

    /// <summary>Default: none, there is no collector.</summary>
    public TelemetryCollector? Telemetry { get; init; }

    public required IReadOnlyList<JavaFunction> Functions { get; init; }
}
