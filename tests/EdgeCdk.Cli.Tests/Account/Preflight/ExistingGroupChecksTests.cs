using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The rules of security groups that others created, against those that are needed.</summary>
public sealed class ExistingGroupChecksTests
{
    private const string Id = "sg-00000000000000017";
    private const string Jobs = "sg-00000000000000011";

    // Ingress from the jobs and the VPC, egress to one block.
    private const string Needed = """
        { "Resources": {
            "Files": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
              "SecurityGroupIngress": [{ "CidrIp": "10.0.0.0/16", "IpProtocol": "udp", "FromPort": 53, "ToPort": 54 }],
              "SecurityGroupEgress": [{ "CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443 }] } },
            "Jobs": { "Type": "AWS::EC2::SecurityGroup", "Properties": {} },
            "FromJobs": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": { "GroupId": { "Fn::GetAtt": ["Files", "GroupId"] },
              "SourceSecurityGroupId": { "Fn::GetAtt": ["Jobs", "GroupId"] }, "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049 } } },
          "Outputs": {
            "FileSystem": { "Value": { "Fn::GetAtt": ["Files", "GroupId"] } },
            "Jobs": { "Value": { "Fn::GetAtt": ["Jobs", "GroupId"] } } } }
        """;

    private const string Files =
        """{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,"UserIdGroupPairs":[{"GroupId":"sg-00000000000000011"}]}""";
    private const string Names = """{"IpProtocol":"udp","FromPort":53,"ToPort":54,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""";
    private const string Https = """{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""";

