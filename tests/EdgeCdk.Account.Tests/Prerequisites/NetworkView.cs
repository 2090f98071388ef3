using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Prerequisites;

/// <summary>What the customer provides, as AWS shows it at one moment: all that has the vendor's tag.</summary>
internal sealed class NetworkView
{
    private readonly IAws _aws;

    public NetworkView(IAws aws)
    {
        _aws = aws;
        Vpcs = List("describe-vpcs", "Vpcs");
        Subnets = List("describe-subnets", "Subnets");
        RouteTables = List("describe-route-tables", "RouteTables");
        NatGateways = [.. List("describe-nat-gateways", "NatGateways").Where(gateway => (string)gateway["State"]! == "available")];
        Addresses = List("describe-addresses", "Addresses");
        FlowLogs = List("describe-flow-logs", "FlowLogs");
        InternetGateways = List("describe-internet-gateways", "InternetGateways");
        bool Has(string attribute)
        {
            var answer = aws.Ask(
                Places.Region, "ec2", "describe-vpc-attribute", "--vpc-id", (string)Vpcs[0]["VpcId"]!, "--attribute", attribute);
            return (bool)answer[$"E{attribute[1..]}"]!["Value"]!;
        }

        ResolvesNames = Vpcs.Count > 0 && ((string[])["enableDnsSupport", "enableDnsHostnames"]).All(Has);
        Buckets = [.. aws.Ask(Places.Region, "s3api", "list-buckets")["Buckets"]!.AsArray().Select(bucket => (string)bucket!["Name"]!)];
    }

    public IReadOnlyList<JsonNode> Vpcs { get; }

    public IReadOnlyList<JsonNode> Subnets { get; }

    public IReadOnlyList<JsonNode> RouteTables { get; }

    public IReadOnlyList<JsonNode> NatGateways { get; }

    public IReadOnlyList<JsonNode> Addresses { get; }

    public IReadOnlyList<JsonNode> FlowLogs { get; }

    public IReadOnlyList<JsonNode> InternetGateways { get; }

    /// <summary>Whether hosts in the VPC have names, and can ask for those of others.</summary>
    public bool ResolvesNames { get; }

    public IReadOnlyList<string> Buckets { get; }

    /// <summary>Everything but buckets.</summary>
    public IReadOnlyList<JsonNode> Things =>
        [.. Vpcs, .. Subnets, .. RouteTables, .. NatGateways, .. Addresses, .. FlowLogs, .. InternetGateways];

    /// <summary>For each private subnet, the zone of the NAT gateway that it goes out through.</summary>
    public IReadOnlyDictionary<string, string> Outwards => (
        from table in RouteTables
        from association in table["Associations"]!.AsArray()
        let subnet = Subnets.SingleOrDefault(subnet => (string)subnet["SubnetId"]! == (string?)association!["SubnetId"])
        let route = table["Routes"]!.AsArray().Single(item => (string?)item!["DestinationCidrBlock"] == "0.0.0.0/0")
        let gateway = (string?)route!["NatGatewayId"]
        where subnet is not null && gateway is not null
        select (Id: (string)subnet["SubnetId"]!, Zone: ZoneOf(gateway))).ToDictionary(pair => pair.Id, pair => pair.Zone);

    public string Zone(string subnetId) => (string)Subnets.Single(subnet => (string)subnet["SubnetId"]! == subnetId)["AvailabilityZone"]!;

    private string ZoneOf(string gateway) =>
        Zone((string)NatGateways.Single(item => (string)item["NatGatewayId"]! == gateway)["SubnetId"]!);

    // The emulated AWS does not filter everything by tags.
    private IReadOnlyList<JsonNode> List(string operation, string list) =>
    [
        .. from item in _aws.Ask(Places.Region, "ec2", operation)[list]!.AsArray()
           where item["Tags"]?.AsArray().Any(tag =>
               (string)tag!["Key"]! == "ataccama:edge:customer-provided" && (string)tag["Value"]! == "true") is true
           select item,
    ];
}
