using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class ArtifactBucketTests(SynthesizedEdges edges)
{
    [Theory, InlineData(EdgeFiles.Demo, 1), InlineData(EdgeFiles.Watched, 2)]
    public void There_is_one_and_another_for_the_telemetry_collector(string edge, int count) =>
        edges.Assertions(edge).ResourceCountIs("AWS::S3::Bucket", count);

    [Fact]
    public void Both_are_alike() =>
        Assert.Equal(edges.Watched.Text("ArtifactBucket/Bucket"), edges.Watched.Text("Observability/ConfigurationBucket/Bucket"));

    [Fact]
    public void It_is_versioned() => HasProperty("VersioningConfiguration", new() { ["Status"] = "Enabled" });

    [Fact]
    public void It_is_encrypted_under_the_general_key_with_a_bucket_key() => HasProperty("BucketEncryption", new()
    {
        ["ServerSideEncryptionConfiguration"] = new[]
        {
            new Map
            {
                ["BucketKeyEnabled"] = true,
                ["ServerSideEncryptionByDefault"] = new Map
                {
                    ["KMSMasterKeyID"] = edges.Demo.GetAtt("GeneralKey/Key"),
                    ["SSEAlgorithm"] = "aws:kms",
                },
            },
        },
    });

    [Fact]
    public void It_takes_no_object_lists_of_rights() => HasProperty("OwnershipControls", new()
    {
        ["Rules"] = new[] { new Map { ["ObjectOwnership"] = "BucketOwnerEnforced" } },
    });

    [Fact]
    public void It_blocks_public_access() => HasProperty("PublicAccessBlockConfiguration", new()
    {
        ["BlockPublicAcls"] = true,
        ["BlockPublicPolicy"] = true,
        ["IgnorePublicAcls"] = true,
        ["RestrictPublicBuckets"] = true,
    });

    [Fact]
    public void Old_versions_go_after_7_days_and_current_objects_never() => HasProperty("LifecycleConfiguration", new()
    {
        ["Rules"] = new[]
        {
            Match.ObjectEquals(new Map
            {
                ["AbortIncompleteMultipartUpload"] = new Map { ["DaysAfterInitiation"] = 7 },
                ["Id"] = "ExpireOldVersions",
                ["NoncurrentVersionExpiration"] = new Map { ["NoncurrentDays"] = 7 },
                ["Status"] = "Enabled",
            }),
        },
    });

    [Fact]
    public void Its_policy_refuses_whatever_comes_without_tls() =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::S3::BucketPolicy", new Map
        {
            ["Bucket"] = edges.Demo.Ref("ArtifactBucket/Bucket"),
            ["PolicyDocument"] = new Map
            {
                ["Statement"] = new[]
                {
                    Match.ObjectEquals(new Map
                    {
                        ["Sid"] = "RefuseWithoutTls",
                        ["Effect"] = "Deny",
                        ["Principal"] = new Map { ["AWS"] = "*" },
                        ["Action"] = "s3:*",
                        ["Resource"] = new[]
                        {
                            edges.Demo.GetAtt("ArtifactBucket/Bucket"),
                            References.Join(edges.Demo.GetAtt("ArtifactBucket/Bucket"), "/*"),
                        },
                        ["Condition"] = new Map { ["Bool"] = new Map { ["aws:SecureTransport"] = "false" } },
                    }),
                },
            },
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_goes_with_the_stack_whatever_is_retained(string edge) =>
        edges.Assertions(edge).AllResources("AWS::S3::Bucket", new Map { ["DeletionPolicy"] = "Delete" });

    [Fact]
    public void It_is_emptied_before_it_is_deleted() =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("Custom::EdgeEmpty", Match.ObjectEquals(new Map
        {
            ["BucketName"] = edges.Demo.Ref("ArtifactBucket/Bucket"),
            ["ServiceTimeout"] = 3600,
            ["ServiceToken"] = edges.Demo.GetAtt("DeploymentSupport/Function/Function"),
        }));

    // The demo edge has no other bucket.
    private void HasProperty(string name, Map value) => edges.Assertions(EdgeFiles.Demo)
        .HasResourceProperties("AWS::S3::Bucket", new Map { [name] = value });
}
