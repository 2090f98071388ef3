namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>How much of what is needed a policy allows.</summary>
internal enum Reach
{
    No,
    Part,
    All,
}
