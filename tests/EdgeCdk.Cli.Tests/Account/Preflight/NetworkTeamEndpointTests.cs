using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws.Network;
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

    [Theory]
    [InlineData("""{"Sid":"Send","Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}""", "")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}""", "Warning allows more than the edge needs")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sqs:ReceiveMessage","Resource":"*"}""", "Failed", "Warning allows more")]
    public void Its_policy_is_compared_with_that_of_the_template(string statement, params string[] found)
    {
        var findings = Policy(statement, true, "endpointPolicies: { enabled: true }");

        Assert.Equal(found.Count(words => words.Length > 0), findings.Count);
        Assert.All(findings.Zip(found), pair =>
        {
            Assert.StartsWith(pair.Second.Split(' ')[0], $"{pair.First.Outcome}", StringComparison.Ordinal);
            Assert.Contains("the policy of vpce-sqs", pair.First.What, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false, "endpointPolicies: { enabled: true }", 0)]
    [InlineData(true, "endpointPolicies: { enabled: false }", 1)]
    public void Without_a_policy_of_the_template_there_is_nothing_to_compare(bool isKnown, string policies, int warnings)
    {
        var findings = Policy("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""", isKnown, policies);

        Assert.Equal(warnings, findings.Count(finding => finding.What == "vpce-sqs has a policy of its own"));
        Assert.Equal(warnings, findings.Count);
    }

    private static List<Finding> Policy(string statement, bool isKnown, string policies)
    {
        var aws = new FakeAws(("ec2 describe-subnets", Targets.Subnets), ("ec2 describe-security-groups", OpenGroups));
        var definition = Targets.Of(
            aws, text => text.With("  publicSubnetIds:", $"  endpointOwner: network\n  {policies}\n  publicSubnetIds:")).Definition;
        var network = JsonNode.Parse("""
            {"Resources":{"Sqs":{"Type":"AWS::EC2::VPCEndpoint","Properties":{"ServiceName":"com.amazonaws.eu-central-1.sqs",
              "PolicyDocument":{"Statement":{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}}}}}}
            """)!;
        var target = new PreflightTarget(definition, aws)
        {
            Needed = isKnown ? () => new NeededParts(definition.Config, new Dictionary<string, JsonNode> { ["network"] = network }) : null,
        };
        var endpoint = JsonNode.Parse(Endpoint("sqs"))!;
        endpoint["PolicyDocument"] = $$"""{"Statement":[{{statement}}]}""";
        return
        [
            .. EndpointAccessChecks.Find(
                target, EndpointService.Interfaces.Single(service => service.Service == "sqs"), new VpcEndpoint(endpoint)),
        ];
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
