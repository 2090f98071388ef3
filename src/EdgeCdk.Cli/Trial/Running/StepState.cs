namespace EdgeCdk.Cli.Trial.Running;

/// <summary>What has become of a step.</summary>
/// <param name="Outcome">Whether it was begun, has succeeded or has failed.</param>
/// <param name="Seconds">How long it took. 0 for one that was interrupted.</param>
/// <param name="Message">Why it failed. Default: null, it did not.</param>
internal sealed record StepState(StepOutcome Outcome, int Seconds = 0, string? Message = null);
