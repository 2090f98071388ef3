using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk.Prerequisites;

/// <summary>Inputs of <see cref="CustomerNetwork"/>.</summary>
internal sealed record CustomerNetworkProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>IPv4 block of the VPC, /16 to /21: it is cut into blocks of /24, one for each subnet.</summary>
    public required string Cidr { get; init; }

    /// <summary>When there are three zones rather than two.</summary>
    public required CfnCondition ThreeZones { get; init; }

    /// <summary>When the zones are named rather than the first that AWS lists.</summary>
    public required CfnCondition NamedZones { get; init; }

    /// <summary>Their three names; the third counts when there are three zones.</summary>
    public required IReadOnlyList<string> ZoneNames { get; init; }

    /// <summary>When there is any NAT gateway, and with it a way to the internet.</summary>
    public required CfnCondition Nat { get; init; }

    /// <summary>When each zone has a NAT gateway of its own.</summary>
    public required CfnCondition NatPerZone { get; init; }
}

/// <summary>
/// A VPC with public and private subnets in two or three zones. Private ones reach the internet through NAT, if at all, and nobody
/// reaches them.
/// </summary>
internal sealed class CustomerNetwork : Construct
{
    // A block that the vendor recommends for each subnet: /24.
    private const string BitsOfSubnet = "8";

    public CustomerNetwork(Construct scope, string id, CustomerNetworkProps props)
        : base(scope, id)
    {
        var name = new CfnTag { Key = "Name", Value = props.Edge.Name };
        var vpc = new CfnVPC(
            this, "Vpc", new CfnVPCProps { CidrBlock = props.Cidr, EnableDnsSupport = true, EnableDnsHostnames = true, Tags = [name] });
        (VpcId, Cidr, DefaultSecurityGroupId) = (vpc.Ref, vpc.AttrCidrBlock, vpc.AttrDefaultSecurityGroup);

        var gateway = new CfnInternetGateway(this, "InternetGateway", new CfnInternetGatewayProps { Tags = [name] });
        var attachment = new CfnVPCGatewayAttachment(
            this, "InternetGatewayAttachment", new CfnVPCGatewayAttachmentProps { VpcId = VpcId, InternetGatewayId = gateway.Ref });
        var routes = new CfnRouteTable(
            this,
            "PublicRouteTable",
            new CfnRouteTableProps { VpcId = VpcId, Tags = [new CfnTag { Key = "Name", Value = $"{props.Edge.Name}-public" }] });
        var internet = new CfnRoute(
            this,
            "InternetRoute",
            new CfnRouteProps { RouteTableId = routes.Ref, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway.Ref });
        internet.AddDependency(attachment);
        gateway.CfnOptions.Condition = attachment.CfnOptions.Condition = internet.CfnOptions.Condition = props.Nat;

        var thirdNat = new CfnCondition(
            this, "ThirdNatGateway", new CfnConditionProps { Expression = Fn.ConditionAnd(props.ThreeZones, props.NatPerZone) });
        var thirdRoute = new CfnCondition(
            this, "ThirdRoute", new CfnConditionProps { Expression = Fn.ConditionAnd(props.ThreeZones, props.Nat) });
        NetworkZoneProps Zone(int index) => new()
        {
            Name = $"{props.Edge.Name}-{index + 1}",
            VpcId = VpcId,
            AvailabilityZone = Fn.ConditionIf(props.NamedZones.LogicalId, props.ZoneNames[index], Fn.Select(index, Fn.GetAzs())).ToString(),
            PublicCidr = Block(index),
            PrivateCidr = Block(index + 3),
            PublicRouteTableId = routes.Ref,
            Internet = attachment,
        };
        var first = new NetworkZone(this, "FirstZone", Zone(0) with { HasRoute = props.Nat });
        var second = new NetworkZone(
            this, "SecondZone", Zone(1) with { HasRoute = props.Nat, NatGateway = (props.NatPerZone, first.NatGatewayId) });
        var third = new NetworkZone(
            this, "ThirdZone", Zone(2) with
            {
                Exists = props.ThreeZones,
                HasRoute = thirdRoute,
                NatGateway = (thirdNat, first.NatGatewayId),
            });
        Zones = [first, second, third];
    }

    public string VpcId { get; }

    /// <summary>The block as AWS has it: without bits behind its prefix.</summary>
    public string Cidr { get; }

    /// <summary>The group that AWS creates with the VPC. Nothing uses it, and CloudFormation cannot remove its rules.</summary>
    public string DefaultSecurityGroupId { get; }

    /// <summary>The three zones; the third exists under a condition.</summary>
    public IReadOnlyList<NetworkZone> Zones { get; }

    private string Block(int index) => Fn.Select(index, Fn.Cidr(Cidr, 6, BitsOfSubnet));
}
