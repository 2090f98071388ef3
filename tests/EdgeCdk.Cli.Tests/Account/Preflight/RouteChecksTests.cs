using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The way out of the private subnets.</summary>
public sealed class RouteChecksTests
{
    private const string Default = """ "DestinationCidrBlock":"0.0.0.0/0" """;

    [Theory]
    [InlineData("""{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}""", "Failed", "has no default route")]
    [InlineData("{" + Default + ""","GatewayId":"igw-1"}""", "Failed", "is a public subnet")]
    [InlineData("{" + Default + ""","NatGatewayId":"nat-1","State":"blackhole"}""", "Failed", "is a blackhole: its target was deleted")]
    [InlineData("{" + Default + ""","TransitGatewayId":"tgw-1"}""", "Warning", "leads to tgw-1, and cannot be followed")]
    [InlineData("{" + Default + ""","NetworkInterfaceId":"eni-1"}""", "Warning", "leads to eni-1, and cannot be followed")]
    [InlineData("{" + Default + "}", "Warning", "leads to an unknown target")]
    [InlineData("{" + Default + ""","NatGatewayId":"nat-1"}""", "", "")]
    public void A_default_route_leads_to_a_nat_gateway(string route, string outcome, string words) => Targets.Has(
        RouteChecks.Find(Target(route, """{"State":"available","ConnectivityType":"public","VpcId":"vpc-other"}""")), outcome, words);

    [Theory]
    [InlineData("", "Warning", "belongs to the account that shares the VPC")]
    [InlineData("""{"State":"deleted"}""", "Failed", "which is deleted")]
    [InlineData("""{"State":"available","ConnectivityType":"private"}""", "Warning", "a private NAT gateway")]
    [InlineData(
        $$"""{"State":"available","VpcId":"{{Targets.VpcId}}","SubnetId":"subnet-of-nat"}""", "Unknown",
        "AWS does not show the routes of its subnet subnet-of-nat")]
    public void A_nat_gateway_reaches_the_internet(string gateway, string outcome, string words) =>
        Targets.Has(NatGatewayChecks.Find(Target("{" + Default + ""","NatGatewayId":"nat-1"}""", gateway), Targets.First, "nat-1"),
            outcome, words);

    [Theory]
    [InlineData("rtb-0aa11bb22cc33dd44", "", "")]
    [InlineData("rtb-1", "Warning", "does not have rtb-1, which private subnets use")]
    public void The_file_lists_the_route_tables_of_the_subnets(string table, string outcome, string words)
    {
        var aws = new FakeAws(
            ("ec2 describe-subnets", Targets.Subnets),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"rtb-0aa11bb22cc33dd44","Associations":[]},
                  {"RouteTableId":"{{table}}","Associations":[{"Main":true}]}]}
                """));

        Targets.Has(RouteTableChecks.Find(Targets.Of(aws)), outcome, words);
    }

    // Of the other subnet, nothing is known: one finding is enough to see.
    private static PreflightTarget Target(string route, string gateway) => Targets.Of(new FakeAws(
        ("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a"}]}"""),
        ("ec2 describe-nat-gateways", $$"""{"NatGateways":[{{gateway}}]}"""),
        ("ec2 describe-route-tables", $$"""
            {"RouteTables":[{"RouteTableId":"rtb-1","Routes":[{{route}}],"Associations":[{"SubnetId":"{{Targets.First}}"}]}]}
            """)));
}
