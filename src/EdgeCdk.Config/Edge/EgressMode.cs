namespace EdgeCdk.Config.Edge;

/// <summary>Where the workloads of an edge may open connections to, as far as security groups decide it.</summary>
public enum EgressMode
{
    /// <summary>Any address and port.</summary>
    Open,

    /// <summary>Only what each workload needs.</summary>
    Closed,
}
