namespace EdgeCdk.Config.Releases;

/// <summary>What is known beside the files. None of it changes what is synthesized.</summary>
internal sealed record ReleaseCheckOptions
{
    /// <summary>The day for which support is checked. Default: none, it is not.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The releases that are deployed, by the names of their edges. Default: none is known.</summary>
    public IReadOnlyDictionary<string, string> Deployed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether an edge may go back to the release before the deployed one. Default: false.</summary>
    public bool GoesBack { get; init; }
}
