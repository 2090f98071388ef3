using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What a check came to.</summary>
internal enum Outcome
{
    /// <summary>It is as it must be.</summary>
    Ok,

    /// <summary>It is worth knowing, and in the way of nothing.</summary>
    Note,

    /// <summary>Nobody asked for it.</summary>
    Skipped,

    /// <summary>AWS did not tell.</summary>
    Unknown,

    /// <summary>It is not as it must be.</summary>
    Failed,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What to do. Default: nothing.</param>
internal sealed record Finding(string Check, Outcome Outcome, string What, string Remedy = "")
{
    /// <summary>Whether it stands in the way of the registration.</summary>
    public bool IsInTheWay => Outcome is Outcome.Failed or Outcome.Unknown;

    public static Finding Ok(string check, string what) => new(check, Outcome.Ok, what);

    public static Finding Failed(string check, string what, string remedy) => new(check, Outcome.Failed, what, remedy);

    public static Finding Note(string check, string what, string remedy) => new(check, Outcome.Note, what, remedy);

    /// <summary>AWS was asked and did not tell.</summary>
    public static Finding Unknown(string check, Exception reason) => new(
        check,
        Outcome.Unknown,
        $"could not be checked: {(reason is AwsException refused ? Credentials.WithHint(refused.Code, refused.Message) : reason.Message)}",
        reason is AwsException { IsDenied: true } ? "use credentials that may read this, or look in the console" : "try again");
}
