namespace EdgeCdk.Config.Edge;

/// <summary>Whether the stack creates a resource, or uses one that exists.</summary>
public enum ResourceMode
{
    /// <summary>The stack creates it.</summary>
    Create,

    /// <summary>It exists; the stack uses it.</summary>
    Existing,
}
