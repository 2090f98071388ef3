using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The telemetry collector.</summary>
public sealed record ObservabilitySection
{
    /// <summary>Whether the edge has a telemetry collector. Default: false.</summary>
    /// <effect>
    /// An ECS service with three containers, an internal load balancer, a bucket for its configuration and two secret
    /// parameters. On and off again changes nothing else.
    /// </effect>
    /// <consequence>
    /// Costs a load balancer and a task around the clock. Telemetry leaves your account for the receiver that you name.
    /// </consequence>
    public bool Enabled { get; init; }

    /// <summary>Secret with endpoint and authorization of the receiver. Default: none, they are stack parameters.</summary>
    /// <effect>The collector is started with its values; the stack makes no secret of its own.</effect>
    /// <consequence>
    /// Parameters are seen in process lists while you deploy; a secret of your own is not. The collector expands $ in the
    /// values: write $$ for each $.
    /// </consequence>
    [SecretArn]
    public string? OtlpSecretArn { get; init; }

    /// <summary>Key of that secret. Default: the account's own key for Secrets Manager.</summary>
    /// <effect>The collector's execution role may decrypt with this key, through Secrets Manager alone.</effect>
    [KeyArn]
    public string? OtlpSecretKeyArn { get; init; }
}
