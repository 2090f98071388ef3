namespace EdgeCdk.Resources;

/// <summary>A place that workloads may open connections to.</summary>
/// <param name="Peer">A block, or the id of a security group.</param>
/// <param name="FromPort">First port: a number, or a token.</param>
/// <param name="ToPort">Last port: a number, or a token.</param>
internal sealed record EgressTarget(string Peer, object FromPort, object ToPort);
