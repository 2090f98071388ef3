namespace EdgeCdk.Config.Network;

/// <summary>When a workload runs in the VPC, or needs a connection.</summary>
internal enum FlowCondition
{
    Always,

    /// <summary>With a telemetry collector.</summary>
    Telemetry,

    /// <summary>While the functions of the stack's own run in the VPC.</summary>
    OwnFunctionsInVpc,

    /// <summary>While images are pulled with user name and password.</summary>
    RegistryCredentials,

    /// <summary>While images come from Amazon ECR.</summary>
    EcrRegistry,

    /// <summary>While images come from another registry.</summary>
    OtherRegistry,

    /// <summary>With a proxy.</summary>
    Proxy,

    /// <summary>With a proxy whose authority has certificates of its own.</summary>
    ProxyCertificates,
}