    [Theory]
    [InlineData($"{Files},{Names}", Https)]
    // Protocols by their numbers, all protocols, and other ports around those that are needed, have what is needed, and more.
    [InlineData(
        """{"IpProtocol":"6","FromPort":2049,"ToPort":2049,"UserIdGroupPairs":[{"GroupId":"sg-00000000000000011"}]},"""
        + """{"IpProtocol":"17","FromPort":53,"ToPort":54,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", Https)]
    [InlineData(
        """{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", Https,
        $"Warning {Id} allows more than the edge needs: everything from 10.0.0.0/16")]
    [InlineData(
        $$"""{{Files}},{"IpProtocol":"udp","FromPort":1,"ToPort":60,"IpRanges":[{"CidrIp":"10.0.0.0/8"}]}""", Https,
        $"Warning {Id} allows more than the edge needs: udp 1-60 from 10.0.0.0/8")]
    // Less, in one direction or in both.
    [InlineData(Names, Https, $"Failed {Id} does not allow tcp 2049 from {Jobs}")]
    [InlineData("", Https, $"Failed {Id} does not allow udp 53-54 from 10.0.0.0/16, tcp 2049 from {Jobs}")]
    [InlineData($"{Files},{Names}", "", $"Failed {Id} does not allow tcp 443 to 10.0.0.0/16")]
    [InlineData(
        Names, "", $"Failed {Id} does not allow tcp 443 to 10.0.0.0/16", $"Failed {Id} does not allow tcp 2049 from {Jobs}")]
    [InlineData(
        $$"""{{Files}},{"IpProtocol":"udp","FromPort":53,"ToPort":53,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", Https,
        $"Failed {Id} does not allow udp 53-54 from 10.0.0.0/16")]
    [InlineData(
        $$"""{{Files}},{"IpProtocol":"udp","FromPort":54,"ToPort":60,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", Https,
        $"Failed {Id} does not allow udp 53-54 from 10.0.0.0/16",
        $"Warning {Id} allows more than the edge needs: udp 54-60 from 10.0.0.0/16")]
    // Another group is another one, also where it may use the port of one that is needed.
    [InlineData(
        $$"""{{Files}},{{Names}},{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,"UserIdGroupPairs":[{"GroupId":"sg-0a"}]}""", Https,
        $"Warning {Id} allows more than the edge needs: tcp 2049 from sg-0a")]
    // A group of the VPC is in its block, an address of IPv6 and a prefix list are not.
    [InlineData(
        $"{Files},{Names}",
        $$"""{{Https}},{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"sg-0a"}]}""")]
    [InlineData(
        $"{Files},{Names}", $$"""
        {{Https}},{"IpProtocol":"tcp","FromPort":443,"ToPort":443,
          "Ipv6Ranges":[{"CidrIpv6":"::/0"}],"PrefixListIds":[{"PrefixListId":"pl-1"}]}
        """, $"Warning {Id} allows more than the edge needs: tcp 443 to ::/0, tcp 443 to pl-1")]
    // ICMP has types, where -1 is all of them.
    [InlineData(
        $$"""{{Files}},{{Names}},{"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""", Https,
        $"Warning {Id} allows more than the edge needs: icmp -1 from 10.0.0.0/16")]
    // The rule that allows nothing is no rule.
    [InlineData(
        $"{Files},{Names}",
        $$"""{{Https}},{"IpProtocol":"icmp","FromPort":252,"ToPort":86,"IpRanges":[{"CidrIp":"255.255.255.255/32"}]}""")]
    // Several rules together.
    [InlineData(
        $$"""
        {{Files}},{"IpProtocol":"udp","FromPort":53,"ToPort":54,"IpRanges":[{"CidrIp":"10.0.0.0/17"},{"CidrIp":"10.0.128.0/17"}]}
        """, Https)]
    public void What_is_missing_is_told_before_what_is_too_much(string ingress, string egress, params string[] found) =>
        Assert.Equal(found, Find(ingress, egress).Select(finding => $"{finding.Outcome} {finding.What}"));

    [Fact]
    public void All_blocks_of_the_vpc_stand_for_a_group_in_it()
    {
        const string rest = """{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,"IpRanges":[{"CidrIp":"100.64.0.0/16"}]}""";
        const string first = """{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""";
        List<Finding> In(string ingress) => Find($"{ingress},{Names}", Https, text =>
            text.Replace("cidrBlocks: [10.0.0.0/16]", "cidrBlocks: [10.0.0.0/16, 100.64.0.0/16]", StringComparison.Ordinal));

        Assert.Equal([Outcome.Warning], In($"{first},{rest}").Select(finding => finding.Outcome));
        Assert.Equal([Outcome.Failed, Outcome.Warning], In(first).Select(finding => finding.Outcome));
    }

    [Fact]
    public void The_remedy_adds_the_rules_of_each_direction()
    {
        Assert.Equal(
            $"aws ec2 authorize-security-group-ingress --region eu-central-1 --group-id {Id} --ip-permissions '[{Names}, {Files}]'",
            Assert.Single(Find("", Https)).Remedy);
        Assert.Equal(
            $"aws ec2 authorize-security-group-egress --region eu-central-1 --group-id {Id} --ip-permissions '[{Https}]'",
            Assert.Single(Find($"{Files},{Names}", "")).Remedy);
    }

    [Theory]
    [InlineData($$"""{"GroupId":"{{Jobs}}","VpcId":"{{Targets.VpcId}}"}""", $"there is no security group {Id} in eu-central-1")]
    [InlineData($$"""{"GroupId":"{{Id}}","VpcId":"vpc-1"}""", $"{Id} is in vpc-1, not in {Targets.VpcId}")]
    public void A_group_elsewhere_is_not_compared(string group, string what) => Assert.Equal(
        what, Assert.Single(Check(new FakeAws(("ec2 describe-security-groups", $$"""{"SecurityGroups":[{{group}}]}"""))).Find()).What);

    private static List<Finding> Find(string ingress, string egress, Func<string, string>? edit = null) =>
    [
        .. Check(new FakeAws(("ec2 describe-security-groups", $$"""
            {"SecurityGroups":[{"GroupId":"sg-0b","VpcId":"vpc-1"},{"GroupId":"{{Id}}","VpcId":"{{Targets.VpcId}}",
              "IpPermissions":[{{ingress}}],"IpPermissionsEgress":[{{egress}}]}]}
            """)), edit).Find(),
    ];

    private static Check Check(FakeAws aws, Func<string, string>? edit = null) =>
        ExistingGroupChecks.Of(Target(aws, edit)).Single(check => check.About == "vpc.securityGroups.fileSystem");

    private static PreflightTarget Target(FakeAws aws, Func<string, string>? edit)
    {
        var definition = Targets.Of(aws, text => (edit ?? (same => same))(ExistingResources.In(text))).Definition;
        var templates = new Dictionary<string, JsonNode> { ["network"] = JsonNode.Parse(Needed)!, ["identity"] = new JsonObject() };
        return new PreflightTarget(definition, aws) { Needed = () => new NeededParts(definition.Config, templates) };
    }
}
