namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A part of an edge: what it is in the vendor's Terraform, what it is in the stack, and what becomes of it.</summary>
/// <param name="Name">How it is called in plans, questions and mapping files.</param>
/// <param name="Types">Its types in Terraform; the first is that of the resource itself.</param>
/// <param name="Path">Construct path of what the stack has instead. Null: the stack has no such resource.</param>
internal sealed record TakeoverPart(string Name, IReadOnlyList<string> Types, string? Path)
{
    /// <summary>Words that its names have, in lower case without separators: one is enough. Default: none, the type decides.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether it is there once at most. Default: false.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether it is asked when no name says what a resource of the type is: to destroy it may do harm. Default: false.</summary>
    public bool IsAsked { get; init; }

    /// <summary>What becomes of it when the edge is taken over in place, and why.</summary>
    public required (Decision Decision, string Reason) InPlace { get; init; }

    /// <summary>What becomes of it when a second edge replaces the first, and why.</summary>
    public required (Decision Decision, string Reason) Beside { get; init; }

    /// <summary>What becomes of it on a way.</summary>
    public (Decision Decision, string Reason) On(Way way) => way is Way.InPlace ? InPlace : Beside;
}
