namespace EdgeCdk;

/// <summary>A role that others must trust.</summary>
/// <param name="Id">What its output is called after.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="TrustedBy">Who must trust it, to follow the words "To be trusted by".</param>
internal sealed record TrustedRole(string Id, string Arn, string TrustedBy);
