namespace EdgeCdk.Config.Network;

/// <summary>Kinds of destinations of connections.</summary>
internal enum FlowDestination
{
    /// <summary>A service of AWS that has an interface endpoint.</summary>
    AwsService,

    /// <summary>Amazon S3, through its gateway endpoint.</summary>
    S3,

    /// <summary>The file system of the edge.</summary>
    FileSystem,

    /// <summary>The load balancer of the telemetry collector.</summary>
    TelemetryLoadBalancer,

    /// <summary>A registry that is not Amazon ECR.</summary>
    Registry,

    /// <summary>The receiver of telemetry.</summary>
    TelemetryReceiver,

    /// <summary>The HTTP proxy.</summary>
    Proxy,

    /// <summary>What the customer connects.</summary>
    DataSources,
}
