using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a plan is made from.</summary>
/// <param name="Edge">The edge, as its file says.</param>
/// <param name="Way">The way.</param>
/// <param name="Items">The decisions.</param>
/// <param name="Terraform">The files for Terraform.</param>
internal sealed record TakeoverContext(EdgeDefinition Edge, Way Way, IReadOnlyList<TakeoverItem> Items, TerraformFiles Terraform)
{
    /// <summary>Directory of the files, as commands name it.</summary>
    public required string Directory { get; init; }

    /// <summary>Size of the template of the import, in bytes.</summary>
    public required int TemplateSize { get; init; }

    /// <summary>What the stack creates, and keeps when it is removed from it. Default: nothing.</summary>
    public IReadOnlyList<StackResource> Retained { get; init; } = [];

    public string Name => Edge.Config.Edge.Name;

    public string Region => Edge.Config.Account.Region;

    public EdgeNames Names => new(Name);

    /// <summary>What is imported.</summary>
    public IEnumerable<TakeoverItem> Imported =>
        Items.Where(item => item.Decision is Decision.Import && item.SettingOf is null);

    /// <summary>Resources of a type, settings left out.</summary>
    public IEnumerable<StateResource> OfType(string type) =>
        Items.Where(item => item.Resource.Type == type).Select(item => item.Resource);
}
