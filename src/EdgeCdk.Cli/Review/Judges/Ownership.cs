namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Since when the owner of a permission exists. The permissions of a new one were decided together with it.</summary>
internal enum Ownership
{
    Old,
    New,

    /// <summary>New with the whole stack, whose permissions every edge has.</summary>
    OfNewStack,
}
