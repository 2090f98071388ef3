using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>Networks in which an edge could not be deployed or would not work.</summary>
public sealed class BrokenNetworkTests(EmulatedAccount account) : Broken(account)
{
    private static int _blocks = 30;

    [Fact]
    public void The_vpc_is_not_there() => Finds(
        "failed",
        "vpc.vpcId",
        "there is no vpc-0f1924823027c00c7 in eu-central-1",
        text => text.With(Land.VpcId, "vpc-0f1924823027c00c7"));

    [Theory]
    [InlineData("EnableDnsHostnames", "enableDnsHostnames of")]
    public void Names_are_not_resolved_in_the_vpc(string attribute, string words)
    {
        JsonObject Attribute(bool value) => new() { ["VpcId"] = Land.VpcId, [attribute] = new JsonObject { ["Value"] = value } };
        Break("ec2", "modify_vpc_attribute", Attribute(false), "modify_vpc_attribute", Attribute(true));

        var found = Finds("failed", "vpc.vpcId", words);
        Assert.Contains("Enabling private DNS requires both", (string?)found["later"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_of_the_vpc_is_missing_in_the_file() => Finds(
        "failed",
        "vpc.cidrBlocks",
        "does not have 10.0.0.0/16",
        text => text.With("cidrBlocks: [10.0.0.0/16]", "cidrBlocks: [10.1.0.0/16]"));

    [Fact]
    public void Two_subnets_are_in_one_zone()
    {
        var twin = Land.Subnet("10.0.20.0/24", "a");
        Land.Associate(Land.RouteTableId, twin);

        Finds("failed", "vpc.privateSubnetIds", "are in one zone, eu-central-1a", WithSubnet(twin));
    }

    [Theory]
    [InlineData("failed", "[ecs, logs]", "has 11 free addresses; 12 are needed to deploy, and 14")]
    public void A_subnet_has_too_few_addresses(string outcome, string endpoints, string words)
    {
        var small = Land.Subnet(FreeBlock().With("/24", "/28"), "c");
        Land.Associate(Land.RouteTableId, small);

        string Edit(string text)
        {
            var file = WithSubnet(small)(text).With("  endpoints:", $"  additionalEndpoints: {endpoints}\n  endpoints:");
            return $"{file}observability: {{ enabled: true }}\n";
        }

        Finds(outcome, "vpc.privateSubnetIds", $"{small} {words}", Edit);
    }

    [Fact]
    public void A_subnet_has_no_way_out()
    {
        var found = Finds("failed", "vpc.privateSubnetIds", "has no default route", WithSubnet(Routed(null, "")));

        Assert.Contains("CannotPullContainerError", (string?)found["later"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_nat_gateway_is_gone()
    {
        var nat = Land.Nat(Land.PublicSubnetId);
        var subnet = Routed("NatGatewayId", nat);
        Api.Call("ec2", "delete_nat_gateway", "NatGatewayId", nat);

        Finds("failed", "vpc.privateSubnetIds", $"leads to {nat}, which is ", WithSubnet(subnet));
    }

    [Fact]
    public void A_route_table_is_listed_that_is_not_there() =>
        Finds(
            "failed",
            "vpc.privateRouteTableIds",
            "has no rtb-0aa11bb22cc33dd44",
            text => text.With(
                $"privateRouteTableIds: [{Land.RouteTableId}]",
                $"privateRouteTableIds: [{Land.RouteTableId}, rtb-0aa11bb22cc33dd44]"));

    [Theory]
    [InlineData(false, 32768, 60999, "does not allow responses to the ephemeral ports 32768-60999")]
    public void A_network_acl_is_in_the_way(bool egress, int from, int to, string words)
    {
        var ofTheVpc = new JsonObject { ["Name"] = "vpc-id", ["Values"] = new JsonArray(Land.VpcId) };
        var acls = Api.Call("ec2", "describe_network_acls", "Filters", new JsonArray(ofTheVpc))["NetworkAcls"]!;
        var acl = acls[0]!["NetworkAclId"]!.GetValue<string>();
        JsonObject Rule() => new() { ["NetworkAclId"] = acl, ["RuleNumber"] = 50, ["Egress"] = egress };
        var deny = Rule();
        deny["Protocol"] = "6";
        deny["RuleAction"] = "deny";
        deny["CidrBlock"] = "0.0.0.0/0";
        deny["PortRange"] = new JsonObject { ["From"] = from, ["To"] = to };
        Break("ec2", "create_network_acl_entry", deny, "delete_network_acl_entry", Rule());

        var findings = Find().Where(finding => (string?)finding["outcome"] == "failed").ToList();
        Assert.All(findings, finding => Assert.Contains(words, (string?)finding["what"], StringComparison.Ordinal));
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void A_firewall_of_dn_blocks_the_registry()
    {
        var rules = JsonNode.Parse("""[["ALLOW", ["ataccama.azurecr.io.", "*.data.azurecr.io."]], ["BLOCK", ["*."]]]""");
        Say(new() { ["firewalls"] = new JsonObject { [Land.VpcId] = rules } });

        var found = Finds("failed", "network", "blocks *.blob.core.windows.net, by rule rule-1");
        Assert.Contains("no such host", (string?)found["later"], StringComparison.Ordinal);
    }

    private Func<string, string> WithSubnet(string subnet) =>
        text => text.With($"{Land.PrivateSubnetIds[1]}]", $"{Land.PrivateSubnetIds[1]}, {subnet}]");

    // A third private subnet, with a route table of its own.
    private string Routed(string? kind, string target)
    {
        var subnet = Land.Subnet(FreeBlock(), "c");
        var table = Land.RouteTable(subnet);
        if (kind is not null)
            Land.Route(table, kind, target);
        return subnet;
    }

    private static string FreeBlock() => $"10.0.{Interlocked.Increment(ref _blocks)}.0/24";
}
