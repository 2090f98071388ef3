namespace EdgeCdk.Config.Network;

/// <summary>A connection, and where it ends.</summary>
/// <param name="Flow">The connection.</param>
/// <param name="Destination">A block, a group, or a destination in words of the documents.</param>
/// <param name="Ports">Its ports, in words.</param>
/// <param name="End">Where it ends, in words. Null: nowhere.</param>
internal sealed record ReachedFlow(Flow Flow, string Destination, string Ports, string? End);
