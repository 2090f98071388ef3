using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Observability;

namespace EdgeCdk.App.Resources;

/// <summary>
/// What is decided about an edge, by its file or by parameters of a template. Every decision is made before the constructs: they
/// put values together, and are told what may be there.
/// </summary>
internal sealed record EdgeInputs
{
    public required EdgeContext Edge { get; init; }

    /// <summary>What the stack is made from. Default: not stated.</summary>
    public string DeploymentMethod { get; init; } = "";

    public required PrivateNetwork Network { get; init; }

    public required PrivateEndpointsProps Endpoints { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>Images by component.</summary>
    public required IReadOnlyDictionary<Image, ImageReference> Images { get; init; }

    public required string RegistryPrefix { get; init; }

    public required IReadOnlyList<Conditional<RegistryAccess>> RegistryAccess { get; init; }

    public required FargateSize PlaneManagerSize { get; init; }

    /// <summary>Tasks of Plane Manager; there when it has any.</summary>
    public required Conditional<double> PlaneManagerReplicas { get; init; }

    public required FargateSize ConnectorsRolloutSize { get; init; }

    public required IReadOnlyDictionary<Job, FargateSize> JobSizes { get; init; }

    public required JavaFunctionRelease MetadataBrowsing { get; init; }

    public required JavaFunctionRelease DqResultsReader { get; init; }

    /// <summary>Whether there is a telemetry collector.</summary>
    public required When Telemetry { get; init; }

    public required FargateSize TelemetrySize { get; init; }

    /// <summary>The customer's secret for telemetry's receiver.</summary>
    public required Conditional<OwnOtlpSecret> OwnOtlpSecret { get; init; }

    public required OtlpParameters OtlpParameters { get; init; }

    /// <summary>Whether there are alarms.</summary>
    public required When Alarms { get; init; }

    /// <summary>Whether their topic is made.</summary>
    public required When MakesAlarmTopic { get; init; }

    /// <summary>The customer's topic for alarms, or null.</summary>
    public string? AlarmTopicArn { get; init; }

    /// <summary>The image of a container, as its task names it.</summary>
    public string Image(ImageRegistry registry, Image image) => registry.Image(Images[image].Repository, Images[image].Tag);
}
