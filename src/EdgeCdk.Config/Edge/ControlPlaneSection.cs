using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>What the vendor gives for one edge.</summary>
public sealed record ControlPlaneSection
{
    /// <summary>The vendor's role through which the edge reaches the control plane.</summary>
    /// <effect>Plane Manager may assume exactly this role.</effect>
    /// <consequence>The way goes out only: the vendor has no role in your account.</consequence>
    [RoleArn]
    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>External id with which the vendor's role is assumed. Default: none.</summary>
    /// <effect>A variable of Plane Manager, in a release whose Plane Manager reads it.</effect>
    /// <consequence>If the vendor's role asks for one, it cannot be assumed without.</consequence>
    [ExternalId]
    public string? EdgeAccessExternalId { get; init; }

    /// <summary>The vendor's queue with requests for Metadata Browsing.</summary>
    /// <effect>Metadata Browsing may receive from exactly this queue; its mapping reads it.</effect>
    [QueueArn]
    public required string RequestQueueArn { get; init; }

    /// <summary>The vendor's queue with requests for DQ Results Reader.</summary>
    /// <effect>DQ Results Reader may receive from exactly this queue; its mapping reads it.</effect>
    [QueueArn]
    public required string ResultReaderQueueArn { get; init; }

    /// <summary>
    /// Whether the functions read their queues. No default: AWS refuses a mapping before the vendor has registered the edge, so
    /// a first deployment says disabled.
    /// </summary>
    /// <effect>With enabled, both functions have an event-source mapping.</effect>
    /// <consequence>While disabled, the edge answers no request from the control plane for its functions.</consequence>
    public required EventSources EventSources { get; init; }

    /// <summary>Key of both queues. Default: none.</summary>
    /// <effect>Both functions may decrypt with this key, through SQS alone.</effect>
    /// <consequence>The vendor's key policy must allow the same.</consequence>
    [KeyArn]
    public string? QueueKeyArn { get; init; }

    /// <summary>
    /// Visibility timeout of the request queue, in seconds; bounds the timeout of Metadata Browsing. Default: not checked.
    /// </summary>
    /// <effect>None: a function timeout that is longer is refused here, not by AWS in the middle of a deployment.</effect>
    [Range(0, 43200)]
    public int? RequestQueueVisibilitySeconds { get; init; }

    /// <summary>
    /// Visibility timeout of the result reader queue, in seconds; bounds the timeout of DQ Results Reader. Default: not
    /// checked.
    /// </summary>
    /// <effect>None: a function timeout that is longer is refused here, not by AWS in the middle of a deployment.</effect>
    [Range(0, 43200)]
    public int? ResultReaderQueueVisibilitySeconds { get; init; }
}
