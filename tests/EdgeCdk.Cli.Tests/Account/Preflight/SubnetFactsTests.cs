using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What AWS does with a packet of a private subnet, by the routes and endpoints around it.</summary>
public sealed class SubnetFactsTests
{
    private const string Table = "rtb-0aa11bb22cc33dd44";
    private const string Local = """{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}""";

    [Theory]
    [InlineData("10.0.7.0/24", "inside the VPC", "")]
    [InlineData("10.20.0.0/16", null, "")]
    [InlineData("10.20.0.0/16", "tgw-1", "10.0.0.0/8 TransitGatewayId tgw-1")]
    [InlineData("10.20.0.0/16", "tgw-1", "10.20.0.0/16 TransitGatewayId tgw-1")]
    [InlineData("10.20.0.0/16", null, "10.20.1.0/24 TransitGatewayId tgw-1")]
    [InlineData("10.20.0.0/16", null, "0.0.0.0/0 GatewayId igw-1")]
    [InlineData("10.20.0.0/16", null, "0.0.0.0/0 NatGatewayId nat-1 blackhole")]
    [InlineData("pl-0123", null, "0.0.0.0/0 NatGatewayId nat-1")]
    public void A_route_that_has_all_of_a_block_is_the_way_to_it(string block, string? way, string route) => RoutesTo(block, way, route);

    [Theory]
    [InlineData("0.0.0.0/0 NatGatewayId nat-1", "10.20.0.0/16 TransitGatewayId tgw-1 blackhole", null)]
    [InlineData("10.20.0.0/16 TransitGatewayId tgw-1 blackhole", "0.0.0.0/0 NatGatewayId nat-1", null)]
    [InlineData("10.0.0.0/8 TransitGatewayId tgw-1 blackhole", "10.20.0.0/16 VpcPeeringConnectionId pcx-1", "pcx-1")]
    [InlineData("0.0.0.0/0 GatewayId igw-1", "10.0.0.0/8 TransitGatewayId tgw-1", "tgw-1")]
    [InlineData("10.0.0.0/8 TransitGatewayId tgw-1", "10.20.9.0/24 NatGatewayId nat-1 blackhole", "tgw-1")]
    public void The_most_specific_route_decides(string first, string second, string? way) => RoutesTo("10.20.0.0/16", way, first, second);

    [Theory]
    [InlineData("0.0.0.0/1 TransitGatewayId tgw-1", "128.0.0.0/1 TransitGatewayId tgw-1", "inside the VPC and tgw-1")]
    [InlineData("0.0.0.0/1 TransitGatewayId tgw-1", "128.0.0.0/1 TransitGatewayId tgw-1 blackhole", null)]
    [InlineData("0.0.0.0/1 TransitGatewayId tgw-1", "128.0.0.0/2 TransitGatewayId tgw-1", null)]
    public void Several_routes_may_lead_to_all_addresses_together(string first, string second, string? way) =>
        RoutesTo("0.0.0.0/0", way, first, second);

    [Theory]
    [InlineData("TransitGatewayId", "tgw-1", "active", "tgw-1")]
    [InlineData("TransitGatewayId", "tgw-1", "blackhole", null)]
    [InlineData("GatewayId", "vpce-0123", "active", null)]
    public void A_prefix_list_of_the_customer_may_have_the_block(string kind, string target, string state, string? way)
    {
        var route = $$"""{"DestinationPrefixListId":"pl-0123","{{kind}}":"{{target}}","State":"{{state}}"}""";

        Assert.Equal(way, Facts($"{Local},{route}", "").RouteTo("10.20.0.0/16"));
    }

