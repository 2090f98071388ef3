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
    public void Its_security_groups_allow_the_subnets(string rule, string outcome, string words) =>
        Targets.Has(Find(Endpoint(), $$"""{"SecurityGroups":[{"IpPermissions":[{{rule}}]}]}"""), outcome, words);

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", "")]
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

    private const string Open = """{"SecurityGroups":[{"IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""";

    private static JsonObject Endpoint() => new()
    {
        ["VpcEndpointId"] = "vpce-1",
        ["Groups"] = new JsonArray(new JsonObject { ["GroupId"] = "sg-1" }),
        ["SubnetIds"] = new JsonArray(Targets.First, Targets.Second),
    };

    private static IEnumerable<EdgeCdk.Cli.Account.Checks.Finding> Find(JsonObject endpoint, string groups) => EndpointAccessChecks.Find(
        Targets.Of(new FakeAws(("ec2 describe-subnets", Targets.Subnets), ("ec2 describe-security-groups", groups))),
        EndpointService.Interfaces.Single(service => service.Key == Key), new VpcEndpoint(endpoint));
}
