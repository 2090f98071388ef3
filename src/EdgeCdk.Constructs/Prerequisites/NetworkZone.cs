using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk.Prerequisites;

/// <summary>Inputs of <see cref="NetworkZone"/>.</summary>
internal sealed record NetworkZoneProps
{
    /// <summary>What the names of its parts begin with.</summary>
    public required string Name { get; init; }

    public required string VpcId { get; init; }

    public required string AvailabilityZone { get; init; }

    public required string PublicCidr { get; init; }

    public required string PrivateCidr { get; init; }

    public required string PublicRouteTableId { get; init; }

    /// <summary>The internet gateway, attached: a public address needs it.</summary>
    public required IDependable Internet { get; init; }

    /// <summary>When there is such a zone. Default: always.</summary>
    public CfnCondition? Exists { get; init; }

    /// <summary>When it has a NAT gateway of its own, and whose it uses otherwise. Default: it always has.</summary>
    public (CfnCondition HasOwn, string Otherwise)? NatGateway { get; init; }

    /// <summary>When the private subnet has a route to a NAT gateway.</summary>
    public CfnCondition? HasRoute { get; init; }
}

/// <summary>One availability zone of the VPC: a public subnet with a NAT gateway, and a private one that goes out through it.</summary>
internal sealed class NetworkZone : Construct
{
    public NetworkZone(Construct scope, string id, NetworkZoneProps props)
        : base(scope, id)
    {
        var publicSubnet = CreateSubnet("PublicSubnet", props, props.PublicCidr, "public");
        Associate("PublicRoutes", publicSubnet, props.PublicRouteTableId, props.Exists);

        var address = new CfnEIP(this, "Address", new CfnEIPProps { Domain = "vpc", Tags = [Named(props, "nat")] });
        address.Node.AddDependency(props.Internet);
        var natGateway = new CfnNatGateway(
            this,
            "NatGateway",
            new CfnNatGatewayProps { SubnetId = publicSubnet, AllocationId = address.AttrAllocationId, Tags = [Named(props, "nat")] });
        address.CfnOptions.Condition = natGateway.CfnOptions.Condition = props.NatGateway?.HasOwn ?? props.HasRoute;
        NatGatewayId = natGateway.Ref;

        PrivateSubnetId = CreateSubnet("PrivateSubnet", props, props.PrivateCidr, "private");
        var routes = new CfnRouteTable(
            this, "RouteTable", new CfnRouteTableProps { VpcId = props.VpcId, Tags = [Named(props, "private")] });
        var outwards = new CfnRoute(this, "OutwardRoute", new CfnRouteProps
        {
            RouteTableId = routes.Ref,
            DestinationCidrBlock = "0.0.0.0/0",
            NatGatewayId = props.NatGateway is { } nat ? Fn.ConditionIf(nat.HasOwn.LogicalId, NatGatewayId, nat.Otherwise)
                .ToString() : NatGatewayId,
        });
        (routes.CfnOptions.Condition, outwards.CfnOptions.Condition) = (props.Exists, props.HasRoute);
        Associate("PrivateRoutes", PrivateSubnetId, routes.Ref, props.Exists);
        (PublicSubnetId, PrivateRouteTableId) = (publicSubnet, routes.Ref);
    }

    public string PublicSubnetId { get; }

    public string PrivateSubnetId { get; }

    public string PrivateRouteTableId { get; }

    public string NatGatewayId { get; }

    private static CfnTag Named(NetworkZoneProps props, string part) => new() { Key = "Name", Value = $"{props.Name}-{part}" };

    private string CreateSubnet(string id, NetworkZoneProps props, string cidr, string part)
    {
        var subnet = new CfnSubnet(this, id, new CfnSubnetProps
        {
            VpcId = props.VpcId,
            AvailabilityZone = props.AvailabilityZone,
            CidrBlock = cidr,
            Tags = [Named(props, part)],
        });
        subnet.CfnOptions.Condition = props.Exists;
        return subnet.Ref;
    }

    private void Associate(string id, string subnetId, string routeTableId, CfnCondition? exists) =>
        new CfnSubnetRouteTableAssociation(
            this, id, new CfnSubnetRouteTableAssociationProps { SubnetId = subnetId, RouteTableId = routeTableId })
            .CfnOptions.Condition = exists;
}
