using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>An edge that Service Catalog deployed, which named the stack. The emulated CloudFormation puts no tags of its own on
/// anything.</summary>
public sealed class CatalogEdge
{
    public const string Name = "acme-two";
    public const string StackName = $"SC-{Places.Account}-pp-abcdefgh";

    public CatalogEdge(DeployedEdge edge) => edge.Site.DeployPortable(Name, StackName);
}
