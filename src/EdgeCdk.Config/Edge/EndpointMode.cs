namespace EdgeCdk.Config.Edge;

/// <summary>Whether a VPC endpoint is made by the stack.</summary>
public enum EndpointMode
{
    /// <summary>By the stack.</summary>
    Create,

    /// <summary>The VPC has one already.</summary>
    Existing,
}
