namespace EdgeCdk.Cli.Common;

/// <summary>What was removed from a file: never the value.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Lines">On how many lines.</param>
internal sealed record Redacted(string File, string Kind, int Lines);
