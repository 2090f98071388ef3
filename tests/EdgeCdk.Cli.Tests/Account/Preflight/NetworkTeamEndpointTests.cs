using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Endpoints that the team of the network creates: they have the tag of the edge, and must exist before its stack.</summary>
public sealed class NetworkTeamEndpointTests
{
    private const string OpenGroups =
        """{"SecurityGroups":[{"IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""";

    [Fact]
    public void An_endpoint_with_the_tag_of_the_edge_is_that_of_the_network() => Assert.Empty(
        Find(Endpoint("sqs"), Endpoint("kms"), Endpoint("secretsmanager"), Endpoint("sts")));

    [Fact]
    public void One_that_is_missing_is_found_at_its_key_with_the_template_to_apply()
    {
        var findings = Find(Endpoint("kms"), Endpoint("secretsmanager"));

        Assert.Equal(["vpc.endpoints.sqs", "vpc.additionalEndpoints"], findings.Select(finding => finding.About));
        Assert.Equal(
            ["has an endpoint for sqs that the network team creates", "has an endpoint for sts that the network team creates"],
            findings.Select(finding => finding.What!.Split(',')[0]));
        Assert.All(findings, finding => Assert.Contains("apply network.template.json", finding.Remedy, StringComparison.Ordinal));
    }

    private static List<Finding> Find(params string[] endpoints)
    {
        var aws = new FakeAws(
            ("ec2 describe-subnets", Targets.Subnets), ("ec2 describe-security-groups", OpenGroups),
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{string.Join(',', endpoints)}}]}"""));
        var target = Targets.Of(aws, text => text.With(
            "  publicSubnetIds:", "  endpointOwner: network\n  additionalEndpoints: [sts]\n  publicSubnetIds:"));
        return [.. EndpointChecks.Of(target.Config.Vpc).SelectMany(check => check.Find(target))];
    }

    private static string Endpoint(string service) => $$"""
        {"VpcEndpointId":"vpce-{{service}}","VpcEndpointType":"Interface","State":"available","PrivateDnsEnabled":true,
         "ServiceName":"com.amazonaws.eu-central-1.{{service}}","Groups":[{"GroupId":"sg-1"}],
         "SubnetIds":["{{Targets.First}}","{{Targets.Second}}"],"Tags":[{"Key":"ataccama:edge:name","Value":"demo"}]}
        """;
}
