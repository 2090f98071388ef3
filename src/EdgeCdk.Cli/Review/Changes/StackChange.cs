using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>A stack that is on both sides.</summary>
internal sealed record StackChange(StackTemplate Base, StackTemplate Head, IReadOnlyList<ResourceChange> Resources)
{
    /// <summary>Parts that become those of another team, or of the stack again.</summary>
    public IReadOnlyList<MovedPart> Moved { get; } = MovedPart.Of(Base, Head);
}
