using System.Globalization;
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

    /// <summary>
    /// Whether AWS Fargate opens them before the code runs, with the execution role and never through a proxy. Default: false.
    /// </summary>
    public bool IsOfPlatform { get; init; }

    /// <summary>Whether they go to the customer's bucket for results. Default: false.</summary>
    public bool IsOfResults { get; init; }

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
        FlowDestination.Proxy => "proxy",
        _ => "data sources",
    };

    /// <summary>The destination in an edge, with its host where the file of the edge has it.</summary>
    public string ShownIn(EdgeConfig config) => To switch
    {
        FlowDestination.Registry => $"registry {RegistryHosts.Of(config)[0].Name}",
        FlowDestination.Proxy => $"proxy {config.Vpc.Proxy!.Host()}",
        FlowDestination.S3 when IsInOtherRegion(config) => $"{Shown} in {config.S3.Region}",
        _ => Shown,
    };

    /// <summary>The ports in an edge, in words.</summary>
    public string ShownPortsIn(EdgeConfig config) => To switch
    {
        FlowDestination.Registry => Text(RegistryHosts.Of(config)[0].Port),
        FlowDestination.Proxy => Text(config.Vpc.Proxy!.Port()),
        FlowDestination.TelemetryReceiver => "of the address in the secret",
        FlowDestination.DataSources => "any",
        _ => ShownPorts,
    };

    /// <summary>Whether they go to the bucket of results in another region, which no endpoint of the edge's region serves.</summary>
    public bool IsInOtherRegion(EdgeConfig config) => IsOfResults && config.S3.Region != config.Account.Region;

    /// <summary>The ports, in words of the documents.</summary>
    public string ShownPorts => Ports switch
    {
        null when To is FlowDestination.Registry => "443, or that in `registry.prefix`",
        null when To is FlowDestination.TelemetryReceiver => "the address's",
        null when To is FlowDestination.Proxy => "that in `vpc.proxy.url`",
        null => "theirs",
        var (from, to) when from == to => $"{from}",
        var (from, to) => $"{from}-{to}",
    };

    /// <summary>Whether an edge has these connections.</summary>
    public bool IsIn(EdgeConfig config) => Applies(Workloads.Runs(From), config) && Applies(When, config);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static bool Applies(FlowCondition condition, EdgeConfig config) => condition switch
    {
        FlowCondition.Telemetry => config.Observability.Enabled,
        FlowCondition.OwnFunctionsInVpc => config.Functions.OwnFunctionsInVpc,
        FlowCondition.RegistryCredentials => config.Registry.Credentials is null,
        FlowCondition.EcrRegistry => config.Registry.Ecr() is not null,
        FlowCondition.OtherRegistry => config.Registry.Ecr() is null,
        FlowCondition.Proxy => config.Vpc.Proxy is not null,
        FlowCondition.ProxyCertificates => config.Vpc.Proxy?.CaSecretArn is not null,
        _ => true,
    };
}
