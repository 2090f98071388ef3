using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Tests.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>What EC2 shows of a network to the account of the edge.</summary>
internal sealed class NetworkAws : IAws
{
    public const string Table = "rtb-0aa11bb22cc33dd44";
    public const string Region = "eu-central-1";
    private const string OfNat = "subnet-0000000000000000a";

    private readonly Network _network;
    private readonly Dictionary<string, JsonObject> _answers;
    private readonly Ec2Shapes _shapes;

    public NetworkAws(Network network, Random random, double omitted)
    {
        (_network, _shapes) = (network, new(random, omitted));
        _answers = new()
        {
            ["ec2 describe-vpcs"] = List("Vpcs", Vpc()),
            ["ec2 describe-subnets"] = List("Subnets", [Private(0), Private(1), Subnet(OfNat, "10.0.9.0/24", "eu-central-1a", [])]),
            ["ec2 describe-route-tables"] = List("RouteTables", [.. Tables()]),
            ["ec2 describe-nat-gateways"] = List("NatGateways", network.IsShared ? [] : [Nat()]),
            ["ec2 describe-network-acls"] = List("NetworkAcls", NetworkAcl()),
            ["ec2 describe-vpc-endpoints"] = List("VpcEndpoints", network.IsShared ? [] : [.. VpcEndpoints()]),
            ["ec2 describe-security-groups"] = List("SecurityGroups", SecurityGroup()),
            ["ec2 describe-availability-zones"] = List("AvailabilityZones", [Zone(0), Zone(1)]),
            ["ec2 describe-dhcp-options"] = List("DhcpOptions", DhcpOptions()),
        };
    }

    private string Owner => _network.IsShared ? "999988887777" : FakeAccount.Account;

