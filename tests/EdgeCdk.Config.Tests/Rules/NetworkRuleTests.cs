using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class NetworkRuleTests
{
    private const string CidrHelp =
        "use an IPv4 block of /16 to /28 whose host bits are zero, such as 10.0.0.0/16; copy the blocks of the VPC from the VPC console";
    private const string RouteTableHelp =
        "use those of the private subnets; add them, or set vpc.endpoints.s3 to existing when the VPC has an S3 gateway endpoint";

    [Theory]
    [InlineData(
        "subnet-0156acff]",
        "subnet-0fa6e2c437dd0e5fd]",
        """9:48: vpc.privateSubnetIds[1] is "subnet-0fa6e2c437dd0e5fd", as is vpc.privateSubnetIds[0]""")]
    [InlineData(
        "publicSubnetIds: []",
        "publicSubnetIds: [subnet-00000001, subnet-00000001]",
        """10:38: vpc.publicSubnetIds[1] is "subnet-00000001", as is vpc.publicSubnetIds[0]""")]
    [InlineData(
        "rtb-0aa11bb2]",
        "rtb-0aa11bb22cc33dd44]",
        """12:49: vpc.privateRouteTableIds[1] is "rtb-0aa11bb22cc33dd44", as is vpc.privateRouteTableIds[0]""")]
    [InlineData("ecr.api", "logs", """19:87: vpc.additionalEndpoints[7] is "logs", as is vpc.additionalEndpoints[4]""")]
    public void An_item_that_is_in_its_list_twice_is_refused(string from, string to, string message) =>
        Assert.Equal(
            [$"edges/acme-prod.yaml:{message}; use each once; remove or correct one of them"], Workspace.MessagesOfFullEdge((from, to)));

    [Fact]
    public void A_subnet_that_is_both_private_and_public_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:10:47: vpc.publicSubnetIds[1] is "subnet-0156acffabb5aa872", which is in vpc.privateSubnetIds too; """
                + "use a subnet in one list only; keep it where its route table says: public has a route to an internet gateway",
        ],
        Workspace.MessagesOfEdge(("subnet-0439b68cf1fa5e1ba", "subnet-0156acffabb5aa872")));

    [Fact]
    public void Zones_that_are_not_as_many_as_the_private_subnets_are_refused() => Assert.Equal(
        [
            "edges/acme-prod.yaml:13:22: vpc.availabilityZones has 3 items, but vpc.privateSubnetIds has 2; use one zone for each "
                + "private subnet; list them in the same order",
        ],
        Workspace.MessagesOfFullEdge(("eu-central-1b]", "eu-central-1b, eu-central-1c]")));

    [Fact]
    public void Two_private_subnets_in_one_zone_are_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:13:38: vpc.availabilityZones[1] is "eu-central-1a", as is vpc.availabilityZones[0]; use one private """
                + """subnet per zone; """
                + "leave one of the two subnets out: the file system and the endpoints allow one per zone",
        ],
        Workspace.MessagesOfFullEdge(("eu-central-1b]", "eu-central-1a]")));

    [Theory]
    [InlineData("eu-west-1b")]
    [InlineData("eu-central-2b")]
    public void A_zone_of_another_region_is_refused(string zone) => Assert.Equal(
        [
            $"""edges/acme-prod.yaml:13:38: vpc.availabilityZones[1] is "{zone}"; use a zone of eu-central-1; correct the zone or """
                + """account.region""",
        ],
        Workspace.MessagesOfFullEdge(("eu-central-1b", zone)));

    [Theory]
    [InlineData("  privateRouteTableIds: [rtb-0aa11bb22cc33dd44]\n", "", "8:3")]
    [InlineData("[rtb-0aa11bb22cc33dd44]", "[]", "12:25")]
    public void A_gateway_endpoint_without_route_tables_is_refused(string from, string to, string place) => Assert.Equal(
        [$"edges/acme-prod.yaml:{place}: vpc.privateRouteTableIds names no route table; {RouteTableHelp}"],
        Workspace.MessagesOfEdge((from, to)));

    [Fact]
    public void A_gateway_endpoint_that_exists_needs_no_route_tables() => Assert.Empty(
        Workspace.MessagesOfEdge(("  privateRouteTableIds: [rtb-0aa11bb22cc33dd44]\n", "  endpoints: { s3: existing }\n")));

    [Theory]
    [InlineData("10.0.0.0/15")]
    [InlineData("10.0.0.0/29")]
    [InlineData("10.0.0.0/99")]
    [InlineData("10.0.0.1/16")]
    [InlineData("10.0.0.8/28")]
    [InlineData("10.256.0.0/16")]
    [InlineData("999.0.0.0/16")]
    public void A_block_that_no_vpc_can_have_is_refused(string block) =>
        Assert.Equal(
            [$"edges/acme-prod.yaml:11:16: vpc.cidrBlocks[0] is \"{block}\"; {CidrHelp}"],
            Workspace.MessagesOfEdge(("10.0.0.0/16", block)));

    [Theory]
    [InlineData("10.0.0.0/16, 10.0.255.240/28", "11:29: vpc.cidrBlocks[1] is \"10.0.255.240/28\", which overlaps 10.0.0.0/16")]
    [InlineData("10.0.16.0/20, 10.0.0.0/16", "11:30: vpc.cidrBlocks[1] is \"10.0.0.0/16\", which overlaps 10.0.16.0/20")]
    [InlineData("10.0.0.0/16, 10.0.0.0/16", "11:29: vpc.cidrBlocks[1] is \"10.0.0.0/16\", which overlaps 10.0.0.0/16")]
    public void Blocks_that_overlap_are_refused(string blocks, string message) => Assert.Equal(
        [$"edges/acme-prod.yaml:{message}; use blocks that do not overlap; list each block of the VPC once"],
        Workspace.MessagesOfEdge(("10.0.0.0/16", blocks)));

    [Fact]
    public void Blocks_that_touch_are_no_fault() =>
        Assert.Empty(Workspace.MessagesOfEdge(("10.0.0.0/16", "10.0.0.0/16, 10.1.0.0/28, 10.1.0.16/28, 255.255.0.0/16")));

    [Theory]
    [InlineData("", "cloudformation, ecs, events, lambda")]
    [InlineData("  additionalEndpoints: [lambda, ecs, sts]\n", "cloudformation, events")]
    [InlineData("  additionalEndpoints: [lambda]\n  existingEndpoints: [ecs]\n", "cloudformation, events")]
    public void Own_functions_in_the_vpc_without_endpoints_are_warned_about(string endpoints, string missing) => Assert.Contains(
        WarningsOf(endpoints),
        warning => warning.Contains($"vpc.additionalEndpoints has no {missing}, which Cleanup and Deployment", StringComparison.Ordinal));

    [Fact]
    public void With_an_endpoint_for_each_service_that_they_call_they_are_not() =>
        Assert.Empty(WarningsOf("  additionalEndpoints: [cloudformation, ecs, events, lambda]\n"));

    private static IReadOnlyList<string> WarningsOf(string endpoints)
    {
        using var workspace = new Workspace();
        workspace.Edit(
            Workspace.Edge, ("artifacts:", "functions: { ownFunctionsInVpc: true }\nartifacts:"), ("s3:\n", $"{endpoints}s3:\n"));
        var report = Fleet.Check([workspace.PathOf(Workspace.Edge)], workspace.PathOf("releases"));
        Assert.Single(report.Edges);
        return [.. report.Problems.Select(problem => problem.ToString())];
    }
}
