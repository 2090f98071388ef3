namespace EdgeCdk.App.Synthesis;

/// <summary>Where the text of an edge has one of its values.</summary>
/// <param name="Number">Which value.</param>
/// <param name="Length">How many characters of it, from the first. Default: all.</param>
internal sealed record ShapeGap(int Number, int? Length = null)
{
    /// <summary>What stands there.</summary>
    public string Of(IReadOnlyList<string> values) => Length is { } length ? values[Number][..length] : values[Number];
}
