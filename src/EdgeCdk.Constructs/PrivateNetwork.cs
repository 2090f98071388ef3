namespace EdgeCdk;

/// <summary>Where the edge runs: the customer's VPC and one private subnet per availability zone.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Subnets">In an order that does not depend on the edge file, which may be rewritten.</param>
internal sealed record PrivateNetwork(string VpcId, IReadOnlyList<PrivateSubnet> Subnets)
{
    /// <summary>The security groups, when they exist. Default: null, the stack creates them and their rules.</summary>
    public SecurityGroups? ExistingGroups { get; init; }

    /// <summary>Ids of the subnets, for lists.</summary>
    public string[] SubnetIds { get; } = [.. Subnets.Select(subnet => subnet.When.IfTrue(subnet.Id))];

    /// <summary>Ids of the subnets in one text, with commas.</summary>
    public string JoinedSubnetIds { get; } = string.Concat(
        Subnets.Select((subnet, index) => subnet.When.IfElse(index == 0 ? subnet.Id : $",{subnet.Id}", "")));
}
