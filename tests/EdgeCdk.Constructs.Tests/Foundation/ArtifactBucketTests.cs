using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class ArtifactBucketTests(SynthesizedEdges edges)
{
    [Theory]
    [InlineData(EdgeFiles.Full, "ArtifactBucket/Bucket")]
    [InlineData(EdgeFiles.Watched, "ArtifactBucket/Bucket Observability/ConfigurationBucket/Bucket")]
    public void There_is_one_and_another_for_the_telemetry_collector(string edge, string buckets) =>
        Assert.Equal(
            buckets, string.Join(' ', edges[edge].OfType("AWS::S3::Bucket").Select(bucket => bucket.Path).Order(StringComparer.Ordinal)));

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
            new Dictionary<string, object>
            {
                ["BucketKeyEnabled"] = true,
                ["ServerSideEncryptionByDefault"] = new Dictionary<string, object>
                {
                    ["KMSMasterKeyID"] = edges.Demo.GetAtt("GeneralKey/Key", "Arn"),
                    ["SSEAlgorithm"] = "aws:kms",
                },
            },
        },
    });

    [Fact]
    public void It_takes_no_object_lists_of_rights() => HasProperty("OwnershipControls", new()
    {
        ["Rules"] = new[] { new Dictionary<string, object> { ["ObjectOwnership"] = "BucketOwnerEnforced" } },
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
            Match.ObjectEquals(new Dictionary<string, object>
            {
                ["AbortIncompleteMultipartUpload"] = new Dictionary<string, object> { ["DaysAfterInitiation"] = 7 },
                ["Id"] = "ExpireOldVersions",
                ["NoncurrentVersionExpiration"] = new Dictionary<string, object> { ["NoncurrentDays"] = 7 },
                ["Status"] = "Enabled",
            }),
        },
    });

    [Fact]
    public void Its_policy_refuses_whatever_comes_without_tls() => Assert.Equal(
        """
        Bucket: ${ArtifactBucket/Bucket}
        PolicyDocument:
          - Deny *: s3:* on ${ArtifactBucket/Bucket.Arn}, ${ArtifactBucket/Bucket.Arn}/* if Bool aws:SecureTransport = false
        """,
        edges.Demo.Text("ArtifactBucket/Policy"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_goes_with_the_stack_whatever_is_retained(string edge) =>
        Assert.Equal("Delete", edges[edge].At("ArtifactBucket/Bucket").DeletionPolicy);

    [Fact]
    public void It_is_emptied_before_it_is_deleted() => Assert.Equal(
        """
        BucketName: ${ArtifactBucket/Bucket}
        ServiceTimeout: 3600
        ServiceToken: ${DeploymentSupport/Function/Function.Arn}
        """,
        edges.Demo.Text("ArtifactBucket/Emptied"));

    // The demo edge has no other bucket.
    private void HasProperty(string name, Dictionary<string, object> value) => edges.Assertions(EdgeFiles.Demo)
        .HasResourceProperties("AWS::S3::Bucket", new Dictionary<string, object> { [name] = value });
}
