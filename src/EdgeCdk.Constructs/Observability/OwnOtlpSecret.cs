namespace EdgeCdk.Observability;

/// <summary>
/// A secret of the customer with <c>endpoint</c> and <c>authorization</c>, and its key unless that is the account's own.
/// </summary>
internal sealed record OwnOtlpSecret(string Arn, Conditional<string> KeyArn);
