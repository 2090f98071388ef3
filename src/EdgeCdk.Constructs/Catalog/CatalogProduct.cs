using Amazon.CDK;
using Amazon.CDK.AWS.Servicecatalog;
using Constructs;

namespace EdgeCdk.Catalog;

/// <summary>Inputs of <see cref="CatalogProduct"/>.</summary>
internal sealed record CatalogProductProps
{
    /// <summary>The oldest first: a new one is added at the end.</summary>
    public required IReadOnlyList<CatalogVersion> Versions { get; init; }

    /// <summary>Who offers it to the users of the account.</summary>
    public required string Owner { get; init; }

    /// <summary>Contact for users. Empty: none.</summary>
    public required string SupportEmail { get; init; }

    /// <summary>Page with more information. Empty: none.</summary>
    public required string SupportUrl { get; init; }
}

/// <summary>
/// The edge as a product of Service Catalog. AWS knows a version by its name and the address of its template: one that keeps both
/// keeps its identity, and
/// with it the edges that were made from it.
/// </summary>
internal sealed class CatalogProduct : Construct
{
    public CatalogProduct(Construct scope, string id, CatalogProductProps props)
        : base(scope, id)
    {
        var product = new CfnCloudFormationProduct(this, "Product", new CfnCloudFormationProductProps
        {
            Name = "Ataccama edge",
            Owner = props.Owner,
            Distributor = "Edge CDK",
            Description = "The Ataccama data plane in this account: clusters, functions, messaging, storage and keys.",
            SupportDescription = "Give the name of the edge and its release.",
            SupportEmail = WhenGiven("HasSupportEmail", props.SupportEmail),
            SupportUrl = WhenGiven("HasSupportUrl", props.SupportUrl),
            ProvisioningArtifactParameters = props.Versions.Select(Artifact).ToArray(),
            // Turned on, every change would replace all versions, and edges would lose theirs.
            ReplaceProvisioningArtifacts = false,
        });
        ProductId = product.Ref;
    }

    /// <summary>Its id.</summary>
    public string ProductId { get; }

    private static object Artifact(CatalogVersion version) => new CfnCloudFormationProduct.ProvisioningArtifactPropertiesProperty
    {
        Name = version.Name,
        Description = version.Description,
        Type = "CLOUD_FORMATION_TEMPLATE",
        Info = new Dictionary<string, object> { ["LoadTemplateFromURL"] = version.Url },
    };

    private string WhenGiven(string condition, string value) =>
        Fn.ConditionIf(
            new CfnCondition(
                this, condition, new CfnConditionProps { Expression = Fn.ConditionNot(Fn.ConditionEquals(value, "")) }).LogicalId,
            value,
            Aws.NO_VALUE).ToString();
}
