using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>What all edges of a stack set have in common: its template, the parameter that goes with the template, its tags and
/// its wave.</summary>
/// <param name="Release">The release.</param>
/// <param name="DataRetention">Which of the two templates of the release.</param>
/// <param name="ArtifactPrefix">Beginning of the packages' keys. It has the release in it: template and prefix must change
/// together.</param>
/// <param name="Tags">Tags of the stacks.</param>
internal sealed record StackSetTraits(
    string Release, DataRetention DataRetention, string? ArtifactPrefix, SortedDictionary<string, string> Tags)
{
    /// <summary>The wave: an update of a stack set updates all its stacks. Default: 1, as in plans of earlier versions.</summary>
    public int Wave { get; init; } = 1;

    public static StackSetTraits Of(EdgeConfig config) => new(
        config.Edge.Release, config.DataRetention, config.Artifacts.Prefix, new(config.Tags.ToDictionary(), StringComparer.Ordinal))
    {
        Wave = config.Deployment.Wave,
    };

    /// <summary>The first key of the edge file in which they differ; null when they are equal.</summary>
    public string? DifferenceTo(StackSetTraits other) =>
        Release != other.Release ? "edge.release"
        : DataRetention != other.DataRetention ? "dataRetention"
        : ArtifactPrefix != other.ArtifactPrefix ? "artifacts.prefix"
        : !Tags.SequenceEqual(other.Tags) ? "tags"
        : Wave != other.Wave ? "deployment.wave"
        : null;
}
