namespace EdgeCdk.Constructs;

/// <summary>Where the edge runs: the customer's VPC and one private subnet per availability zone.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="SubnetIds">In an order that does not depend on the edge file, which may be rewritten.</param>
public sealed record PrivateNetwork(string VpcId, IReadOnlyList<string> SubnetIds);
