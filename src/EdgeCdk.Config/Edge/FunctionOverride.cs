using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>What a customer may change about a function.</summary>
public sealed record FunctionOverride
{
    /// <summary>Instances kept warm; 0 for none, as new accounts may need. Default: 1.</summary>
    /// <effect>Provisioned concurrency of the alias current; with 0 it has none.</effect>
    /// <consequence>
    /// An instance is paid for around the clock. Without one, the first request after a pause waits for Java to start.
    /// </consequence>
    [Range(0, 100)]
    public int ProvisionedConcurrency { get; init; } = 1;

    /// <summary>Longest run of one invocation, in seconds. Default: the release's.</summary>
    /// <effect>
    /// A new version of the function. Must not be longer than the visibility timeout of the queue, or AWS refuses the mapping.
    /// </effect>
    [Range(1, 900)]
    public int? TimeoutSeconds { get; init; }
}
