using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Edge;

/// <summary>
/// All of the vendor's Java functions that any release has; a release has those that its file names. Each serves one queue of the
/// control plane. A new function is one more value here and one more row in <see cref="FunctionTraits"/>. The values are construct
/// ids, and keys in files: they may never change.
/// </summary>
[NamedAsKeys]
public enum Function
{
    MetadataBrowsing,
    DqResultsReader,
}
