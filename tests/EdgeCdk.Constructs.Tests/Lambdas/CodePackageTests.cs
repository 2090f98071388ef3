using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

/// <summary>How the code of the functions gets into the edge's own bucket.</summary>
public sealed class CodePackageTests(SynthesizedEdges edges)
{
    private const string Role = "DeploymentSupport/Function/Role/Role";

    [Theory, InlineData("edgeinteractivejobs"), InlineData("dqresultsreader")]
    public void From_a_bucket_the_object_of_the_release_is_copied(string component) =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("Custom::EdgeCopy", Match.ObjectEquals(new Map
        {
            ["DestinationBucket"] = edges.Demo.Ref("ArtifactBucket/Bucket"),
            ["DestinationKey"] = $"{component}/16.6.5/{component}.zip",
            ["ServiceTimeout"] = 3600,
            ["ServiceToken"] = edges.Demo.GetAtt("DeploymentSupport/Function/Function"),
            ["SourceBucket"] = "vendor-releases-eu-central-1",
            ["SourceKey"] = $"edge/16.6.5/{component}/{component}.zip",
        }));

    [Fact]
    public void A_bucket_without_prefix_has_the_objects_at_its_top() => edges.Assertions(EdgeFiles.Mirror).HasResourceProperties(
        "Custom::EdgeCopy", new Map { ["SourceKey"] = "edgeinteractivejobs/edgeinteractivejobs.zip" });

    [Theory]
    [InlineData("edgeinteractivejobs", "the code of metadata browsing")]
    [InlineData("dqresultsreader", "the code of the results reader")]
    public void From_a_directory_the_asset_is_copied_and_its_hash_is_checked(string component, string content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(FakePackage.Containing(content)));
        var source = new Capture();

        edges.Assertions(EdgeFiles.Full).HasResourceProperties("Custom::EdgeCopy", new Map
        {
            ["DestinationKey"] = $"{component}/{sha256}/{component}.zip",
            ["Sha256"] = sha256,
            ["SourceBucket"] = "cdk-hnb659fds-assets-012345678901-eu-central-1",
            ["SourceKey"] = source,
        });
        Assert.Contains(source.AsString()[..^4], AssetFiles(EdgeFiles.Full));
    }

    [Fact]
    public void A_hash_in_the_release_is_checked_and_part_of_the_key()
    {
        var sha256 = new string('0', 64);
        var template = Template.FromString(edges.SynthesizeOnRelease(
            EdgeFiles.Text(EdgeFiles.Demo), "16.6.5",
            release => release.With("artifact: dqresultsreader.zip", $"artifact: dqresultsreader.zip\n    sha256: \"{sha256}\"")).Text);

        template.HasResourceProperties(
            "Custom::EdgeCopy",
            new Map { ["DestinationKey"] = $"dqresultsreader/{sha256}/dqresultsreader.zip", ["Sha256"] = sha256 });
        template.HasResourceProperties(
            "Custom::EdgeCopy",
            new Map { ["DestinationKey"] = "edgeinteractivejobs/16.6.5/edgeinteractivejobs.zip", ["Sha256"] = Match.Absent() });
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void The_function_is_made_from_the_copy(string edge)
    {
        foreach (var function in (string[])["MetadataBrowsing", "DqResultsReader"])
        {
            Assert.Equal(
                edges[edge].Text($"{function}/Package", "DestinationBucket"),
                edges[edge].Text($"{function}/Function/Function", "Code.S3Bucket"));
            Assert.Equal(
                edges[edge].Text($"{function}/Package", "DestinationKey"), edges[edge].Text($"{function}/Function/Function", "Code.S3Key"));
            Assert.Contains($"{function}/Package", edges[edge].Before($"{function}/Function/Function"));
        }
    }

    [Fact]
    public void Exactly_the_two_objects_are_read_and_decrypted_with_the_key_of_their_bucket() => Assert.Equal(
        [
            "Allow s3:GetObject on arn:aws-cn:s3:::vendor-releases-cn-north-1/edgeinteractivejobs/edgeinteractivejobs.zip",
            "Allow kms:Decrypt on arn:aws-cn:kms:cn-north-1:999988887777:key/3333abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
                + "kms:ViaService = s3.cn-north-1.amazonaws.com.cn",
            "Allow s3:GetObject on arn:aws-cn:s3:::vendor-releases-cn-north-1/dqresultsreader/dqresultsreader.zip",
        ],
        ((string[])["ReadMetadataBrowsingPackage", "DecryptPackages", "ReadDqResultsReaderPackage"])
            .Select(sid => edges.Mirror.Right(Role, sid)));

    [Fact]
    public void The_hash_of_a_text_is_checked_too()
    {
        var text = new Capture();
        var sha256 = new Capture();

        edges.Assertions(EdgeFiles.Watched).HasResourceProperties("Custom::EdgeCopy", new Map { ["Text"] = text, ["Sha256"] = sha256 });
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.AsString()))), sha256.AsString());
    }

    [Fact]
    public void Assets_are_decrypted_with_the_key_that_the_bootstrap_may_have_made() => Assert.Equal(
        "Allow kms:Decrypt on arn:aws:kms:eu-central-1:012345678901:key/*"
            + " if ForAnyValue:StringEquals kms:ResourceAliases = alias/cdk-hnb659fds-assets-key and StringEquals kms:ViaService = "
            + "s3.eu-central-1.amazonaws.com",
        edges.Full.Right(Role, "DecryptPackages"));

    [Theory, InlineData(EdgeFiles.Demo), InlineData(EdgeFiles.Mirror), InlineData(EdgeFiles.Longest)]
    public void With_a_bucket_there_are_no_assets_but_the_template(string edge) => Assert.Single(AssetFiles(edge));

    [Fact]
    public void With_a_directory_the_two_packages_are_assets() => Assert.Equal(3, AssetFiles(EdgeFiles.Full).Count);

    private List<string> AssetFiles(string edge) =>
        [
            .. JsonNode.Parse(File.ReadAllText(Path.Combine(edges.CloudAssembly, $"Edge-{edge}.assets.json")))!["files"]!.AsObject()
                .Select(file => file.Key),
        ];
}
