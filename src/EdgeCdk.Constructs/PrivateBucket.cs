using Amazon.CDK.AWS.S3;

namespace EdgeCdk;

/// <summary>What every bucket has: versions, encryption under a key, no public access, and no owner of an object but the account.</summary>
internal static class PrivateBucket
{
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
