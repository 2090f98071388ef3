namespace EdgeCdk.Cli.Handover.Images;

/// <summary>An image of a release, and where the mirror has it.</summary>
/// <param name="Components">The components that run it.</param>
/// <param name="Repository">The repository below the registry prefix.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">The digest that the release pins. Null: none.</param>
internal sealed record MirroredImage(IReadOnlyList<string> Components, string Repository, string Tag, string? Digest)
{
    /// <summary>The image below a registry prefix.</summary>
    public string In(string prefix) => $"{prefix}{Repository}:{Tag}";
}
