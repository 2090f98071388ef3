namespace EdgeCdk.Config.Releases;

/// <summary>Something that the stack knows and can give to the vendor's code in a variable.</summary>
/// <param name="Name">Its name in release files.</param>
/// <param name="Meaning">What the value is.</param>
/// <param name="Components">The components that may have it, by their names in release files.</param>
/// <param name="Reason">Why no other component may have it, as a sentence without a period.</param>
internal sealed record Fact(string Name, string Meaning, IReadOnlyList<string> Components, string Reason)
{
    /// <summary>The components that cannot work without it. Default: none.</summary>
    public IReadOnlyList<string> NeededBy { get; init; } = [];
}
