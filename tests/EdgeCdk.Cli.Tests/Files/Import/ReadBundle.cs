using System.Text.Json.Nodes;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>The configuration files of a bundle, read without a bundle: in JSON, which Terraform takes for definitions, too.</summary>
/// <param name="files">Name and text of each.</param>
internal sealed class ReadBundle(params (string Name, string Json)[] files)
{
    /// <summary>Values of an edge, to be used beside others.</summary>
    public static readonly (string, string) Edge = ("terraform.tfvars.json", """
        { "edge_name": "acme-prod", "aws_region": "eu-central-1", "aws_account_id": "123456789011", "s3_bucket_name": "results-of-acme",
          "s3_region": "eu-central-1", "edge_access_role_arn": "arn:aws:iam::999988887777:role/edge-access-acme" }
        """);

    public EdgeDraft Draft { get; } = new();

    /// <summary>What a person decided. Default: nothing.</summary>
    public ImportMap Map { get; init; } = new();

    public BundleReading Read() => BundleReading.Of(TerraformModel.Of([.. files.Select(Document)]), Map, Draft);

    /// <summary>What became of one value.</summary>
    public Finding Of(string place)
    {
        var findings = Read().Findings;
        return findings.SingleOrDefault(finding => finding.Place == place)
            ?? throw new InvalidOperationException($"{place} is not among {string.Join('\n', findings)}");
    }

    /// <summary>The value that a key of the release gets; null when it gets none.</summary>
    public object? Release(string key) => Read().Release.TryGetValue(key, out var found) ? found.Value : null;

    private static BundleDocument Document((string Name, string Json) file) => new(file.Name, JsonNode.Parse(file.Json)!.AsObject())
    {
        HasValues = BundleDocument.IsValues(file.Name) || file.Name == BundleName.Place,
    };
}
