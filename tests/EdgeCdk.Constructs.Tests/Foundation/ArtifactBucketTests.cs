using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class ArtifactBucketTests(SynthesizedEdges edges)
{
    [Theory, InlineData(EdgeFiles.Full, "ArtifactBucket/Bucket"), InlineData(EdgeFiles.Watched, "ArtifactBucket/Bucket Observability/ConfigurationBucket/Bucket")]
    public void There_is_one_and_another_for_the_telemetry_collector(string edge, string buckets) =>
        Assert.Equal(buckets, string.Join(' ', edges[edge].OfType("AWS::S3::Bucket").Select(bucket => bucket.Path).Order(StringComparer.Ordinal)));

    [Fact]
    public void Both_are_alike() => Assert.Equal(edges.Watched.Text("ArtifactBucket/Bucket"), edges.Watched.Text("Observability/ConfigurationBucket/Bucket"));

    [Fact]
    public void It_is_versioned() => Assert.Equal("Status: Enabled", edges.Demo.Text("ArtifactBucket/Bucket", "VersioningConfiguration"));

    [Fact]
    public void It_is_encrypted_under_the_general_key_with_a_bucket_key() => Assert.Equal(
        """
        - BucketKeyEnabled: true
          ServerSideEncryptionByDefault:
            KMSMasterKeyID: ${GeneralKey/Key.Arn}
            SSEAlgorithm: aws:kms
        """,
        edges.Demo.Text("ArtifactBucket/Bucket", "BucketEncryption.ServerSideEncryptionConfiguration"));

    [Fact]
    public void It_takes_no_object_lists_of_rights() => Assert.Equal("- ObjectOwnership: BucketOwnerEnforced", edges.Demo.Text("ArtifactBucket/Bucket", "OwnershipControls.Rules"));

    [Fact]
    public void It_blocks_public_access() => Assert.Equal(
        """
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
        """,
        edges.Demo.Text("ArtifactBucket/Bucket", "PublicAccessBlockConfiguration"));

    [Fact]
    public void Old_versions_go_after_7_days_and_current_objects_never() => Assert.Equal(
        """
        - AbortIncompleteMultipartUpload:
            DaysAfterInitiation: 7
          Id: ExpireOldVersions
          NoncurrentVersionExpiration:
            NoncurrentDays: 7
          Status: Enabled
        """,
        edges.Demo.Text("ArtifactBucket/Bucket", "LifecycleConfiguration.Rules"));

    [Fact]
    public void Its_policy_refuses_whatever_comes_without_tls() => Assert.Equal(
        """
        Bucket: ${ArtifactBucket/Bucket}
        PolicyDocument:
          - Deny *: s3:* on ${ArtifactBucket/Bucket.Arn}, ${ArtifactBucket/Bucket.Arn}/* if Bool aws:SecureTransport = false
        """,
        edges.Demo.Text("ArtifactBucket/Policy"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_goes_with_the_stack_whatever_is_retained(string edge) => Assert.Equal("Delete", edges[edge].At("ArtifactBucket/Bucket").DeletionPolicy);

    [Fact]
    public void It_is_emptied_before_it_is_deleted() => Assert.Equal(
        """
        BucketName: ${ArtifactBucket/Bucket}
        ServiceTimeout: 3600
        ServiceToken: ${DeploymentSupport/Function/Function.Arn}
        """,
        edges.Demo.Text("ArtifactBucket/Emptied"));
}
