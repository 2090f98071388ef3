using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a resource of Terraform was found to be.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Part">The part of the edge. Null: none.</param>
internal sealed record TakeoverMatch(StateResource Resource, TakeoverPart? Part)
{
    /// <summary>Whether names say so. Default: true.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The decision of a mapping file: <c>leave</c> or <c>keep</c>. Default: null, the table decides.</summary>
    public Decision? Given { get; init; }

    /// <summary>What somebody has to choose from, because it is not clear. Default: nothing.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
