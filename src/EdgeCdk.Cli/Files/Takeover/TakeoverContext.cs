using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a plan is made from.</summary>
/// <param name="Edge">The edge, as its file says.</param>
/// <param name="Way">The way.</param>
/// <param name="Items">The decisions.</param>
internal sealed record TakeoverContext(EdgeDefinition Edge, Way Way, IReadOnlyList<TakeoverItem> Items)
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

    /// <summary>Commands that revoke the rules which keep groups of workloads from being destroyed.</summary>
    public IReadOnlyList<string> Revocations => new GroupRevocations(Items).Commands(Region);

    /// <summary>Whether something is deleted when the stack has replaced it.</summary>
    public bool HasLast => new LastDeletions(Items).Any;

    /// <summary>What is imported.</summary>
    public IEnumerable<TakeoverItem> Imported =>
        Items.Where(item => item.Decision is Decision.Import && item.SettingOf is null);

    /// <summary>Resources of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isForgotten">Those alone that Terraform must forget, or that it destroys. Default: null, all.</param>
    public IEnumerable<StateResource> OfType(string type, bool? isForgotten = null) => Items
        .Where(item => item.Resource.Type == type && (isForgotten is null || item.IsForgotten == isForgotten))
        .Select(item => item.Resource);
}
