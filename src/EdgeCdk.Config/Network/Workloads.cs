using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Network;

/// <summary>What is known of the workloads beside their connections.</summary>
internal static class Workloads
{
    /// <summary>The workload whose code a component of a release is.</summary>
    public static Workload Of(Enum component) => component switch
    {
        Job => Workload.Jobs,
        Function function => Enum.Parse<Workload>(function.ToString()),
        ServiceImage.PlaneManager => Workload.PlaneManager,
        ServiceImage.ConnectorsRollout => Workload.ConnectorsRollout,
        _ => Workload.TelemetryCollector,
    };

    /// <summary>When a workload runs in the VPC.</summary>
    public static FlowCondition Runs(Workload workload) => workload switch
    {
        Workload.TelemetryCollector => FlowCondition.Telemetry,
        Workload.Cleanup or Workload.DeploymentSupport => FlowCondition.OwnFunctionsInVpc,
        _ => FlowCondition.Always,
    };

    /// <summary>A workload as the descriptions of security groups name it.</summary>
    public static string Shown(Workload workload) => workload switch
    {
        Workload.ConnectorsRollout => "Connectors Rollout",
        Workload.PlaneManager => "Plane Manager",
        Workload.Jobs => "processing jobs",
        Workload.TelemetryCollector => "telemetry collector",
        Workload.DqResultsReader => "dq-results-reader function",
        Workload.MetadataBrowsing => "metadata-browsing function",
        Workload.Cleanup => "cleanup function",
        _ => "deployment-support function",
    };
}
