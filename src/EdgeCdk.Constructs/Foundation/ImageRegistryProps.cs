namespace EdgeCdk.Foundation;

/// <summary>Where images come from and what pulling them takes.</summary>
internal sealed record ImageRegistryProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    /// <summary>What stands before every repository name, with a slash at its end.</summary>
    public required string Prefix { get; init; }

    /// <summary>How images are pulled: all ways that are possible, of which at most one exists.</summary>
    public required IReadOnlyList<Conditional<RegistryAccess>> Access { get; init; }
}
