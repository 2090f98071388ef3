using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>A VPC as AWS describes it. Each part is asked for when it is needed.</summary>
/// <param name="aws">Whom to ask; should ask each thing once.</param>
/// <param name="region">Region of the VPC.</param>
/// <param name="vpcId">The VPC.</param>
internal sealed class VpcView(IAws aws, string region, string vpcId)
{
    public string Id => vpcId;

    /// <summary>The VPC itself; null when there is none of this id in account and region.</summary>
    public JsonNode? Vpc()
    {
        try
        {
            return Ask("describe-vpcs", "--vpc-ids", vpcId).Items("Vpcs").FirstOrDefault();
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Every IPv4 block that the VPC has.</summary>
    public IReadOnlyList<string> CidrBlocks() =>
    [
        .. Vpc().Items("CidrBlockAssociationSet").Where(block => block["CidrBlockState"].Text("State") is "associated" or "associating").Select(block => block.Text("CidrBlock")),
    ];

    /// <summary>Whether DNS works as <c>enableDnsSupport</c> or <c>enableDnsHostnames</c> says.</summary>
    public bool Attribute(string name) => Ask("describe-vpc-attribute", "--vpc-id", vpcId, "--attribute", name)[char.ToUpperInvariant(name[0]) + name[1..]].Flag("Value");

    /// <summary>A subnet; null when the VPC has none of this id.</summary>
    public JsonNode? Subnet(string id) => OfVpc("describe-subnets", "Subnets").FirstOrDefault(subnet => subnet.Text("SubnetId") == id);

    /// <summary>The table that routes a subnet: its own, or the main one. Null when there is neither.</summary>
    public JsonNode? RouteTableOf(string subnetId)
    {
        var tables = RouteTables();
        return tables.FirstOrDefault(table => table.Items("Associations").Any(association => association.Text("SubnetId") == subnetId))
            ?? tables.FirstOrDefault(table => table.Items("Associations").Any(association => association.Flag("Main")));
    }

    public IReadOnlyList<JsonNode> RouteTables() => OfVpc("describe-route-tables", "RouteTables");

    /// <summary>The network ACL of a subnet; null when AWS does not show one.</summary>
    public JsonNode? NetworkAclOf(string subnetId) =>
        OfVpc("describe-network-acls", "NetworkAcls").FirstOrDefault(acl => acl.Items("Associations").Any(association => association.Text("SubnetId") == subnetId));

    /// <summary>The endpoints that there are or will be.</summary>
    public IReadOnlyList<VpcEndpoint> Endpoints() =>
    [
        .. OfVpc("describe-vpc-endpoints", "VpcEndpoints").Select(endpoint => new VpcEndpoint(endpoint))
            .Where(endpoint => endpoint.State is not ("deleted" or "deleting" or "failed" or "rejected" or "expired")),
    ];

    /// <summary>
    /// The hosted zone that answers in this VPC for the name of a service, as where endpoints are in one VPC for all: in the way of an endpoint with
    /// private DNS, and as good as one. Null when there is none.
    /// </summary>
    public string? HostedZoneOf(string service)
    {
        var name = $"{service}.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}.";
        return aws.Ask(region, "route53", "list-hosted-zones-by-vpc", "--vpc-id", vpcId, "--vpc-region", region).Items("HostedZoneSummaries")
            .Where(zone => zone.Text("Name") == name && zone["Owner"].Text("OwningService").Length == 0).Select(zone => zone.Text("HostedZoneId")).FirstOrDefault();
    }

    /// <summary>What an EC2 operation answers.</summary>
    public JsonObject Ask(params string[] arguments) => aws.Ask(region, ["ec2", .. arguments]);

    private IReadOnlyList<JsonNode> OfVpc(string operation, string list) => [.. Ask(operation, "--filters", $"Name=vpc-id,Values={vpcId}").Items(list)];
}
