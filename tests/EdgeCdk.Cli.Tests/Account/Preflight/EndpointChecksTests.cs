using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Interface endpoints that the edge creates, beside those that the VPC has.</summary>
public sealed class EndpointChecksTests
{
    private const string Sqs = """ "VpcEndpointId":"vpce-1","State":"available","ServiceName":"com.amazonaws.eu-central-1.sqs" """;

    [Theory]
    [InlineData(""" "VpcEndpointType":"Interface","PrivateDnsEnabled":true """, "Failed", "has already: vpce-1, with private DNS")]
    [InlineData(""" "VpcEndpointType":"Interface","PrivateDnsEnabled":false """, "", "")]
    [InlineData(""" "VpcEndpointType":"GatewayLoadBalancer","PrivateDnsEnabled":true """, "", "")]
    [InlineData(""" "VpcEndpointType":"Interface" """, "Unknown", "AWS does not show whether it has private DNS")]
    [InlineData(""" "VpcEndpointType":"" """, "Unknown", "AWS does not show its type")]
    [InlineData(
        """ "VpcEndpointType":"Interface","PrivateDnsEnabled":true,"Tags":[{"Key":"ataccama:edge:name","Value":"demo"}] """, "", "")]
    [InlineData(""" "VpcEndpointType":"Interface","Tags":[{"Key":"ataccama:edge:name","Value":"demo"}] """, "", "")]
    [InlineData(
        """ "VpcEndpointType":"Interface","PrivateDnsEnabled":true,"Tags":[{"Key":"ataccama:edge:name","Value":"other"}] """,
        "Failed", "vpce-1")]
    public void Another_one_with_private_DNS_conflicts(string endpoint, string outcome, string words) => Targets.Has(
        Of("vpc.endpoints.sqs", ("ec2 describe-vpc-endpoints", $$$"""{"VpcEndpoints":[{ {{{Sqs}}},{{{endpoint}}} }]}""")), outcome, words);

    [Theory]
    [InlineData("sqs.eu-central-1.amazonaws.com.", "Failed", "for which the hosted zone Z1 answers in this VPC")]
    [InlineData("kms.eu-central-1.amazonaws.com.", "", "")]
    public void So_does_a_hosted_zone_for_its_name(string zone, string outcome, string words) => Targets.Has(
        Of("vpc.endpoints.sqs", ("route53 list-hosted-zones-by-vpc", $$$"""
            {"HostedZoneSummaries":[{"HostedZoneId":"Z1","Name":"{{{zone}}}","Owner":{"OwningAccount":"1"}}]}
            """)),
        outcome, words);

    [Theory]
    [InlineData("vpc.endpoints.kms", "vpc.endpoints.kms: existing; ask account 999988887777 for the endpoint")]
    [InlineData("vpc.additionalEndpoints", "remove sts from vpc.additionalEndpoints; ask account 999988887777 for the endpoint")]
    public void In_a_VPC_of_another_account_only_its_owner_creates_them(string key, string remedy)
    {
        var finding = Assert.Single(Of(
            key, ("ec2 describe-vpcs", $$"""{"Vpcs":[{"VpcId":"{{Targets.VpcId}}","OwnerId":"999988887777"}]}""")));

        Targets.Has([finding], "Failed", $"creates an endpoint in {Targets.VpcId}, which account 999988887777 owns");
        Assert.Equal(remedy, finding.Remedy);
    }

    [Theory]
    [InlineData(6, "", "")]
    [InlineData(5, "Failed", Targets.VpcId + " has 2 interface endpoints, the edge creates 4 more, and 5 are allowed")]
    public void Together_they_are_within_the_quota(int quota, string outcome, string words) =>
        Targets.Has(EndpointChecks.Quota(Target(AtMost(quota), Existing)), outcome, words);

    [Fact]
    public void An_edge_that_creates_none_needs_no_quota() => Assert.Empty(EndpointChecks.Quota(Targets.Of(
        new FakeAws(AtMost(0), Existing),
        text => text.With("kms: create, secretsManager: create, sqs: create", "kms: existing, secretsManager: existing, sqs: existing"))));

    private static (string, string) Existing => ("ec2 describe-vpc-endpoints", """
        {"VpcEndpoints":[{"VpcEndpointType":"Interface"},{"VpcEndpointType":"GatewayLoadBalancer"},{"VpcEndpointType":"Gateway"},
          {"VpcEndpointType":"Interface","Tags":[{"Key":"ataccama:edge:name","Value":"demo"}]}]}
        """);

    private static (string, string) AtMost(int quota) => ("service-quotas get-service-quota", $$$"""{"Quota":{"Value":{{{quota}}}}}""");

    private static List<Finding> Of(string key, params (string, string)[] answers)
    {
        var target = Target(answers);
        return [.. EndpointChecks.Of(target.Config.Vpc).Where(check => check.About == key).SelectMany(check => check.Find(target))];
    }

    private static PreflightTarget Target(params (string, string)[] answers) =>
        Targets.Of(new FakeAws(answers), text => text.With("  endpoints:", "  additionalEndpoints: [sts]\n  endpoints:"));
}
