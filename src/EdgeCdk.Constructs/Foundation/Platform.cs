namespace EdgeCdk.Foundation;

/// <summary>What every workload of an edge is given.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Key">The key for what the workload stores.</param>
/// <param name="Registry">Where its images come from.</param>
/// <param name="Network">Where it runs.</param>
internal sealed record Platform(EdgeContext Edge, GeneralKey Key, ImageRegistry Registry, PrivateNetwork Network);