    [Theory]
    [InlineData("Interface", true, "com.amazonaws.eu-central-1.monitoring", "vpce-1")]
    [InlineData("Interface", false, "com.amazonaws.eu-central-1.monitoring", null)]
    [InlineData("GatewayLoadBalancer", true, "com.amazonaws.eu-central-1.monitoring", null)]
    [InlineData("Interface", true, "com.amazonaws.us-east-1.monitoring", null)]
    [InlineData("Interface", true, "com.amazonaws.eu-central-1.logs", null)]
    public void An_endpoint_of_a_service_answers_for_its_name(string type, bool hasPrivateDns, string service, string? end) =>
        Assert.Equal(end, Facts(Local, Endpoint(type, hasPrivateDns, service, "")).EndpointOf("monitoring"));

    [Fact]
    public void A_hosted_zone_of_the_customer_answers_like_an_endpoint() => Assert.Equal(
        "Z1",
        new SubnetFacts(Target(Local, "", text => text, ("route53 list-hosted-zones-by-vpc", """
            {"HostedZoneSummaries":[{"HostedZoneId":"Z1","Name":"monitoring.eu-central-1.amazonaws.com.","Owner":{"OwningAccount":"1"}}]}
            """)), Targets.First).EndpointOf("monitoring"));

    [Theory]
    [InlineData("Gateway", false, Table, "vpce-1")]
    [InlineData("Gateway", false, "rtb-other", null)]
    [InlineData("Interface", true, "", "vpce-1")]
    [InlineData("Interface", false, "", null)]
    [InlineData("GatewayLoadBalancer", true, "", null)]
    public void An_existing_endpoint_of_S3_needs_routes_or_private_DNS(string type, bool hasPrivateDns, string table, string? end) =>
        Assert.Equal(end, Existing(Endpoint(type, hasPrivateDns, "com.amazonaws.eu-central-1.s3", table)).EndpointOfS3());

    [Fact]
    public void An_endpoint_of_another_service_is_none_of_S3() =>
        Assert.Null(Existing(Endpoint("Gateway", false, "com.amazonaws.eu-central-1.dynamodb", Table)).EndpointOfS3());

    [Theory]
    [InlineData(Table, "the gateway endpoint that the stack creates")]
    [InlineData("rtb-other", null)]
    public void The_endpoint_of_S3_that_the_stack_creates_is_in_the_route_tables_of_the_file(string table, string? end) =>
        Assert.Equal(end, new SubnetFacts(Target(Local, "", text => text, table: table), Targets.First).EndpointOfS3());

    private static void RoutesTo(string block, string? way, params string[] routes) => Assert.Equal(
        way, Facts(string.Join(',', [Local, .. routes.Where(route => route.Length > 0).Select(Route)]), "").RouteTo(block));

    private static string Route(string text)
    {
        var parts = text.Split(' ');
        var state = parts.ElementAtOrDefault(3) ?? "active";
        return $$"""{"DestinationCidrBlock":"{{parts[0]}}","{{parts[1]}}":"{{parts[2]}}","State":"{{state}}"}""";
    }

    private static string Endpoint(string type, bool hasPrivateDns, string service, string table) => $$"""
        {"VpcEndpointId":"vpce-1","VpcEndpointType":"{{type}}","State":"available","ServiceName":"{{service}}",
         "PrivateDnsEnabled":{{(hasPrivateDns ? "true" : "false")}},"RouteTableIds":["{{table}}"]}
        """;

    private static SubnetFacts Facts(string routes, string endpoints) => new(Target(routes, endpoints, text => text), Targets.First);

    private static SubnetFacts Existing(string endpoint) =>
        new(Target(Local, endpoint, text => text.With("s3: create", "s3: existing")), Targets.First);

    private static PreflightTarget Target(
        string routes, string endpoints, Func<string, string> edit, (string, string)? more = null, string table = Table) => Targets.Of(
        new FakeAws(
        [
            ("ec2 describe-route-tables",
                $$"""{"RouteTables":[{"RouteTableId":"{{table}}","Routes":[{{routes}}],"Associations":[{"Main":true}]}]}"""),
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{endpoints}}]}"""),
            .. more is { } one ? [one] : Array.Empty<(string, string)>(),
        ]),
        edit);
}
