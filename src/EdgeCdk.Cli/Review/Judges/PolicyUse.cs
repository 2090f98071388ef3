namespace EdgeCdk.Cli.Review.Judges;

/// <summary>What a policy is for.</summary>
internal enum PolicyUse
{
    /// <summary>What a role may do.</summary>
    Rights,

    /// <summary>Who can assume a role.</summary>
    Trust,

    /// <summary>What a resource allows others to do with it.</summary>
    Resource,
}
