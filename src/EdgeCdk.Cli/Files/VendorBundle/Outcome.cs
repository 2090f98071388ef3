namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What became of a value of a bundle.</summary>
internal enum Outcome
{
    /// <summary>It is in a file that is written.</summary>
    Mapped,

    /// <summary>It is not needed, for a reason that is known.</summary>
    Left,

    /// <summary>It is a credential, and in no file that is written.</summary>
    Removed,

    /// <summary>Nobody knows what it is for.</summary>
    NotUnderstood,

    /// <summary>It can be read in more than one way: somebody must decide.</summary>
    Open,
}
