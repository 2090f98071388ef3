namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A thing and what becomes of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name or id.</param>
/// <param name="Why">What becomes of it, and why.</param>
/// <param name="Command">What removes or saves it. Default: null, nothing is to be done, or it is said in words.</param>
internal sealed record PlannedItem(string Kind, string Name, string Why, string? Command = null)
{
    /// <summary>What undoes its deletion. Default: null, it is not being deleted, or that cannot be undone.</summary>
    public string? Keep { get; init; }
}
