using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Review;

/// <summary>Changes that somebody decided to make, though a review stops at them.</summary>
internal sealed record ReviewPolicy
{
    /// <summary>The changes. Each must occur, so that nothing stays allowed by accident.</summary>
    [Count(1, 1000)]
    public required IReadOnlyList<AllowedChange> Allow { get; init; }
}
