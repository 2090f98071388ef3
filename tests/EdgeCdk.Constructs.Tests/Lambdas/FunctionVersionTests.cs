using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

/// <summary>
/// Another logical id is another version: there must be one for every change that reaches the function, and for no other.
/// </summary>
public sealed class FunctionVersionTests(SynthesizedEdges edges)
{
    private const string Both = "MetadataBrowsing DqResultsReader";

    [Theory]
    [InlineData("name: demo", "name: demo2", Both)]
    [InlineData("16.6.5", "16.6.4", Both)]
    [InlineData("subnet-0fa6e2c437dd0e5fd", "subnet-00000000000000001", Both)]
    [InlineData("bucketName: \"bucket-s3-ecc58765\"", "bucketName: another-bucket", "DqResultsReader")]
    [InlineData("role/s3-role", "role/another-role", "DqResultsReader")]
    [InlineData("\"\n  region: \"eu-central-1\"\ncontrolPlane", "\"\n  region: \"eu-west-1\"\ncontrolPlane", "DqResultsReader")]
    public void A_value_of_the_edge_file_that_reaches_the_function_makes_a_version(string text, string replacement, string changed) =>
        Assert.Equal(changed, Changed(edges.SynthesizeDemoWith(text, replacement)));

    [Theory]
    [InlineData("functions: { metadataBrowsing: { timeoutSeconds: 299 } }", "MetadataBrowsing")]
    [InlineData("functions: { dqResultsReader: { timeoutSeconds: 119 } }", "DqResultsReader")]
    public void So_does_a_timeout(string lines, string changed) => Assert.Equal(changed, Changed(edges.SynthesizeDemoAnd(lines)));

    [Theory]
    [InlineData("com.ataccama.edge.interactivejobs.Handler", "com.ataccama.edge.interactivejobs.Other", "MetadataBrowsing")]
    [InlineData("com.ataccama.edge.dqresultsreader.Handler", "com.ataccama.edge.dqresultsreader.Other", "DqResultsReader")]
    [InlineData("artifact: edgeinteractivejobs.zip", "artifact: another.zip", "MetadataBrowsing")]
    [InlineData("timeoutSeconds: 120", "timeoutSeconds: 121", "DqResultsReader")]
    [InlineData(
        "artifact: dqresultsreader.zip",
        "artifact: dqresultsreader.zip\n    sha256: \"0000000000000000000000000000000000000000000000000000000000000000\"",
        "DqResultsReader")]
    public void So_does_a_value_of_the_release(string text, string replacement, string changed) =>
        Assert.Equal(
            changed,
            Changed(edges.SynthesizeOnRelease(EdgeFiles.Text(EdgeFiles.Demo), "16.6.5", release => release.With(text, replacement))));

    [Fact]
    public void Nothing_else_in_the_edge_file_makes_a_version()
    {
        var other = EdgeFiles.Text(EdgeFiles.Demo)
            .With("prefix: edge/16.6.5/", "prefix: elsewhere/")
            .With("bucket: vendor-releases-eu-central-1", "bucket: another-source")
            .With(
                "eventSources: disabled",
                "eventSources: enabled\n  queueKeyArn: arn:aws:kms:eu-central-1:999988887777:key/1111abcd-12ab-34cd-56ef-1234567890ab")
            .With("demo-requests", "other-requests")
            .With("demo-results", "other-results")
            .With("edge-access-demo", "edge-access-other")
            .With("kms: create, secretsManager: create, sqs: create", "kms: existing, secretsManager: existing, sqs: existing");

        var template = edges.Synthesize($$"""
            {{other}}
            registry: { prefix: mirror.example.com/edge/, credentials: none }
            functions: { metadataBrowsing: { provisionedConcurrency: 7 }, dqResultsReader: { provisionedConcurrency: 0 } }
            jobs: { dqc: { cpu: 8192, memoryMiB: 32768 } }
            planeManager: { replicas: 0 }
            iam: { permissionsBoundaryArn: "arn:aws:iam::123456789011:policy/boundary" }
            customerRoleAccounts: ["111122223333"]
            logRetentionDays: 365
            dataRetention: retain
            terminationProtection: false
            tags: { cost-center: "4711" }

            """);

        Assert.Equal("", Changed(template));
    }

    [Fact]
    public void Nothing_else_in_the_release_makes_a_version() => Assert.Equal("", Changed(edges.SynthesizeOnRelease(
        EdgeFiles.Text(EdgeFiles.Demo),
        "16.6.5",
        release => release
            .With("batchSize: 10", "batchSize: 100\n    batchWindowSeconds: 5")
            .With("batchSize: 1\n", "batchSize: 9\n")
            .With("maximumConcurrency: 10", "maximumConcurrency: 20")
            .With("partialBatchResponses: true", "partialBatchResponses: false")
            .With("tag: 16.6.5-saas-edge", "tag: other")
            .With("planeManager: { cpu: 1024, memoryMiB: 2048 }", "planeManager: { cpu: 2048, memoryMiB: 4096 }"))));

    [Fact]
    public void The_same_files_make_the_same_versions() => Assert.Equal("", Changed(edges.Synthesize(EdgeFiles.Text(EdgeFiles.Demo))));

    private string Changed(SynthesizedTemplate template) =>
        string.Join(' ', Both.Split(' ').Where(function => Version(template, function) != Version(edges.Demo, function)));

    private static string Version(SynthesizedTemplate template, string function) => template.At($"{function}/Function/Version").LogicalId;
}
