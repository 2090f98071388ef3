namespace EdgeCdk.Cli.Files.Discover;

/// <summary>The value that a key must have, by what AWS shows.</summary>
/// <param name="Key">Path of the key.</param>
/// <param name="Items">The items of a list, or the one value.</param>
/// <param name="Reason">Where it is from.</param>
internal sealed record DiscoveredKey(string Key, IReadOnlyList<string> Items, string Reason)
{
    /// <summary>Whether it is a list. Default: true.</summary>
    public bool IsList { get; init; } = true;

    /// <summary>Whether the order of the list matters. Default: false.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Whether a file has this value already.</summary>
    public bool IsIn(IReadOnlyDictionary<string, IReadOnlyList<string>> values) =>
        values.TryGetValue(Key, out var items)
        && (IsOrdered ? items.SequenceEqual(Items) : items.Count == Items.Count && !items.Except(Items).Any());
}
