namespace EdgeCdk.Cli.Trial.Running;

/// <summary>How far a step has come.</summary>
internal enum StepOutcome
{
    /// <summary>It was begun; if nothing is running, it was interrupted.</summary>
    Begun,

    /// <summary>It has succeeded.</summary>
    Done,

    /// <summary>It has failed.</summary>
    Failed,
}
