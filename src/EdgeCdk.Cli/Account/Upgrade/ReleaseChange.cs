namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>A value that is different in another release.</summary>
/// <param name="Key">Path of the key.</param>
/// <param name="From">The value now; null when there is none.</param>
/// <param name="To">The value then; null when there is none.</param>
internal sealed record ReleaseChange(string Key, string? From, string? To);
