namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>What can be said of a condition, or of a whole statement, without asking AWS.</summary>
internal enum Answer
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It depends on something that is known only when the call is made.</summary>
    Depends,

    /// <summary>It holds.</summary>
    Yes,
}
