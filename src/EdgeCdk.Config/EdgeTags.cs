namespace EdgeCdk.Config;

/// <summary>Keys of the tags that an edge has in an account.</summary>
public static class EdgeTags
{
    /// <summary>Name of the edge.</summary>
    public const string Name = "ataccama:edge:name";

    /// <summary>Its release.</summary>
    public const string Release = "ataccama:edge:release";

    /// <summary>What deployed it.</summary>
    public const string ManagedBy = "ataccama:edge:managed-by";
}
