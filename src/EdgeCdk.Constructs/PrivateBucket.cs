using Amazon.CDK.AWS.S3;

namespace EdgeCdk;

/// <summary>What every bucket has: versions, encryption under a key, no public access, and no owner of an object but the account.</summary>
internal static class PrivateBucket
{
    /// <summary>
    /// Removes versions that are no longer current, and parts of uploads that were not completed within 7 days; nothing else.
    /// </summary>
    /// <param name="noncurrentDays">Days after which a version goes that was replaced or deleted.</param>
    public static CfnBucket.LifecycleConfigurationProperty ExpireOldVersions(double noncurrentDays) => new()
    {
        Rules = new object[]
        {
            new CfnBucket.RuleProperty
            {
                Id = "ExpireOldVersions",
                Status = "Enabled",
                NoncurrentVersionExpiration = new CfnBucket.NoncurrentVersionExpirationProperty { NoncurrentDays = noncurrentDays },
                AbortIncompleteMultipartUpload = new CfnBucket.AbortIncompleteMultipartUploadProperty { DaysAfterInitiation = 7 },
            },
        },
    };

    /// <summary>Has S3 write the bucket's access logs to the customer's bucket, when there is one.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="edge">Names the customer's bucket.</param>
    /// <param name="part">What the names of the logs begin with, behind that of the edge.</param>
    public static void LogAccess(CfnBucket bucket, EdgeContext edge, string part)
    {
        var configuration = new Dictionary<string, object>
        {
            ["DestinationBucketName"] = edge.AccessLogBucket.Value,
            ["LogFilePrefix"] = $"{edge.Name}/{part}/",
        };
        if (edge.AccessLogBucket.When.IfTrue(configuration) is { } logging)
            bucket.AddPropertyOverride("LoggingConfiguration", logging);
    }

    public static CfnBucketProps Properties(string keyArn) => new()
    {
        VersioningConfiguration = new CfnBucket.VersioningConfigurationProperty { Status = "Enabled" },
        BucketEncryption = new CfnBucket.BucketEncryptionProperty
        {
            ServerSideEncryptionConfiguration = new object[]
            {
                new CfnBucket.ServerSideEncryptionRuleProperty
                {
                    BucketKeyEnabled = true,
                    ServerSideEncryptionByDefault =
                        new CfnBucket.ServerSideEncryptionByDefaultProperty { SseAlgorithm = "aws:kms", KmsMasterKeyId = keyArn },
                },
            },
        },
        PublicAccessBlockConfiguration = new CfnBucket.PublicAccessBlockConfigurationProperty
        {
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        },
        OwnershipControls = new CfnBucket.OwnershipControlsProperty
        {
            Rules = new object[] { new CfnBucket.OwnershipControlsRuleProperty { ObjectOwnership = "BucketOwnerEnforced" } },
        },
    };
}
