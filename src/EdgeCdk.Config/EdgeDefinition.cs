using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config;

/// <summary>One edge, ready to be synthesized.</summary>
/// <param name="Config">Its file.</param>
/// <param name="Release">Its release.</param>
/// <param name="Packages">The packages of all functions of the release.</param>
public sealed record EdgeDefinition(
    EdgeConfig Config, ReleaseManifest Release, IReadOnlyDictionary<Function, FunctionPackage> Packages);
