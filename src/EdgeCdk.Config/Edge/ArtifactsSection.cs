using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Where the function packages are that the vendor delivers.</summary>
public sealed record ArtifactsSection
{
    /// <summary>
    /// Bucket that holds the packages: one of yours with a copy of them, or one that the vendor gives you access to. Default:
    /// none, they come from a directory.
    /// </summary>
    /// <effect>The packages are copied from there into the stack's own bucket. No file is uploaded by the CDK CLI.</effect>
    /// <consequence>
    /// The deployment may read exactly the two objects, with the role &lt;edge&gt;-deployment-support of the edge's account. The
    /// policy of a bucket in another account must allow that role s3:GetObject on them.
    /// </consequence>
    [BucketName]
    public string? Bucket { get; init; }

    /// <summary>Beginning of the object keys in the bucket. Default: none.</summary>
    /// <effect>Part of the keys that are copied. If it carries a version, it must be that of edge.release.</effect>
    [ObjectPrefix]
    public string? Prefix { get; init; }

    /// <summary>Key of the bucket, in the edge's region. Default: none.</summary>
    /// <effect>The deployment may decrypt with this key, through S3 alone.</effect>
    /// <consequence>The policy of a key in another account must allow it, too.</consequence>
    [KeyArn]
    public string? KeyArn { get; init; }

    /// <summary>
    /// Directory with a folder for each function, exactly one zip in each: where the packages of the vendor's delivery are put.
    /// Default: lambda-artifacts, unless a bucket is given.
    /// </summary>
    /// <effect>
    /// The packages are uploaded by the CDK CLI and copied into the stack's own bucket. Their hash is part of the key: another
    /// file is another version of the function.
    /// </effect>
    [DirectoryPath]
    public string? Directory { get; init; }
}
