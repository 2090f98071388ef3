namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A resource that may be left over, before it is known who owns it.</summary>
/// <param name="Type">Its CloudFormation type; empty for one that this program does not know.</param>
/// <param name="Id">Its name or id, as it is shown.</param>
internal sealed record Candidate(string Type, string Id)
{
    /// <summary>Its id in CloudFormation. Default: the name or id.</summary>
    public string PhysicalId { get; init; } = Id;

    /// <summary>Name of the stack that created it, by its tag. Default: null, it has no such tag.</summary>
    public string? TaggedStack { get; init; }

    /// <summary>The day on which AWS deletes it. Default: null, it is not scheduled for deletion.</summary>
    public string? DeletedOn { get; init; }

    public string Kind => Type.Length == 0
        ? "other"
        : Type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal);
}
