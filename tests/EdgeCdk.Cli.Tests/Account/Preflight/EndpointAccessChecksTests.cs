using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Whether an existing endpoint allows the private subnets.</summary>
public sealed class EndpointAccessChecksTests
{
    private const string Key = "vpc.endpoints.sqs";

    [Theory]
    [InlineData("""{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "", "")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "", "")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":80,"ToPort":80,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "Failed", "does not allow")]
    [InlineData("""{"IpProtocol":"udp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "Failed", "does not allow")]
    [InlineData("""{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/25"}]}""", "Failed", "does not allow")]
    [InlineData("""{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/24"}]}""", "Failed", Targets.Second + " on port 443")]
    [InlineData("""{"IpProtocol":"-1","PrefixListIds":[{"PrefixListId":"pl-1"}]}""", "Unknown", "is decided by a prefix list")]
    [InlineData("""{"IpProtocol":"6","FromPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "", "")]
    [InlineData("""{"IpProtocol":"tcp","ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "", "")]
    [InlineData("""{"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "", "")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":0,"ToPort":442,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "Failed", "does not allow")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":444,"ToPort":500,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", "Failed", "does not allow")]
    [InlineData(
        """{"IpProtocol":"-1","UserIdGroupPairs":[{"GroupId":"sg-2"}]},{"IpProtocol":"17","IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""",
        "Failed", "security groups in its rules are not those of the edge")]
    [InlineData("""{"IpProtocol":"-1"}""", "Unknown", "AWS does not show all rules")]
    [InlineData("""{"IpProtocol":"-1","IpRanges":[{}]}""", "Unknown", "AWS does not show all rules")]
    [InlineData(
        """{"IpProtocol":"-1"},{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.9.0.0/16"}]}""", "Unknown", "AWS does not show all rules")]
    public void Its_security_groups_allow_the_subnets(string rule, string outcome, string words) =>
        Targets.Has(Find(Endpoint(), $$"""{"SecurityGroups":[{"IpPermissions":[{{rule}}]}]}"""), outcome, words);

    [Theory]
    [InlineData("""{"SecurityGroups":[]}""")]
    [InlineData("""{"SecurityGroups":[{}]}""")]
    public void A_security_group_that_AWS_does_not_show_is_not_known(string groups) =>
        Targets.Has(Find(Endpoint(), groups), "Unknown", "whether vpce-1 allows the private subnets on port 443 could not be checked");

    [Theory]
    [InlineData("[]", Open)]
    [InlineData("""[{"GroupId":"sg-1"},{}]""", """{"SecurityGroups":[{"IpPermissions":[]}]}""")]
    public void Neither_is_an_endpoint_whose_groups_AWS_does_not_show(string groups, string rules)
    {
        var endpoint = Endpoint();
        endpoint["Groups"] = JsonNode.Parse(groups);

        Targets.Has(Find(endpoint, rules), "Unknown", "AWS does not show all rules");
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", "")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["*"],"Resource":["*"]}]}""", "")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789011"},"Action":"*","Resource":"*"}]}""", "Warning")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":"*"},"Action":"*","Resource":"*"}]}""", "Warning")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","NotAction":"sqs:*","Resource":"*"}]}""", "Warning")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:sqs:*:*:q"}]}""", "Warning")]
    [InlineData(
        """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},
          {"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*"}]}
        """, "Warning")]
    [InlineData("not json", "Warning")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}""", "Warning")]
    [InlineData("""{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""", "Warning")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{}}]}""", "Warning")]
    public void A_policy_that_is_not_the_default_is_a_warning(string policy, string outcome)
    {
        var endpoint = Endpoint();
        endpoint["PolicyDocument"] = policy;

        Targets.Has(Find(endpoint, Open), outcome, "has a policy of its own");
    }

    [Fact]
    public void A_zone_without_an_address_of_it_is_a_warning()
    {
        var endpoint = Endpoint();
        endpoint["SubnetIds"] = new JsonArray(Targets.First);

        Targets.Has(Find(endpoint, Open), "Warning", "has no address in eu-central-1b");
    }

    [Theory]
    [InlineData("vpc.endpoints.sqs", "what it does not allow fails with AccessDenied, also for the vendor's queues in another account")]
    [InlineData("vpc.endpoints.kms", "what it does not allow fails with AccessDenied")]
    public void A_policy_of_the_queues_concerns_those_of_the_vendor(string key, string later)
    {
        var endpoint = Endpoint();
        endpoint["PolicyDocument"] = """{"Statement":[{"Effect":"Deny"}]}""";

        Assert.Equal(later, Assert.Single(Find(endpoint, Open, key)).Later);
    }

    [Theory]
    [InlineData]
    [InlineData("subnet-elsewhere")]
    [InlineData(Targets.First, "subnet-elsewhere")]
    public void Zones_of_subnets_that_AWS_does_not_show_are_not_missing(params string[] subnets)
    {
        var endpoint = Endpoint();
        endpoint["SubnetIds"] = new JsonArray([.. subnets.Select(subnet => (JsonNode)subnet)]);

        Assert.Empty(Find(endpoint, Open));
    }

    private const string Open = """{"SecurityGroups":[{"IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""";

    private static JsonObject Endpoint() => new()
    {
        ["VpcEndpointId"] = "vpce-1",
        ["Groups"] = new JsonArray(new JsonObject { ["GroupId"] = "sg-1" }),
        ["SubnetIds"] = new JsonArray(Targets.First, Targets.Second),
    };

    private static IEnumerable<EdgeCdk.Cli.Account.Checks.Finding> Find(JsonObject endpoint, string groups, string key = Key) =>
        EndpointAccessChecks.Find(
            Targets.Of(new FakeAws(("ec2 describe-subnets", Targets.Subnets), ("ec2 describe-security-groups", groups))),
            EndpointService.Interfaces.Single(service => service.Key == key), new VpcEndpoint(endpoint));
}
