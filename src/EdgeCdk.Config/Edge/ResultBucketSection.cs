using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The customer's bucket for results, and the role that reaches it.</summary>
public sealed record ResultBucketSection
{
    /// <summary>The customer's bucket that results are written to.</summary>
    /// <effect>
    /// Plane Manager, the jobs and DQ Results Reader get its name. The stack neither makes nor changes the bucket.
    /// </effect>
    /// <consequence>The edge reaches it through the role alone.</consequence>
    [BucketName]
    public required string BucketName { get; init; }

    /// <summary>The customer's role that reads and writes the bucket.</summary>
    /// <effect>
    /// Plane Manager, the jobs and DQ Results Reader may assume exactly this role. Its trust policy must name their roles.
    /// </effect>
    /// <consequence>What the role allows is all that the edge can do with the bucket.</consequence>
    [RoleArn]
    public required string IamRoleArn { get; init; }

    /// <summary>Region of the bucket.</summary>
    /// <effect>Plane Manager, the jobs and DQ Results Reader get it.</effect>
    /// <consequence>In a region other than the edge's, traffic between the regions is paid for, and goes through NAT.</consequence>
    [Region]
    public required string Region { get; init; }
}
