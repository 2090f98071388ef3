using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Files.Discover;

namespace EdgeCdk.Cli.Tests.Files.Discover;

/// <summary>Which endpoints of a VPC an edge can use, and which it must create.</summary>
public sealed class EndpointSurveyTests
{
    private const string Region = "eu-central-1";

    [Theory]
    [InlineData("", "", "Create", "the VPC has no such endpoint", null)]
    [InlineData("true available", "", "Existing", "has private DNS", null)]
    [InlineData("true pendingAcceptance", "", "Existing", "has private DNS", "must be available before the edge is deployed")]
    [InlineData("true deleted", "", "Create", "the VPC has no such endpoint", null)]
    [InlineData("false available", "", "Create", "has no private DNS", null)]
    [InlineData("false available", "kms.eu-central-1.amazonaws.com.", "Existing", "the hosted zone Z1 answers for the service", null)]
    [InlineData("", "sqs.eu-central-1.amazonaws.com.", "Create", "the VPC has no such endpoint", null)]
    public void An_interface_endpoint_with_private_dns_is_used(
        string endpoint, string zone, string mode, string reason, string? complaint)
    {
        var parts = endpoint.Split(' ');
        var endpoints = endpoint.Length == 0 ? "" : $$"""
            {"VpcEndpointId":"vpce-1","ServiceName":"com.amazonaws.{{Region}}.kms","VpcEndpointType":"Interface",
             "PrivateDnsEnabled":{{parts[0]}},"State":"{{parts[1]}}"}
            """;
        var aws = new FakeAws(
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{endpoints}}]}"""),
            ("route53 list-hosted-zones-by-vpc", $$"""{"HostedZoneSummaries":[{"Name":"{{zone}}","HostedZoneId":"Z1"}]}"""));

        var advice = EndpointSurvey.OfInterface(
            new VpcView(new RegionalAws(aws, Region), "vpc-1"), EndpointService.Interfaces[0], Region, "demo");

        Is(advice, mode, reason, complaint);
    }

    [Theory]
    [InlineData("", "", "Create", "the VPC has no such endpoint", null)]
    [InlineData("rtb-9", "", "Create", "is in other route tables", null)]
    [InlineData("rtb-1 rtb-2", "", "Existing", "has its route in rtb-1, rtb-2", null)]
    [InlineData("rtb-1", "", "Existing", "has its route in rtb-1", "--add-route-table-ids rtb-2")]
    [InlineData("rtb-1 rtb-2", "demo", "Create", "the VPC has no such endpoint", null)]
    [InlineData("rtb-1 rtb-2", "another", "Existing", "has its route in rtb-1, rtb-2", null)]
    public void A_gateway_in_all_route_tables_is_used(string tables, string edge, string mode, string reason, string? complaint)
    {
        var gateway = new VpcEndpoint(new JsonObject
        {
            ["VpcEndpointId"] = "vpce-1",
            ["VpcEndpointType"] = "Gateway",
            ["ServiceName"] = $"com.amazonaws.{Region}.s3",
            ["RouteTableIds"] = new JsonArray([.. tables.Split(' ').Select(table => JsonValue.Create(table))]),
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = edge }),
        });

        Is(EndpointSurvey.OfGateway(tables.Length == 0 ? [] : [gateway], ["rtb-1", "rtb-2"], Region, "demo"), mode, reason, complaint);
    }

    private static void Is(EndpointAdvice advice, string mode, string reason, string? complaint)
    {
        Assert.Equal(mode, advice.Mode.ToString());
        Assert.Contains(reason, advice.Reason, StringComparison.Ordinal);
        Assert.Equal(complaint is null, advice.Complaint is null);
        Assert.Contains(complaint ?? "", advice.Complaint ?? "", StringComparison.Ordinal);
    }
}
