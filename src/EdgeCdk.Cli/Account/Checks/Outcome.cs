namespace EdgeCdk.Cli.Account.Checks;

/// <summary>The result of a check, from harmless to grave.</summary>
internal enum Outcome
{
    /// <summary>It is as it must be.</summary>
    Ok,

    /// <summary>Nobody asked for it.</summary>
    Skipped,

    /// <summary>AWS did not answer, or it cannot be seen from here.</summary>
    Unknown,

    /// <summary>It works, or may work; somebody should look at it.</summary>
    Warning,

    /// <summary>It fails, or would fail.</summary>
    Failed,
}
