using Amazon.CDK;
using EdgeCdk.Config;

namespace EdgeCdk;

/// <summary>
/// What a template says about its maker. It stands beside the resources, so that a new version of the product is no change of any.
/// </summary>
internal static class ProductMetadata
{
    /// <summary>Adds the version of the product to the template of a stack.</summary>
    public static void Add(Stack stack) =>
        stack.AddMetadata(Product.Name, new Dictionary<string, object> { ["Version"] = Product.Version });
}
