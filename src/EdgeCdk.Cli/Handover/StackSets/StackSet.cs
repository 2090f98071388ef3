using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>One stack set.</summary>
/// <param name="Name">Its name, which says nothing about its edges: they may all go to another release.</param>
/// <param name="Traits">What they have in common.</param>
/// <param name="Members">The edges in it, with and without a file.</param>
internal sealed record StackSet(string Name, StackSetTraits Traits, IReadOnlyList<StackSetMember> Members)
{
    /// <summary>Name of its template.</summary>
    public string Template => PortableDeployment.TemplateNameOf(Traits.Release, Traits.DataRetention, ofStackSet: true);

    /// <summary>The edges in it that were exported, by name.</summary>
    public IEnumerable<EdgeDefinition> Exported(IEnumerable<EdgeDefinition> edges)
    {
        var names = Members.Select(member => member.Edge).ToHashSet(StringComparer.Ordinal);
        return edges.Where(edge => names.Contains(edge.Config.Edge.Name));
    }
}
