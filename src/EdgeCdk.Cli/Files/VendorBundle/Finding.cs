namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What became of a value of a bundle.</summary>
/// <param name="Place">File and path.</param>
/// <param name="Value">The value as it may be shown; empty for a credential.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Target">Where it went, or why nowhere.</param>
internal sealed record Finding(string Place, string Value, Outcome Outcome, string Target)
{
    /// <summary>The answers to what is not clear. Default: none is known.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
