namespace EdgeCdk.Cli.Account.Support;

/// <summary>A file of the archive.</summary>
/// <param name="Name">Its path, with slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SupportFile(string Name, string Text);