    private bool IsInSecondBlock => _network.SecondBlock is SecondBlock.OfASubnet;

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var operation = $"{arguments[0]} {arguments[1]}";
        return operation switch
        {
            "sts get-caller-identity" => new() { ["Account"] = FakeAccount.Account },
            "ec2 describe-vpc-attribute" => new()
            {
                [char.ToUpperInvariant(arguments[5][0]) + arguments[5][1..]] = new JsonObject { ["Value"] = !_network.DnsIsOff },
            },
            "cloudformation describe-stacks" or "iam get-role" => throw new AwsException("NoSuchEntity", "not found for a test"),
            _ => _answers.TryGetValue(operation, out var answer) ? answer.DeepClone().AsObject() : [],
        };
    }

    private static JsonObject List(string name, params JsonObject[] items) => new() { [name] = new JsonArray([.. items]) };

    public static string ZoneOf(Network network, int index) => network.Subnets[index] switch
    {
        SubnetKind.LocalZone => $"eu-central-1-ham-{index + 1}a",
        SubnetKind.WavelengthZone => $"eu-central-1-wl{index + 1}-ber-wlz-1",
        _ => network.IsOneZone || index == 0 ? "eu-central-1a" : "eu-central-1b",
    };

    private JsonObject Vpc() => _shapes.Of("Vpc", new()
    {
        ["VpcId"] = Targets.VpcId,
        ["OwnerId"] = Owner,
        ["State"] = "available",
        ["CidrBlock"] = "10.0.0.0/16",
        ["CidrBlockAssociationSet"] = new JsonArray(
        [
            Block("10.0.0.0/16", "associated"),
            .. _network.SecondBlock is SecondBlock.None ? []
                : new[] { Block("100.64.0.0/16", _network.SecondBlock is SecondBlock.Disassociated ? "disassociated" : "associated") },
        ]),
        ["DhcpOptionsId"] = _network.DnsServers == 2 ? "default" : "dopt-1",
    });

    private JsonObject Block(string block, string state) => _shapes.Of("VpcCidrBlockAssociation", new()
    {
        ["CidrBlock"] = block,
        ["CidrBlockState"] = _shapes.Of("VpcCidrBlockState", new() { ["State"] = state }),
    });

    private JsonObject Private(int index)
    {
        var kind = _network.Subnets[index];
        return Subnet(
            index == 0 ? Targets.First : Targets.Second,
            kind is SubnetKind.Ipv6Only ? null : index == 1 && IsInSecondBlock ? "100.64.1.0/24" : $"10.0.{index}.0/24",
            ZoneOf(_network, index),
            new()
            {
                ["Ipv6Native"] = kind is SubnetKind.Ipv6Only,
                ["AvailableIpAddressCount"] = kind is SubnetKind.Full ? 3 : kind is SubnetKind.Ipv6Only ? 0 : 200,
                ["OutpostArn"] = kind is SubnetKind.Outpost ? "arn:aws:outposts:eu-central-1:999988887777:outpost/op-1" : null,
            });
    }

    private JsonObject Subnet(string id, string? block, string zone, JsonObject more)
    {
        var known = new JsonObject
        {
            ["SubnetId"] = id,
            ["VpcId"] = Targets.VpcId,
            ["OwnerId"] = Owner,
            ["State"] = "available",
            ["CidrBlock"] = block,
            ["Ipv6Native"] = false,
            ["OutpostArn"] = null,
            ["AvailabilityZone"] = zone,
            ["AvailabilityZoneId"] = zone == "eu-central-1a" ? "euc1-az2" : "euc1-az3",
            ["BlockPublicAccessStates"] = new JsonObject
            {
                ["InternetGatewayBlockMode"] = id == OfNat && _network.IsBlockedPublicly ? "block-bidirectional" : "block-ingress",
            },
        };
        foreach (var (name, value) in more.ToList())
            known[name] = value?.DeepClone();
        return _shapes.Of("Subnet", known);
    }

    private IEnumerable<JsonObject> Tables()
    {
        string[] subnets = [Targets.First, Targets.Second];
        yield return RouteTable(Table, [.. Ways()], [.. _network.HasOwnTable ? subnets.Select(Associated) : [Main()]]);
        yield return RouteTable(
            "rtb-nat",
            _network.Way switch
            {
                Way.NatWithoutInternet => [],
                Way.NatBehindFirewall => [Route("0.0.0.0/0", "GatewayId", "vpce-0firewall")],
                _ => [Route("0.0.0.0/0", "GatewayId", "igw-1")],
            },
            [Associated(OfNat)]);
        if (_network.HasOwnTable)
            yield return RouteTable("rtb-main", [], [Main()]);
    }

    private IEnumerable<JsonObject> Ways() => _network.Way switch
    {
        Way.None => [],
        Way.Internet => [Route("0.0.0.0/0", "GatewayId", "igw-1")],
        Way.Blackhole => [Route("0.0.0.0/0", "NatGatewayId", "nat-1", "blackhole")],
        Way.Filtered => [Route("0.0.0.0/0", "TransitGatewayId", "tgw-1", "filtered")],
        Way.TransitGateway => [Route("0.0.0.0/0", "TransitGatewayId", "tgw-1")],
        Way.CoreNetwork => [Route("0.0.0.0/0", "CoreNetworkArn", "arn:aws:networkmanager::123456789012:core-network/1")],
        Way.FirewallEndpoint => [Route("0.0.0.0/0", "GatewayId", "vpce-0firewall")],
        Way.Peering => [Route("0.0.0.0/0", "VpcPeeringConnectionId", "pcx-1")],
        Way.Appliance => [Route("0.0.0.0/0", "NetworkInterfaceId", "eni-1")],
        Way.VirtualPrivateGateway => [Route("0.0.0.0/0", "GatewayId", "vgw-1")],
        Way.TwoHalves => [Route("0.0.0.0/1", "TransitGatewayId", "tgw-1"), Route("128.0.0.0/1", "TransitGatewayId", "tgw-1")],
        Way.PrefixList => [Route(null, "TransitGatewayId", "tgw-1", list: "pl-0everywhere")],
        _ => [Route("0.0.0.0/0", "NatGatewayId", "nat-1")],
    };

    private JsonObject RouteTable(string id, JsonObject[] routes, JsonObject[] associations) => _shapes.Of("RouteTable", new()
    {
        ["RouteTableId"] = id,
        ["VpcId"] = Targets.VpcId,
        ["OwnerId"] = Owner,
        ["Routes"] = new JsonArray(
        [
            Route("10.0.0.0/16", "GatewayId", "local"),
            Route(null, "GatewayId", "vpce-0s3", list: "pl-0aws"),
            Ipv6Route(),
            .. routes,
        ]),
        ["Associations"] = new JsonArray([.. associations]),
    });

    private JsonObject Route(string? block, string name, string target, string state = "active", string? list = null) => _shapes.Of(
        "Route", Targeted(new() { ["DestinationCidrBlock"] = block, ["DestinationPrefixListId"] = list, ["State"] = state }, name, target));

    private JsonObject Ipv6Route()
    {
        var known = Targeted(new() { ["DestinationCidrBlock"] = null, ["State"] = "active" }, "EgressOnlyInternetGatewayId", "eigw-1");
        known["DestinationIpv6CidrBlock"] = "::/0";
        return _shapes.Of("Route", known);
    }

    private static JsonObject Targeted(JsonObject known, string name, string target)
    {
        string[] targets =
        [
            "CarrierGatewayId", "CoreNetworkArn", "EgressOnlyInternetGatewayId", "GatewayId", "InstanceId", "LocalGatewayId",
            "NatGatewayId", "NetworkInterfaceId", "OdbNetworkArn", "TransitGatewayId", "VpcPeeringConnectionId",
        ];
        foreach (var other in targets)
            known[other] = null;
        known["DestinationIpv6CidrBlock"] = null;
        known["DestinationPrefixListId"] ??= null;
        known[name] = target;
        return known;
    }

    private JsonObject Associated(string subnet) => _shapes.Of("RouteTableAssociation", new()
    {
        ["Main"] = false,
        ["SubnetId"] = subnet,
        ["GatewayId"] = null,
    });

    private JsonObject Main() => _shapes.Of("RouteTableAssociation", new()
    {
        ["Main"] = true,
        ["SubnetId"] = null,
        ["GatewayId"] = null,
    });

    private JsonObject Nat() => _shapes.Of("NatGateway", new()
    {
        ["NatGatewayId"] = "nat-1",
        ["VpcId"] = _network.Way is Way.NatOfAnotherVpc ? "vpc-another" : Targets.VpcId,
        ["SubnetId"] = _network.Way is Way.RegionalNat ? null : OfNat,
        ["State"] = _network.Way switch
        {
            Way.DeletedNat => "deleted",
            Way.PendingNat => "pending",
            Way.NatOfNewState => "migrating",
            _ => "available",
        },
        ["ConnectivityType"] = _network.Way is Way.PrivateNat ? "private" : "public",
        ["AvailabilityMode"] = _network.Way is Way.RegionalNat ? "regional" : "zonal",
    });

    private JsonObject NetworkAcl() => _shapes.Of("NetworkAcl", new()
    {
        ["NetworkAclId"] = "acl-1",
        ["VpcId"] = Targets.VpcId,
        ["Associations"] = new JsonArray(new[] { Targets.First, Targets.Second }.Select(subnet =>
            (JsonNode)_shapes.Of("NetworkAclAssociation", new() { ["SubnetId"] = subnet, ["NetworkAclId"] = "acl-1" })).ToArray()),
        ["Entries"] = new JsonArray([.. new[] { true, false }.SelectMany(Entries)]),
    });

    private IEnumerable<JsonObject> Entries(bool isEgress) =>
    [
        .. _network.Acl switch
        {
            Acl.DeniesAll => [],
            Acl.TwoHalves => [Entry(100, isEgress, "allow", "0.0.0.0/1"), Entry(110, isEgress, "allow", "128.0.0.0/1")],
            Acl.DeniesAPrivateNetwork =>
                [Entry(50, isEgress, "deny", "10.99.0.0/16"), Entry(100, isEgress, "allow", "0.0.0.0/0")],
            Acl.PortByPort =>
            [
                Entry(100, isEgress, "allow", "0.0.0.0/0", 443, 443), Entry(110, isEgress, "allow", "0.0.0.0/0", 1024, 65535),
                Entry(120, isEgress, "deny", "0.0.0.0/0", 22, 22),
            ],
            _ => new[] { Entry(100, isEgress, "allow", "0.0.0.0/0") },
        },
        Entry(32767, isEgress, "deny", "0.0.0.0/0"),
        Entry(32768, isEgress, "deny", null),
    ];

    private JsonObject Entry(int number, bool isEgress, string action, string? block, int from = 0, int to = 0) =>
        _shapes.Of("NetworkAclEntry", new()
        {
            ["RuleNumber"] = number,
            ["Egress"] = isEgress,
            ["RuleAction"] = action,
            ["Protocol"] = to == 0 ? "-1" : "6",
            ["CidrBlock"] = block,
            ["Ipv6CidrBlock"] = block is null ? "::/0" : null,
            ["PortRange"] = to == 0 ? null : new JsonObject { ["From"] = from, ["To"] = to },
        });

    private IEnumerable<JsonObject> VpcEndpoints()
    {
        yield return Endpoint("vpce-0firewall", "GatewayLoadBalancer", "com.amazonaws.vpce.eu-central-1.vpce-svc-1", "available");
        yield return Endpoint("vpce-0resource", "Resource", null, "available");
        yield return Endpoint("vpce-0network", "ServiceNetwork", null, "available");
        yield return Endpoint("vpce-0abroad", "Interface", "com.amazonaws.us-east-1.kms", "available");
        yield return Endpoint("vpce-0dynamo", "Gateway", "com.amazonaws.eu-central-1.dynamodb", "available");
        if (_network.Endpoints is Endpoints.None)
            yield break;
        yield return Endpoint("vpce-0s3", "Gateway", "com.amazonaws.eu-central-1.s3", _network.EndpointState);
        foreach (var service in (string[])["kms", "secretsmanager", "sqs"])
            yield return Endpoint($"vpce-0{service}", "Interface", $"com.amazonaws.eu-central-1.{service}", _network.EndpointState);
    }

    private JsonObject Endpoint(string id, string type, string? service, string state) => _shapes.Of("VpcEndpoint", new()
    {
        ["VpcEndpointId"] = id,
        ["VpcEndpointType"] = type,
        ["VpcId"] = Targets.VpcId,
        ["OwnerId"] = Owner,
        ["ServiceName"] = service,
        ["State"] = state,
        ["PolicyDocument"] = null,
        ["PrivateDnsEnabled"] = type == "Interface",
        ["RouteTableIds"] = new JsonArray([.. type == "Gateway" ? new[] { (JsonNode)Table } : []]),
        ["SubnetIds"] = new JsonArray([.. type == "Gateway" ? [] : new JsonNode[] { Targets.First, Targets.Second }]),
        ["Groups"] = new JsonArray([.. type != "Interface" ? []
            : new[] { _shapes.Of("SecurityGroupIdentifier", new() { ["GroupId"] = "sg-1" }) }]),
        ["Tags"] = new JsonArray([.. _network.Endpoints is not Endpoints.Own ? []
            : new[] { new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = "demo" } }]),
    });

    private JsonObject SecurityGroup() => _shapes.Of("SecurityGroup", new()
    {
        ["GroupId"] = "sg-1",
        ["IpPermissions"] = new JsonArray([.. _network.Groups switch
        {
            Groups.TwoHalves => [Rule("0.0.0.0/1"), Rule("128.0.0.0/1")],
            Groups.PrefixList => [Rule(null)],
            Groups.DenySome => [Rule("10.0.0.0/25")],
            _ => new[] { Rule("0.0.0.0/0") },
        }]),
    });

    private JsonObject Rule(string? block) => _shapes.Of("IpPermission", new()
    {
        ["IpProtocol"] = "tcp",
        ["FromPort"] = 443,
        ["ToPort"] = 443,
        ["IpRanges"] = new JsonArray([.. block is null ? [] : new[] { _shapes.Of("IpRange", new() { ["CidrIp"] = block }) }]),
        ["Ipv6Ranges"] = new JsonArray(),
        ["UserIdGroupPairs"] = new JsonArray(),
        ["PrefixListIds"] = new JsonArray([.. block is not null ? [] : new[] { new JsonObject { ["PrefixListId"] = "pl-1" } }]),
    });

    private JsonObject Zone(int index) => _shapes.Of("AvailabilityZone", new()
    {
        ["ZoneName"] = ZoneOf(_network, index),
        ["ZoneType"] = _network.Subnets[index] switch
        {
            SubnetKind.LocalZone => "local-zone",
            SubnetKind.WavelengthZone => "wavelength-zone",
            SubnetKind.OfNewZoneType => "orbit-zone",
            _ => "availability-zone",
        },
    });

    private JsonObject DhcpOptions() => _shapes.Of("DhcpOptions", new()
    {
        ["DhcpOptionsId"] = "dopt-1",
        ["DhcpConfigurations"] = new JsonArray(_shapes.Of("DhcpConfiguration", new()
        {
            ["Key"] = "domain-name-servers",
            ["Values"] = new JsonArray(_shapes.Of("AttributeValue", new()
            {
                ["Value"] = _network.DnsServers == 0 ? "AmazonProvidedDNS" : "10.1.2.3",
            })),
        })),
    });
}
