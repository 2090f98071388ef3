using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>Connections that a workload opens. All are TCP.</summary>
/// <param name="From">Who opens them.</param>
/// <param name="To">Where they go.</param>
/// <param name="Why">What for.</param>
internal sealed record Flow(Workload From, FlowDestination To, string Why)
{
    /// <summary>The service, by the name of its endpoints, such as <c>sqs</c>. Default: none, it is no service of AWS.</summary>
    public string? Service { get; init; }

    /// <summary>When the workload needs them, as far as it runs at all. Default: always.</summary>
    public FlowCondition When { get; init; }

    /// <summary>Ports, as a security group has them. Null: those that the customer names.</summary>
    public (int From, int To)? Ports => To switch
    {
        FlowDestination.AwsService or FlowDestination.S3 => (443, 443),
        FlowDestination.FileSystem => (2049, 2049),
        FlowDestination.TelemetryLoadBalancer => (4317, 4318),
        _ => null,
    };

    /// <summary>The destination, in words of the documents.</summary>
    public string Shown => To switch
    {
        FlowDestination.AwsService or FlowDestination.S3 => $"AWS: `{Service}`",
        FlowDestination.FileSystem => "file system",
        FlowDestination.TelemetryLoadBalancer => "telemetry load balancer",
        FlowDestination.Registry => "registry",
        FlowDestination.TelemetryReceiver => "receiver of telemetry",
        _ => "data sources",
    };

    /// <summary>The ports, in words of the documents.</summary>
    public string ShownPorts => Ports switch
    {
        null when To is FlowDestination.Registry => "443, or that in `registry.prefix`",
        null when To is FlowDestination.TelemetryReceiver => "the address's",
        null => "theirs",
        var (from, to) when from == to => $"{from}",
        var (from, to) => $"{from}-{to}",
    };

    /// <summary>Whether an edge has these connections.</summary>
    public bool IsIn(EdgeConfig config) => Applies(FlowTable.Runs(From), config) && Applies(When, config);

    private static bool Applies(FlowCondition condition, EdgeConfig config) => condition switch
    {
        FlowCondition.Telemetry => config.Observability.Enabled,
        FlowCondition.OwnFunctionsInVpc => config.Functions.OwnFunctionsInVpc,
        FlowCondition.RegistryCredentials => config.Registry.Credentials is null,
        FlowCondition.EcrRegistry => config.Registry.Ecr() is not null,
        FlowCondition.OtherRegistry => config.Registry.Ecr() is null,
        _ => true,
    };
}
