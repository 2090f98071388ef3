namespace EdgeCdk.Cli.Review.Changes;

/// <summary>What a change may have consequences for; a review is grouped by it, the gravest first.</summary>
internal enum Consequence
{
    Existence,
    Access,
    Network,
    Protection,
    Release,
    Rest,
}
