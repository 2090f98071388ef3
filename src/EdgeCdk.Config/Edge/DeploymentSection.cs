using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>When the edge is deployed, compared with the other edges of its directory.</summary>
public sealed record DeploymentSection
{
    /// <summary>The wave in which the edge is deployed. Default: 1.</summary>
    /// <effect>
    /// None in the template. The scripts of `edge fleet` begin a wave when all edges of the one before are healthy. With stack sets, an
    /// edge that has been deployed stays in its stack set, and all edges of a stack set are in one wave.
    /// </effect>
    /// <consequence>A new release reaches a later wave later: by as many waiting times as there are waves before it.</consequence>
    [Range(1, 99)]
    public int Wave { get; init; } = 1;

    /// <summary>Whose edge it is: the scripts of `edge fleet` never deploy two edges of one customer at once. Default: none.</summary>
    /// <effect>None in the template.</effect>
    /// <consequence>A wave takes as long as its customer with the most edges.</consequence>
    [CustomerName]
    public string? Customer { get; init; }
}
