namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>The keys of an edge file that a value may belong to.</summary>
/// <param name="Keys">The keys, each with the value as the edge file has it.</param>
/// <param name="IsSure">Whether name and form leave no doubt, if it is only one key.</param>
internal sealed record Candidates(IReadOnlyList<(string Target, string Text)> Keys, bool IsSure);
