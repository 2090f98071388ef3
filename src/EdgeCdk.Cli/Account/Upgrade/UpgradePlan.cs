using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>What moving to another release changes.</summary>
/// <param name="File">The edge file.</param>
/// <param name="From">Its release now.</param>
/// <param name="To">Its release then.</param>
/// <param name="Changes">All values that change.</param>
internal sealed record UpgradePlan(string File, string From, string To, IReadOnlyList<ReleaseChange> Changes)
{
    /// <summary>Whether the function packages must be replaced by hand.</summary>
    public bool NeedsPackages { get; init; }

    /// <summary>What the upgrade meets in the account. Default: nothing, AWS was not asked.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
