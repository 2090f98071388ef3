namespace EdgeCdk.Config.Review;

/// <summary>What becomes of a part of a stack.</summary>
internal enum ChangeKind
{
    Added,
    Updated,
    Replaced,
    Removed,
    Widened,
    Narrowed,
    Opened,
    Closed,
    Weakened,
    Strengthened,
}
