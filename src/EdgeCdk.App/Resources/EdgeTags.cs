namespace EdgeCdk.App.Resources;

/// <summary>Tags by which everything of an edge is known.</summary>
internal static class EdgeTags
{
    /// <summary>The tags, in order.</summary>
    /// <param name="edge">Name of the edge.</param>
    /// <param name="release">Its release.</param>
    public static SortedDictionary<string, string> Of(string edge, string release) => new(StringComparer.Ordinal)
    {
        ["ataccama:edge:name"] = edge,
        ["ataccama:edge:release"] = release,
        ["ataccama:edge:managed-by"] = "edge-cdk",
    };
}
