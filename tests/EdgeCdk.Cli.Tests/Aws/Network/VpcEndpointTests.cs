using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Tests.Aws.Network;

/// <summary>What AWS says of an endpoint, and what it leaves out.</summary>
public sealed class VpcEndpointTests
{
    private const string Name = """ "ServiceName":"com.amazonaws.eu-central-1.sqs" """;

    [Theory]
    [InlineData(""" "VpcEndpointType":"Interface","PrivateDnsEnabled":false """, false, null)]
    [InlineData(""" "VpcEndpointType":"Interface" """, false, "whether it has private DNS")]
    [InlineData(""" "VpcEndpointType":"Interface" """, true, null)]
    [InlineData(""" "VpcEndpointType":"Gateway","RouteTableIds":[] """, true, null)]
    [InlineData(""" "VpcEndpointType":"Gateway" """, true, "its route tables")]
    [InlineData(""" "VpcEndpointType":"Gateway" """, false, null)]
    [InlineData(""" "SubnetIds":["subnet-1"] """, false, "whether it has private DNS")]
    [InlineData(""" "RouteTableIds":["rtb-1"] """, true, null)]
    [InlineData(""" "VpcEndpointType":"" """, true, "its type")]
    public void What_decides_about_a_conflict_is_named_when_it_is_not_shown(string more, bool isGateway, string? gap) =>
        Assert.Equal(gap, Endpoint($"{Name},{more}").GapFor("sqs", "eu-central-1", isGateway));

    [Theory]
    [InlineData("""{ "ServiceName":"com.amazonaws.eu-central-1.kms" }""", null)]
    [InlineData("""{ "VpcEndpointType":"Resource" }""", null)]
    [InlineData("""{ "VpcEndpointType":"ServiceNetwork" }""", null)]
    [InlineData("""{ "VpcEndpointType":"Interface" }""", "its service")]
    public void One_of_another_service_conflicts_with_nothing(string endpoint, string? gap) => Assert.Equal(
        gap, new VpcEndpoint(JsonNode.Parse(endpoint)!).GapFor("sqs", "eu-central-1", isGateway: false));

    [Theory]
    [InlineData("[]", 0, false)]
    [InlineData("""[{"GroupId":"sg-1"}]""", 1, true)]
    [InlineData("""[{"GroupId":"sg-1"},{}]""", 1, false)]
    public void Its_security_groups_are_known_when_each_has_an_id(string groups, int count, bool isShown)
    {
        var endpoint = Endpoint($"{Name},\"Groups\":{groups}");

        Assert.Equal((count, isShown), (endpoint.SecurityGroupIds.Count, endpoint.ShowsSecurityGroups));
    }

    private static VpcEndpoint Endpoint(string properties) => new(JsonNode.Parse($"{{{properties}}}")!);
}
