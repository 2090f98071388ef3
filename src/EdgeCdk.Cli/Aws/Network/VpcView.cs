using System.Text.Json.Nodes;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>A VPC as AWS describes it. Each part is asked for when it is needed.</summary>
/// <param name="aws">The account in the region of the VPC; should make each call once.</param>
/// <param name="vpcId">The VPC.</param>
internal sealed class VpcView(RegionalAws aws, string vpcId)
{
    public string Id => vpcId;

    /// <summary>The VPC itself; null when there is none with this id in account and region.</summary>
    public JsonNode? Vpc() => aws.Find("ec2", "describe-vpcs", "--vpc-ids", vpcId).Items("Vpcs").FirstOrDefault();

    /// <summary>Every IPv4 block of the VPC, the first one first.</summary>
    public IReadOnlyList<string> CidrBlocks() => CidrBlocksOf(Vpc());

    /// <summary>Whether AWS shows all blocks of the VPC, and whether it has them.</summary>
    public bool ShowsCidrBlocks => Vpc()?["CidrBlockAssociationSet"] is JsonArray && Vpc().Items("CidrBlockAssociationSet").All(block =>
        block.Text("CidrBlock").Length > 0 && block["CidrBlockState"].Text("State").Length > 0);

    /// <summary>Whether AWS shows who owns the VPC.</summary>
    public bool ShowsOwner => Owner() is { Length: > 0 };

    /// <summary>The account that owns the VPC and shares its subnets with an account; null when it is the account's own, or AWS does not
    /// show its owner.</summary>
    public string? OwnerOtherThan(string account) => Owner() is { Length: > 0 } owner && owner != account ? owner : null;
    /// <summary>Whether <c>enableDnsSupport</c> or <c>enableDnsHostnames</c> is true; null when AWS does not show it.</summary>
    public bool? Attribute(string name)
    {
        var found = Ask("describe-vpc-attribute", "--vpc-id", vpcId, "--attribute", name)[char.ToUpperInvariant(name[0]) + name[1..]];
        return found?["Value"] is null ? null : found.Flag("Value");
    }

    /// <summary>A subnet; null when the VPC has none with this id.</summary>
    public JsonNode? Subnet(string id) =>
        OfVpc("describe-subnets", "Subnets").FirstOrDefault(subnet => subnet.Text("SubnetId") == id);

    /// <summary>Those of some subnets that the VPC has.</summary>
    public IReadOnlyList<JsonNode> Subnets(IEnumerable<string> ids) => [.. ids.Distinct().Select(Subnet).OfType<JsonNode>()];

    /// <summary>The route table of a subnet: its own, or the main one. Null when there is neither, or AWS does not show it.</summary>
    public JsonNode? RouteTableOf(string subnetId)
    {
        var tables = RouteTables();
        var own = tables.FirstOrDefault(table => Associations(table).Any(association => association.Text("SubnetId") == subnetId));
        // Where AWS does not show all associations, one of them may be with this subnet.
        return own is null && tables.All(ShowsAssociations)
            ? tables.FirstOrDefault(table => Associations(table).Any(association => association.Flag("Main")))
            : own;
    }

    /// <summary>Ids of the route tables of some subnets.</summary>
    public IReadOnlyList<string> RouteTablesOf(IEnumerable<string> subnetIds) =>
        [.. subnetIds.Select(RouteTableOf).OfType<JsonNode>().Select(table => table.Text("RouteTableId")).Distinct()];

    public IReadOnlyList<JsonNode> RouteTables() => OfVpc("describe-route-tables", "RouteTables");

    /// <summary>The network ACL of a subnet; null when AWS does not show one.</summary>
    public JsonNode? NetworkAclOf(string subnetId) => OfVpc("describe-network-acls", "NetworkAcls")
        .FirstOrDefault(acl => Associations(acl).Any(association => association.Text("SubnetId") == subnetId));

    /// <summary>The endpoints that exist or are being created.</summary>
    public IReadOnlyList<VpcEndpoint> Endpoints() =>
    [
        .. OfVpc("describe-vpc-endpoints", "VpcEndpoints").Select(endpoint => new VpcEndpoint(endpoint))
            .Where(endpoint => endpoint.State is not ("deleted" or "deleting" or "failed" or "rejected" or "expired")),
    ];

    /// <summary>
    /// The hosted zone that answers in this VPC for the name of a service, as where one VPC has the endpoints for all others: an endpoint
    /// with private DNS conflicts with it, and it serves as well as one. Null when there is none.
    /// </summary>
    public string? HostedZoneOf(string service)
    {
        var name = $"{service}.{aws.Region}.{Partitions.DnsSuffix(Partitions.Of(aws.Region))}.";
        return aws.List("HostedZoneSummaries", "route53", "list-hosted-zones-by-vpc", "--vpc-id", vpcId, "--vpc-region", aws.Region)
            .Where(zone => zone.Text("Name") == name && zone["Owner"].Text("OwningService").Length == 0)
            .Select(zone => zone.Text("HostedZoneId"))
            .FirstOrDefault();
    }

    /// <summary>Id of the prefix list with the addresses of Amazon S3 in the region; null when AWS shows none.</summary>
    public string? S3PrefixListId() =>
        Ask("describe-managed-prefix-lists", "--filters", $"Name=prefix-list-name,Values=com.amazonaws.{aws.Region}.s3")
            .Items("PrefixLists").Select(list => list.Text("PrefixListId")).FirstOrDefault(id => id.Length > 0);

    /// <summary>The zone of a subnet: its name, or its id when AWS does not show the name; empty when it shows neither.</summary>
    public static string ZoneOf(JsonNode? subnet) =>
        subnet.Text("AvailabilityZone") is { Length: > 0 } zone ? zone : subnet.Text("AvailabilityZoneId");

    /// <summary>Calls an operation of EC2.</summary>
    public JsonObject Ask(params string[] arguments) => aws.Ask(["ec2", .. arguments]);

    private IReadOnlyList<JsonNode> OfVpc(string operation, string list) =>
        [.. Ask(operation, "--filters", $"Name=vpc-id,Values={vpcId}").Items(list)];

    private static bool ShowsAssociations(JsonNode table) => table["Associations"] is not null && Associations(table).All(association =>
        association.Flag("Main") || association.Text("SubnetId").Length > 0 || association.Text("GatewayId").Length > 0);

    // Its subnets have the same owner.
    private string? Owner() => Vpc().Text("OwnerId") is { Length: > 0 } owner
        ? owner
        : OfVpc("describe-subnets", "Subnets").Select(subnet => subnet.Text("OwnerId")).FirstOrDefault(other => other.Length > 0);

    private static IEnumerable<JsonNode> Associations(JsonNode resource) => resource.Items("Associations");

    private static IReadOnlyList<string> CidrBlocksOf(JsonNode? vpc) =>
    [
        .. vpc.Items("CidrBlockAssociationSet")
            .Where(block => block["CidrBlockState"].Text("State") is "" or "associated" or "associating")
            .Select(block => block.Text("CidrBlock")).Prepend(vpc.Text("CidrBlock")).Where(block => block.Length > 0).Distinct(),
    ];
}
