namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What is different from an earlier round of checks.</summary>
/// <param name="New">What is not as it must be, and was not found then.</param>
/// <param name="Over">What was not as it must be then, and is not found any more.</param>
/// <param name="Missing">What was checked then and is not any more, such as a part that the edge does not have now.</param>
internal sealed record Comparison(IReadOnlyList<string> New, IReadOnlyList<string> Over, IReadOnlyList<string> Missing)
{
    /// <summary>As lines for people.</summary>
    public IEnumerable<string> Lines() =>
    [
        (New, Over, Missing) is ({ Count: 0 }, { Count: 0 }, { Count: 0 }) ? "As before." : "Different from before:",
        .. New.Select(what => $"  new: {what}"),
        .. Over.Select(what => $"  over: {what}"),
        .. Missing.Select(what => $"  not checked any more: {what}"),
        "",
    ];
}
