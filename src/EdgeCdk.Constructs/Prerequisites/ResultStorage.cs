using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace EdgeCdk.Prerequisites;

/// <summary>
/// The customer's bucket for results, which outlives the stack, and the role that reads and writes it. The role trusts exactly
/// the roles of the edge that need it; they are named in a condition, since they need not exist yet.
/// </summary>
internal sealed class ResultStorage : Construct
{
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="key">Encrypts the bucket.</param>
    /// <param name="jobs">Names of the jobs, which write results.</param>
    /// <param name="noncurrentDays">Days that a deleted or replaced object can be restored.</param>
    public ResultStorage(
        Construct scope, string id, EdgeContext edge, PrerequisitesKey key, IEnumerable<string> jobs, double noncurrentDays)
        : base(scope, id)
    {
        var bucket = CreateBucket(edge, key, noncurrentDays);
        BucketName = bucket.Ref;
        new CfnBucketPolicy(this, "Policy", new CfnBucketPolicyProps
        {
            Bucket = BucketName,
            PolicyDocument = Statement.Document(
            [
                Statement.Deny("RefuseWithoutTls", ["s3:*"], bucket.AttrArn, $"{bucket.AttrArn}/*")
                    .ForAws("*")
                    .When("Bool", "aws:SecureTransport", "false"),
            ]),
        }).ApplyRemovalPolicy(Amazon.CDK.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

        Statement[] permissions =
        [
            Statement.Allow("FindObjects", ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation"], bucket.AttrArn),
            Statement.Allow(
                "ReadAndWriteObjects",
                ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
                $"{bucket.AttrArn}/*")
                .Because("the edge names its objects; the whole bucket is for them"),
            key.AllowUseThroughS3(),
        ];
        var role = new CfnRole(this, "Role", new CfnRoleProps
        {
            Description = $"Edge {edge.Name}: reads and writes results",
            AssumeRolePolicyDocument = Statement.Document(
            [
                Statement.Allow("AssumedByTheEdge", ["sts:AssumeRole"])
                    .ForAws(edge.AccountPrincipal)
                    .When("ArnEquals", "aws:PrincipalArn", [.. Users(edge, jobs).Select(name => edge.IamArn($"role/{name}"))]),
            ]),
            PermissionsBoundary = edge.PermissionsBoundaryArn,
            Policies =
                new object[] { new CfnRole.PolicyProperty { PolicyName = "Rights", PolicyDocument = Statement.Document(permissions) } },
        });
        Nag.AcceptWildcards(role, permissions);
        RoleArn = role.AttrArn;
    }

    public string BucketName { get; }

    public string RoleArn { get; }

    private static IEnumerable<string> Users(EdgeContext edge, IEnumerable<string> jobs) =>
        [edge.PlaneManagerRoleName, edge.DqResultsReaderRoleName, .. jobs.Select(edge.JobRoleName)];

    private CfnBucket CreateBucket(EdgeContext edge, PrerequisitesKey key, double noncurrentDays)
    {
        var properties = PrivateBucket.Properties(key.Arn);
        // Nothing that is there: what the edge deletes would otherwise stay for ever, and parts of uploads that were never completed.
        properties.LifecycleConfiguration = PrivateBucket.ExpireOldVersions(noncurrentDays);
        var bucket = new CfnBucket(this, "Bucket", properties);
        PrivateBucket.LogAccess(bucket, edge, "results");
        Retention.AsConfigured(bucket, edge);
        Nag.Accept(
            bucket,
            ("S1", "one role reads and writes it, and AWS CloudTrail records that; a bucket for access logs would be one more to keep"));
        return bucket;
    }
}
