using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;

namespace EdgeCdk.Cli.Tests.Account.Preflight.Existing;

/// <summary>Whether a rule of a security group allows what another one allows.</summary>
public sealed class GroupRuleTests
{
    private static readonly string[] Vpc = ["10.0.0.0/16", "100.64.0.0/16"];

    [Theory]
    [InlineData("tcp", 2049, 2049, "sg-1", true)]
    [InlineData("tcp", 2049, 2049, "sg-2", false)]
    [InlineData("tcp", 443, 443, "sg-1", false)]
    [InlineData("tcp", 2000, 3000, "sg-1", true)]
    [InlineData("udp", 2049, 2049, "sg-1", false)]
    [InlineData("-1", null, null, "sg-1", true)]
    [InlineData("tcp", 0, 65535, "0.0.0.0/0", true)]
    [InlineData("tcp", 2049, 2049, "::/0", false)]
    // Only part of the VPC: the group may be in the rest of it.
    [InlineData("tcp", 2049, 2049, "10.0.0.0/16", false)]
    public void A_group_is_allowed_by_itself_or_by_all_of_the_vpc(string protocol, int? from, int? to, string peer, bool covers) =>
        Assert.Equal(covers, new GroupRule(true, "tcp", 2049, 2049, "sg-1").IsAllowedBy([new(true, protocol, from, to, peer)], Vpc));

    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("10.0.0.0/15", true)]
    [InlineData("10.0.0.0/17", false)]
    [InlineData("pl-6ea54007", false)]
    public void A_block_is_allowed_by_a_block_around_it(string peer, bool covers) =>
        Assert.Equal(covers, new GroupRule(false, "tcp", 443, 443, "10.0.0.0/16").IsAllowedBy([new(false, "tcp", 443, 443, peer)], Vpc));

    [Fact]
    public void Egress_is_not_ingress() => Assert.False(
        new GroupRule(true, "tcp", 443, 443, "10.0.0.0/16").IsAllowedBy([new(false, "-1", null, null, "0.0.0.0/0")], Vpc));

    [Fact]
    public void Rules_are_read_from_what_EC2_describes_and_written_as_it_takes_them()
    {
        var group = JsonNode.Parse("""
            { "IpPermissions": [
                { "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "IpRanges": [], "UserIdGroupPairs": [{ "GroupId": "sg-1" }] }],
              "IpPermissionsEgress": [
                { "IpProtocol": "-1", "IpRanges": [{ "CidrIp": "0.0.0.0/0" }], "Ipv6Ranges": [{ "CidrIpv6": "::/0" }] },
                { "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{ "PrefixListId": "pl-1" }] }] }
            """)!;

        var rules = GroupRule.Of(group).ToList();

        Assert.Equal(
            ["tcp 2049 from sg-1", "everything to 0.0.0.0/0", "everything to ::/0", "tcp 443 to pl-1"],
            rules.Select(rule => rule.ToString()));
        Assert.Equal(
            """{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,"UserIdGroupPairs":[{"GroupId":"sg-1"}]}""", rules[0].Json);
        Assert.Equal("""{"IpProtocol":"-1","Ipv6Ranges":[{"CidrIpv6":"::/0"}]}""", rules[2].Json);
        Assert.Equal("""{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"PrefixListIds":[{"PrefixListId":"pl-1"}]}""", rules[3].Json);
    }
}
