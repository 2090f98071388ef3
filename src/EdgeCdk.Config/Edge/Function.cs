using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Edge;

/// <summary>
/// All of the vendor's Java functions that any release has; a release has those that its file names. Each reads one queue of the
/// control plane. A new function is one more value here, with its traits. The values are construct ids, keys in files and, in
/// kebab-case, parts of names in AWS: they may never change.
/// </summary>
[NamedAsKeys]
public enum Function
{
    /// <summary>Browses metadata and tests connections.</summary>
    [FunctionTraits(
        Title = "Metadata Browsing",
        Package = "edgeinteractivejobs",
        QueueTitle = "Request queue",
        QueueArn = nameof(ControlPlaneSection.RequestQueueArn),
        QueueVisibility = nameof(ControlPlaneSection.RequestQueueVisibilitySeconds))]
    MetadataBrowsing,

    /// <summary>Reads data-quality results.</summary>
    [FunctionTraits(
        Title = "DQ Results Reader",
        Package = "dqresultsreader",
        QueueTitle = "Result-reader queue",
        QueueArn = nameof(ControlPlaneSection.ResultReaderQueueArn),
        QueueVisibility = nameof(ControlPlaneSection.ResultReaderQueueVisibilitySeconds))]
    DqResultsReader,
}
