namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>An edge that was deployed from the portable template.</summary>
public sealed class PortableEdge
{
    public const string Name = "portable";
    public const string StackName = $"Edge-{Name}";

    public PortableEdge(DeployedEdge edge) => edge.Site.DeployPortable(Name, StackName);
}
