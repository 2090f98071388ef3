using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The gateway endpoint for S3: one, whoever creates it.</summary>
public sealed class GatewayEndpointChecksTests
{
    private const string Table = "rtb-0aa11bb22cc33dd44";
    private const string S3 = """ "ServiceName":"com.amazonaws.eu-central-1.s3","State":"available" """;
    private const string Gateway = "{\"VpcEndpointId\":\"vpce-1\"," + S3 + ",\"VpcEndpointType\":\"Gateway\",";

    [Theory]
    [InlineData("", "", "")]
    [InlineData(Gateway + $$""" "RouteTableIds":["rtb-1","{{Table}}"]}""", "Failed", $"vpce-1 has its route in {Table} already")]
    [InlineData(Gateway + """ "RouteTableIds":["rtb-1"]}""", "", "")]
    [InlineData(
        Gateway + $$""" "RouteTableIds":["{{Table}}"],"Tags":[{"Key":"ataccama:edge:name","Value":"demo"}]}""", "", "")]
    [InlineData("{\"VpcEndpointId\":\"vpce-1\"," + S3 + "}", "Unknown", "AWS does not show its type")]
    [InlineData(Gateway + """ "Tags":[]}""", "Unknown", "AWS does not show its route tables")]
    [InlineData("{\"VpcEndpointId\":\"vpce-1\"," + S3 + ",\"VpcEndpointType\":\"Interface\",\"PrivateDnsEnabled\":true}", "", "")]
    public void One_that_the_edge_creates_conflicts_with_another_in_its_route_tables(string endpoint, string outcome, string words) =>
        Targets.Has(GatewayEndpointChecks.Find(Target(endpoint)), outcome, words);

    [Theory]
    [InlineData("", "Warning", "has no gateway endpoint for S3")]
    [InlineData(Gateway + $$""" "RouteTableIds":["{{Table}}"]}""", "", "")]
    [InlineData(Gateway + $$""" "RouteTableIds":["{{Table}}"]},{"VpcEndpointId":"vpce-2",{{S3}}}""", "", "")]
    [InlineData(Gateway + """ "RouteTableIds":["rtb-1"]}""", "Warning", $"vpce-1 is not in {Table}")]
    [InlineData(Gateway + """ "RouteTableIds":["rtb-1"],"PrivateDnsEnabled":true}""", "Warning", $"vpce-1 is not in {Table}")]
    [InlineData("{\"VpcEndpointId\":\"vpce-1\"," + S3 + ",\"VpcEndpointType\":\"Interface\",\"PrivateDnsEnabled\":true}", "", "")]
    [InlineData(
        "{\"VpcEndpointId\":\"vpce-1\"," + S3 + ",\"VpcEndpointType\":\"Interface\",\"PrivateDnsEnabled\":false}", "Warning",
        "has no gateway endpoint for S3")]
    [InlineData("{\"VpcEndpointId\":\"vpce-1\"," + S3 + "}", "Unknown", "AWS does not show its type")]
    public void One_that_exists_serves_all_private_subnets(string endpoint, string outcome, string words) => Targets.Has(
        GatewayEndpointChecks.Find(Target(endpoint, """ "Main":true """, "endpoints: { s3: existing, kms: create")), outcome, words);

    [Fact]
    public void In_a_vpc_of_another_account_the_edge_creates_none()
    {
        var aws = new FakeAws(("ec2 describe-vpcs", $$"""{"Vpcs":[{"VpcId":"{{Targets.VpcId}}","OwnerId":"999988887777"}]}"""));

        Assert.Equal("vpc.endpoints.s3", Assert.Single(GatewayEndpointChecks.Find(Targets.Of(aws))).About);
    }

    private static PreflightTarget Target(string endpoint, string association = "", string? endpoints = null) => Targets.Of(
        new FakeAws(
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{endpoint}}]}"""),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"{{Table}}","Associations":[{ {{association}} }]}]}
                """)),
        text => endpoints is null ? text : text.With("endpoints: { s3: create, kms: create", endpoints));
}
