using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Review;

/// <summary>One change that may be made.</summary>
internal sealed record AllowedChange
{
    /// <summary>
    /// Path of the construct below the stack, such as <c>FileSystem/FileSystem</c>; the stack's own name for the whole of it.
    /// A sign * stands for any letters of one part of the path: <c>Jobs/*/TaskRole/Role</c>.
    /// </summary>
    public required string Construct { get; init; }

    /// <summary>What may become of it.</summary>
    public required ChangeKind Change { get; init; }

    /// <summary>The reason, for whoever reads the review.</summary>
    [Text(@"[\s\S]*\S[\s\S]*", "a reason", "state why the change is intended")]
    public required string Why { get; init; }

    /// <summary>The only stack in which it may. Default: any.</summary>
    public string? Stack { get; init; }
}
