namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What kind of state a stack is in.</summary>
internal enum StackPhase
{
    /// <summary>The last operation succeeded.</summary>
    Complete,

    /// <summary>The last operation failed and was rolled back: what ran before it runs.</summary>
    RolledBack,

    /// <summary>An operation is in progress, and ends by itself.</summary>
    InProgress,

    /// <summary>There is a stack, but nothing in it.</summary>
    Empty,

    /// <summary>An operation failed, and somebody has to act.</summary>
    Failed,
}
