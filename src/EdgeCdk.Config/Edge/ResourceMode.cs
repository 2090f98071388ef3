namespace EdgeCdk.Config.Edge;

/// <summary>Whether the stack creates a resource, or uses one that exists.</summary>
public enum ResourceMode
{
    Create,
    Existing,
}
