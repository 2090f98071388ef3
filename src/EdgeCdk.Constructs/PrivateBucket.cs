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
