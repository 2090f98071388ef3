using EdgeCdk.Clusters;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;
using EdgeCdk.Observability;

namespace EdgeCdk.Resources;

/// <summary>
/// What is decided about an edge, by its file or by parameters of a template. Every decision is made before the constructs: they
/// put values together, and are given the conditions under which parts exist.
/// </summary>
internal sealed record EdgeInputs
{
    public required EdgeContext Edge { get; init; }

    /// <summary>What the stack is made from. Default: not stated.</summary>
    public string DeploymentMethod { get; init; } = "";

    /// <summary>The release, which names the images.</summary>
    public required ReleaseManifest Release { get; init; }

    public required PrivateNetwork Network { get; init; }

    /// <summary>ARN of the general key, when it exists. Default: the stack creates it.</summary>
    public string? GeneralKeyArn { get; init; }

    /// <summary>ARN of the key of data-quality results, when it exists. Default: the stack creates it.</summary>
    public string? DataQualityKeyArn { get; init; }

    /// <summary>Tags of the stack. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the stack refuses to be deleted. Default: no.</summary>
    public bool TerminationProtection { get; init; }

    public required PrivateEndpointsProps Endpoints { get; init; }

    /// <summary>Whether the endpoints have policies, and the buckets of others that these allow.</summary>
    public required Conditional<IReadOnlyList<Conditional<string>>> EndpointPolicies { get; init; }

    /// <summary>Where workloads may open connections to.</summary>
    public required EgressInputs Egress { get; init; }

    public required ProxyInputs Proxy { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>Account of that role.</summary>
    public required string EdgeAccessAccountId { get; init; }

    /// <summary>External id with which that role is assumed.</summary>
    public required Conditional<string> EdgeAccessExternalId { get; init; }

    public required string RegistryPrefix { get; init; }

    public required IReadOnlyList<Conditional<RegistryAccess>> RegistryAccess { get; init; }

    public required FargateSize PlaneManagerSize { get; init; }

    /// <summary>Tasks of Plane Manager, when it has any.</summary>
    public required Conditional<double> PlaneManagerReplicas { get; init; }

    public required FargateSize ConnectorsRolloutSize { get; init; }

    /// <summary>Sizes of the jobs of the release.</summary>
    public required IReadOnlyDictionary<Job, FargateSize> JobSizes { get; init; }

    /// <summary>The functions of the release.</summary>
    public required IReadOnlyDictionary<Function, JavaFunctionRelease> Functions { get; init; }

    /// <summary>When functions of our own run in the VPC.</summary>
    public required When OwnFunctionsInVpc { get; init; }

    /// <summary>When AWS Backup copies the file system.</summary>
    public required When FileSystemBackup { get; init; }

    /// <summary>When there is a telemetry collector.</summary>
    public required When Telemetry { get; init; }

    public required FargateSize TelemetrySize { get; init; }

    /// <summary>The customer's secret for the receiver of telemetry.</summary>
    public required Conditional<OwnOtlpSecret> OwnOtlpSecret { get; init; }

    public required OtlpParameters OtlpParameters { get; init; }

    /// <summary>When there are alarms.</summary>
    public required When Alarms { get; init; }

    /// <summary>When the stack creates their topic.</summary>
    public required When CreatesAlarmTopic { get; init; }

    /// <summary>The customer's topic for alarms, or null.</summary>
    public string? AlarmTopicArn { get; init; }
}
