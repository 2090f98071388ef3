using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

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
    [InlineData("{" + Default + ""","TransitGatewayId":"tgw-1","State":"filtered"}""", "Warning", "is filtered: tgw-1")]
    [InlineData(
        """
        {"DestinationCidrBlock":"0.0.0.0/1","TransitGatewayId":"tgw-1"},{"DestinationCidrBlock":"128.0.0.0/1","TransitGatewayId":"tgw-1"}
        """,
        "Warning", "has no default route, but others, to tgw-1, and cannot be followed")]
    [InlineData(
        "{" + Default + ""","NatGatewayId":"nat-1","State":"blackhole"}"""
            + """,{"DestinationCidrBlock":"10.0.0.0/8","TransitGatewayId":"tgw-1"}""",
        "Warning", "has no default route, but others, to tgw-1")]
    [InlineData("{}", "Unknown", "AWS does not show all routes of rtb-1")]
    public void A_default_route_leads_to_a_nat_gateway(string route, string outcome, string words) => Targets.Has(
        RouteChecks.Find(Target(route, """{"State":"available","ConnectivityType":"public","VpcId":"vpc-other"}""")), outcome, words);

    [Theory]
    [InlineData("", "Failed", RouteChecks.Pull)]
    [InlineData(
        "registry: { prefix: 123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/, credentials: none }", "Warning",
        "without an endpoint for every service")]
    public void With_a_mirror_in_ECR_endpoints_may_replace_the_way_out(string registry, string outcome, string later)
    {
        var finding = Assert.Single(RouteChecks.Find(Targets.Of(
            Aws("{" + Default + ""","GatewayId":"igw-1"}""", ""), text => $"{text}\n{registry}\n")));

        Targets.Has([finding], outcome, "is a public subnet");
        Assert.StartsWith(later, finding.Later, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456789011", "see aws ec2 describe-route-tables --region eu-central-1 --filters Name=vpc-id,Values=" + Targets.VpcId)]
    [InlineData("999988887777", "ask account 999988887777, which owns the VPC, to check it")]
    public void Without_a_route_table_the_way_out_is_not_known(string owner, string remedy)
    {
        var finding = Assert.Single(RouteChecks.Find(Targets.Of(new FakeAws(
            ("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}","OwnerId":"{{owner}}"}]}""")))));

        Targets.Has([finding], "Unknown", $"the way out of {Targets.First} could not be checked: AWS shows no route table for it");
        Assert.Equal(remedy, finding.Remedy);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("""{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}""", false)]
    [InlineData("{" + Default + ""","NatGatewayId":"nat-1","State":"blackhole"}""", false)]
    [InlineData("""{"DestinationCidrBlock":"10.0.0.0/8","TransitGatewayId":"tgw-1"}""", true)]
    public void Traffic_may_leave_unless_AWS_shows_that_no_route_leads_out(string routes, bool mayLeave)
    {
        var target = Target(routes, "");

        Assert.Equal(mayLeave, RouteChecks.MayLeave(target, Assert.Single(target.PrivateSubnets)));
    }

    [Theory]
    [InlineData("", "Warning", "belongs to the account that shares the VPC")]
    [InlineData("{}", "Unknown", "whose state AWS does not show")]
    [InlineData("""{"State":"pending"}""", "Warning", "leads to nat-1, which is pending")]
    [InlineData("""{"State":"failed","FailureMessage":"no address"}""", "Failed", "which is failed: no address")]
    [InlineData("""{"State":"failed"}""", "Failed", "leads to nat-1, which is failed")]
    [InlineData("""{"State":"deleting"}""", "Failed", "which is deleting")]
    [InlineData("""{"State":"newer"}""", "Warning", "which is newer, a state that this version of edge does not know")]
    [InlineData("""{"State":"available","VpcId":"vpc-other","SubnetId":"subnet-of-nat"}""", "", "")]
    [InlineData($$"""{"State":"available","VpcId":"{{Targets.VpcId}}"}""", "", "")]
    [InlineData("""{"State":"deleted"}""", "Failed", "which is deleted")]
    [InlineData("""{"State":"available","ConnectivityType":"private"}""", "Warning", "a private NAT gateway")]
    [InlineData(
        $$"""{"State":"available","VpcId":"{{Targets.VpcId}}","SubnetId":"subnet-of-nat"}""", "Unknown",
        "AWS does not show the routes of its subnet subnet-of-nat")]
    public void A_nat_gateway_reaches_the_internet(string gateway, string outcome, string words) =>
        Targets.Has(NatGatewayChecks.Find(Target("{" + Default + ""","NatGatewayId":"nat-1"}""", gateway), Targets.First, "nat-1"),
            outcome, words);

    [Theory]
    [InlineData("rtb-0aa11bb22cc33dd44", "s3: create", "", "")]
    [InlineData("rtb-1", "s3: create", "Warning", "does not have rtb-1, which private subnets use")]
    [InlineData("rtb-1", "s3: existing", "", "")]
    public void The_file_lists_the_route_tables_of_the_subnets(string table, string mode, string outcome, string words)
    {
        var aws = new FakeAws(
            ("ec2 describe-subnets", Targets.Subnets),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"rtb-0aa11bb22cc33dd44","Associations":[]},
                  {"RouteTableId":"{{table}}","Associations":[{"Main":true}]}]}
                """));

        Targets.Has(RouteTableChecks.Find(Targets.Of(aws, text => text.With("s3: create", mode))), outcome, words);
    }

    [Fact]
    public void A_pending_one_becomes_available_by_itself() => Assert.Equal(
        "wait until it is available",
        Assert.Single(NatGatewayChecks.Find(Target("", """{"State":"pending"}"""), Targets.First, "nat-1")).Remedy);

    [Fact]
    public void A_NAT_gateway_that_its_own_account_does_not_see_does_not_exist() => Targets.Has(
        NatGatewayChecks.Find(
            Targets.Of(new FakeAws(("ec2 describe-subnets", $$"""
                {"Subnets":[{"SubnetId":"{{Targets.First}}","OwnerId":"123456789011"}]}
                """))),
            Targets.First, "nat-1"),
        "Failed", "leads to nat-1, which does not exist");

    [Theory]
    [InlineData(""" "GatewayId":"igw-1" """, "", "", "")]
    [InlineData(""" "GatewayId":"igw-1" """, "block-ingress", "", "")]
    [InlineData(""" "GatewayId":"igw-1" """, "block-bidirectional", "Failed", "VPC Block Public Access blocks its subnet subnet-of-nat")]
    [InlineData(""" "GatewayId":"vpce-1" """, "", "Warning", "whose own subnet subnet-of-nat leads to vpce-1, and cannot be followed")]
    [InlineData(""" "NatGatewayId":"nat-1" """, "", "Failed", "whose own subnet subnet-of-nat has no route to an internet gateway")]
    [InlineData(""" "GatewayId":"igw-1","State":"blackhole" """, "", "Failed", "has no route to an internet gateway")]
    public void Its_own_subnet_has_a_way_to_the_internet(string way, string mode, string outcome, string words)
    {
        var aws = new FakeAws(
            ("ec2 describe-subnets", $$$"""
                {"Subnets":[{"SubnetId":"{{{Targets.First}}}"},
                  {"SubnetId":"subnet-of-nat","BlockPublicAccessStates":{"InternetGatewayBlockMode":"{{{mode}}}"}}]}
                """),
            ("ec2 describe-nat-gateways", $$"""
                {"NatGateways":[{"State":"available","VpcId":"{{Targets.VpcId}}","SubnetId":"subnet-of-nat"}]}
                """),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"rtb-2","Routes":[{ {{Default}},{{way}} }],"Associations":[{"SubnetId":"subnet-of-nat"}]}]}
                """));

        Targets.Has(NatGatewayChecks.Find(Targets.Of(aws), Targets.First, "nat-1"), outcome, words);
    }

    // Of the other subnet, nothing is known: one finding is enough to see.
    private static PreflightTarget Target(string route, string gateway) => Targets.Of(Aws(route, gateway));

    private static FakeAws Aws(string route, string gateway) => new(
        ("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a"}]}"""),
        ("ec2 describe-nat-gateways", $$"""{"NatGateways":[{{gateway}}]}"""),
        ("ec2 describe-route-tables", $$"""
            {"RouteTables":[{"RouteTableId":"rtb-1","Routes":[{{route}}],"Associations":[{"SubnetId":"{{Targets.First}}"}]}]}
            """));
}
