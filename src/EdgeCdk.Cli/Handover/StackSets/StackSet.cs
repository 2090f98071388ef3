using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Where an edge is: of two in one place, a stack set can have one.</summary>
internal sealed record Member(string Edge, string AccountId, string Region)
{
    public static Member Of(EdgeConfig config) => new(config.Edge.Name, config.Account.AccountId, config.Account.Region);

    public bool IsWhere(Member other) => (AccountId, Region) == (other.AccountId, other.Region);
}

/// <summary>What all edges of a stack set have in common: its template, the parameter that goes with the template, and its tags.</summary>
/// <param name="Release">The release.</param>
/// <param name="DataRetention">Which of its two templates.</param>
/// <param name="ArtifactPrefix">Beginning of the packages' keys. It carries the release, so that template and prefix must change at once.</param>
/// <param name="Tags">Tags of the stacks.</param>
internal sealed record Traits(string Release, DataRetention DataRetention, string? ArtifactPrefix, SortedDictionary<string, string> Tags)
{
    public static Traits Of(EdgeConfig config) => new(config.Edge.Release, config.DataRetention, config.Artifacts.Prefix, new(config.Tags.ToDictionary(), StringComparer.Ordinal));

    /// <summary>The first key of the edge file in which they differ; null when they are the same.</summary>
    public string? DifferenceTo(Traits other) =>
        Release != other.Release ? "edge.release"
        : DataRetention != other.DataRetention ? "dataRetention"
        : ArtifactPrefix != other.ArtifactPrefix ? "artifacts.prefix"
        : !Tags.SequenceEqual(other.Tags) ? "tags"
        : null;
}

/// <summary>One stack set.</summary>
/// <param name="Name">Its name, which says nothing about its edges: they may all go to another release.</param>
/// <param name="Traits">What they have in common.</param>
/// <param name="Members">The edges that are in it, with and without a file.</param>
internal sealed record StackSet(string Name, Traits Traits, IReadOnlyList<Member> Members)
{
    /// <summary>Name of its template, for the application.</summary>
    public string Template => PortableDeployment.TemplateNameOf(Traits.Release, Traits.DataRetention, ofStackSet: true);

    /// <summary>The edges in it that were exported, by name.</summary>
    public IEnumerable<EdgeDefinition> Exported(IEnumerable<EdgeDefinition> edges)
    {
        var names = Members.Select(member => member.Edge).ToHashSet(StringComparer.Ordinal);
        return edges.Where(edge => names.Contains(edge.Config.Edge.Name));
    }
}
