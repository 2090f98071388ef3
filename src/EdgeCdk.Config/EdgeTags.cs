namespace EdgeCdk.Config;

/// <summary>The tags that an edge has in an account.</summary>
public static class EdgeTags
{
    /// <summary>Key of the tag with the name of the edge.</summary>
    public const string Name = "ataccama:edge:name";

    /// <summary>Key of the tag with its release.</summary>
    public const string Release = "ataccama:edge:release";

    /// <summary>Key of the tag with what deployed it.</summary>
    public const string ManagedBy = "ataccama:edge:managed-by";

    /// <summary>All of them, in order.</summary>
    /// <param name="edge">Name of the edge.</param>
    /// <param name="release">Its release.</param>
    public static SortedDictionary<string, string> Of(string edge, string release) => new(StringComparer.Ordinal)
    {
        [Name] = edge,
        [Release] = release,
        [ManagedBy] = "edge-cdk",
    };
}
