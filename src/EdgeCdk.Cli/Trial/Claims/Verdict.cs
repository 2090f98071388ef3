namespace EdgeCdk.Cli.Trial.Claims;

/// <summary>What a trial says of a claim.</summary>
internal enum Verdict
{
    /// <summary>AWS does as the claim says.</summary>
    Yes,

    /// <summary>AWS does something else.</summary>
    No,

    /// <summary>The trial did not come to it, or AWS gave no answer that decides.</summary>
    NotTried,
}
