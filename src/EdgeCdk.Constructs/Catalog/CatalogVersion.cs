namespace EdgeCdk.Catalog;

/// <summary>One version of the product: a template that lies in a bucket.</summary>
/// <param name="Name">What users choose.</param>
/// <param name="Description">What they read beside it.</param>
/// <param name="Url">Where the template is.</param>
internal sealed record CatalogVersion(string Name, string Description, string Url);
