using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A resource of Terraform, with what becomes of it.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Part">What it is of the edge. Null: it is no part of the edge, or somebody decided about it.</param>
/// <param name="Decision">What becomes of it.</param>
/// <param name="Reason">Why.</param>
internal sealed record TakeoverItem(StateResource Resource, TakeoverPart? Part, Decision Decision, string Reason)
{
    /// <summary>What the stack has instead of it. Default: null, nothing.</summary>
    public StackResource? Counterpart { get; init; }

    /// <summary>Address of the resource that it is a setting of. Default: null, it is a resource of its own.</summary>
    public string? SettingOf { get; init; }

    /// <summary>Whether it is deleted when the stack has replaced it: something that is kept uses it until then. Default: false.</summary>
    public bool IsDeletedLast { get; init; }

    /// <summary>Whether it is certain what it is. Default: true.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Whether Terraform must forget it before it destroys the rest.</summary>
    public bool IsForgotten => Decision is Decision.Import or Decision.Keep;

    /// <summary>Its name, or its id where it has none.</summary>
    public string Name => ((string[])["name", "function_name", "family", "bucket"])
        .Select(Resource.Text).FirstOrDefault(text => text.Length > 0) ?? Resource.Id;
}
