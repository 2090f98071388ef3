namespace EdgeCdk.Config.Validation;

/// <summary>What is wrong with a value, what would be right, and what to do: the words of a <see cref="Problem"/>.</summary>
internal sealed record Refusal(string Fault, string Allowed, string Remedy);
