namespace EdgeCdk.Config.Edge;

/// <summary>What happens to keys, file system and log groups when the stack is deleted.</summary>
public enum DataRetention
{
    /// <summary>Deleted with the stack.</summary>
    Delete,

    /// <summary>They outlive the stack.</summary>
    Retain,
}
