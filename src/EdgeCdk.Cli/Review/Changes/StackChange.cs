using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>A stack that is on both sides.</summary>
internal sealed record StackChange(StackTemplate Base, StackTemplate Head, IReadOnlyList<ResourceChange> Resources)
{
    /// <summary>The account it goes to. Null: not known. What a template alone says is taken from before the change, which may name others.
    /// </summary>
    public string? Account { get; } = Head.Account ?? Base.LikelyAccount ?? Head.LikelyAccount;

    /// <summary>Parts that become those of another team, or of the stack again.</summary>
    public IReadOnlyList<MovedPart> Moved { get; } = MovedPart.Of(Base, Head);
}
