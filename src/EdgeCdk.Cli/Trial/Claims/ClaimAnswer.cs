namespace EdgeCdk.Cli.Trial.Claims;

/// <summary>What a trial found out about a claim.</summary>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Evidence">What AWS answered; why it was not tried.</param>
/// <param name="Time">When it was answered. Null: never.</param>
internal sealed record ClaimAnswer(string Claim, Verdict Verdict, string Evidence, DateTimeOffset? Time);
