using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config;

/// <summary>One edge, ready to be synthesized.</summary>
public sealed record EdgeDefinition(EdgeConfig Config, ReleaseManifest Release, FunctionPackages Packages);
