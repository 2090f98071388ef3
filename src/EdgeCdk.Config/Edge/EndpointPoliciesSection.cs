using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Policies of the VPC endpoints that are created for the edge.</summary>
public sealed record EndpointPoliciesSection
{
    /// <summary>
    /// Whether the endpoints that are created for the edge have policies; without, everybody in the VPC may use them. Default: false.
    /// </summary>
    /// <effect>
    /// A policy on each of these endpoints, changed in place: through it, only roles of this edge, the vendor's edge-access role and
    /// roles of yours reach what the edge uses. Endpoints that exist already keep theirs. AWS may keep a policy that is taken out of a
    /// template: see the endpoints when you switch it off, and reset the policy there.
    /// </effect>
    /// <consequence>
    /// Nobody can carry data through an endpoint to a bucket, queue or secret of another account, not even with credentials of that
    /// account. Whatever else runs in the VPC is denied, too: use it in a VPC that the edge has for itself. The endpoints for ecs-agent,
    /// ecs-telemetry, elasticfilesystem and tagging get none.
    /// </consequence>
    public bool Enabled { get; init; }

    /// <summary>
    /// Buckets of other accounts that data sources use, such as the stage of a Snowflake account in the same region. Default: none.
    /// </summary>
    /// <effect>With policies, objects in these buckets may be read and written through the S3 endpoint, with any credentials.</effect>
    /// <consequence>Whoever owns such a bucket can get whatever a workload sends there.</consequence>
    [BucketName, Count(0, 10)]
    public IReadOnlyList<string> FurtherBuckets { get; init; } = [];
}
