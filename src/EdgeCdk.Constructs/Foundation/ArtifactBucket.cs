using Amazon.CDK.AWS.S3;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// A bucket for what a release brings, never for the customer's data: versioned, encrypted, TLS only, and deleted with the stack.
/// Old versions go after seven days; current objects stay, since a rollback may need them at any time.
/// </summary>
internal sealed class ArtifactBucket : Construct
{
    private readonly GeneralKey _key;

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="key">Encrypts it.</param>
    public ArtifactBucket(Construct scope, string id, EdgeContext edge, GeneralKey key)
        : base(scope, id)
    {
        _key = key;
        var properties = PrivateBucket.Properties(key.Arn);
        properties.LifecycleConfiguration = PrivateBucket.ExpireOldVersions(noncurrentDays: 7);
        var bucket = new CfnBucket(this, "Bucket", properties);
        Retention.WithTheStack(bucket, keepReplaced: true);
        PrivateBucket.LogAccess(bucket, edge, id);
        if (edge.AccessLogBucket.When != When.Always)
        {
            Nag.Accept(
                bucket,
                ("S1", "holds copies of what a release brings and nothing of the customer's; "
                    + "a bucket for its access logs would have to outlive the stack"));
        }

        (Name, Arn) = (bucket.Ref, bucket.AttrArn);

        Policy = new CfnBucketPolicy(this, "Policy", new CfnBucketPolicyProps
        {
            Bucket = Name,
            PolicyDocument = Statement.Document(
            [
                Statement.Deny("RefuseWithoutTls", ["s3:*"], Arn, $"{Arn}/*").ForAws("*").When("Bool", "aws:SecureTransport", "false"),
            ]),
        });
    }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>Allows a role to read objects that begin with a prefix.</summary>
    public IReadOnlyList<Statement> AllowRead(string prefix) =>
        [
            Statement.Allow("ReadObjects", ["s3:GetObject"], $"{Arn}/{prefix}*")
                .Because("the key of an object carries its hash, and a rollback reads the one before"),
            _key.AllowDecryptThrough("s3"),
        ];

    /// <summary>For those who must find the bucket protected.</summary>
    public IDependable Policy { get; }
}
