namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A resource and what happens to it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name or id.</param>
/// <param name="Why">What happens to it, and why.</param>
/// <param name="Command">The command that removes or saves it. Default: null, nothing is to be done, or it is said in words.</param>
internal sealed record PlannedItem(string Kind, string Name, string Why, string? Command = null)
{
    /// <summary>The command that cancels its deletion. Default: null, it is not being deleted, or that cannot be cancelled.</summary>
    public string? Keep { get; init; }
}
