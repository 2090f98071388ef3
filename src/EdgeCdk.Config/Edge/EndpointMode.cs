namespace EdgeCdk.Config.Edge;

/// <summary>Whether a VPC endpoint is made by the stack.</summary>
public enum EndpointMode
{
    Create,
    Existing,
}
