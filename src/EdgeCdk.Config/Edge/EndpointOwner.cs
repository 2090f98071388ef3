namespace EdgeCdk.Config.Edge;

/// <summary>Who creates the VPC endpoints of an edge.</summary>
public enum EndpointOwner
{
    /// <summary>The stack of the edge.</summary>
    Edge,

    /// <summary>The team that owns the network, with its own template.</summary>
    Network,
}
