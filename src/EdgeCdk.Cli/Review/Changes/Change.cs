using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>One change, judged.</summary>
/// <param name="Consequence">The group.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Construct">Path below the stack; the stack's name for the whole of it.</param>
/// <param name="Words">What happens, as the end of a sentence that begins with the construct.</param>
/// <param name="Property">Path of what was changed in the template.</param>
/// <param name="NeedsDecision">Whether a review stops here. Default: false.</param>
internal sealed record Change(
    Consequence Consequence, ChangeKind Kind, string Construct, string Words, string Property, bool NeedsDecision = false)
{
    /// <summary>Why somebody allowed it. Default: null, nobody did.</summary>
    public string? Why { get; init; }

    /// <summary>Whether the words name what was changed, wherever each resource has it. Default: false.</summary>
    public bool NamesProperty { get; init; }

    /// <summary>Whether the review fails because of it.</summary>
    public bool IsOpen => NeedsDecision && Why is null;

    /// <summary>The whole sentence.</summary>
    public string Sentence => $"{Construct} {Words}";

    /// <summary>The title of a group.</summary>
    public static string Title(Consequence consequence) => consequence switch
    {
        Consequence.Existence => "Replaced or removed",
        Consequence.Access => "Who may do what",
        Consequence.Network => "Network",
        Consequence.Protection => "Encryption, retention and protection",
        Consequence.Release => "Images and versions",
        _ => "Everything else",
    };
}
