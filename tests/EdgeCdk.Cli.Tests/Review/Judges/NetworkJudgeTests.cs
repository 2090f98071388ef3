namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Rules of security groups, in the group and in resources of their own.</summary>
public sealed class NetworkJudgeTests
{
    private const string FirstRule = "[Properties.SecurityGroupIngress[0]]";

    // A group that lets nothing in, and out what CDK writes for nothing.
    private const string NothingOut = """{"CidrIp": "255.255.255.255/32", "IpProtocol": "icmp", "FromPort": 252, "ToPort": 86}""";

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false)]
    [InlineData("172.31.0.0/16", "172.31.0.0/16", false)]
    [InlineData("192.168.1.0/24", "192.168.1.0/24", false)]
    [InlineData("100.127.0.0/16", "100.127.0.0/16", false)]
    [InlineData("fd00::/8", "fd00::/8", false)]
    [InlineData("10.0.0.0/7", "10.0.0.0/7", true)]
    [InlineData("172.32.0.0/16", "172.32.0.0/16", true)]
    [InlineData("8.8.8.8/32", "8.8.8.8/32", true)]
    [InlineData("2001:db8::/32", "2001:db8::/32", true)]
    [InlineData("0.0.0.0/0", "the whole internet (0.0.0.0/0)", true)]
    [InlineData("::/0", "the whole internet (::/0)", true)]
    public void What_may_come_in_from_a_public_address_needs_a_decision(string block, string who, bool isGrave)
    {
        var property = block.Contains(':') ? "CidrIpv6" : "CidrIp";

        Assert.Equal(
            $"{(isGrave ? "! " : "")}opened: SecurityGroup now allows inbound traffic from {who} on tcp 443 {FirstRule}",
            Group("", $$"""{"{{property}}": "{{block}}", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}"""));
    }

    [Theory]
    [InlineData("\"tcp\"", "1", "2", "tcp 1-2", false)]
    [InlineData("\"udp\"", "53", "53", "udp 53", false)]
    [InlineData("\"-1\"", "0", "0", "all ports", true)]
    [InlineData("-1", "null", "null", "all ports", true)]
    [InlineData("\"tcp\"", "null", "null", "all ports", true)]
    public void All_ports_need_a_decision_wherever_the_traffic_comes_from(
        string protocol, string from, string to, string ports, bool isGrave) => Assert.Equal(
        $"{(isGrave ? "! " : "")}opened: SecurityGroup now allows inbound traffic from sg-1 on {ports} {FirstRule}",
        Group("", $$"""{"SourceSecurityGroupId": "sg-1", "IpProtocol": {{protocol}}, "FromPort": {{from}}, "ToPort": {{to}} }"""));

    [Theory]
    [InlineData("SourceSecurityGroupId")]
    [InlineData("SourcePrefixListId")]
    [InlineData("SourceSecurityGroupName")]
    [InlineData("DestinationSecurityGroupId")]
    [InlineData("DestinationPrefixListId")]
    public void The_other_end_is_told_however_it_is_named(string property) => Assert.Equal(
        "opened: SecurityGroup now allows inbound traffic from other on tcp 1 [Properties.SecurityGroupIngress[0]]",
        Group("", $$"""{"{{property}}": "other", "IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}"""));

    [Theory]
    [InlineData("SecurityGroupIngress", "inbound traffic from 10.0.0.0/8", "")]
    [InlineData("SecurityGroupEgress", "outbound traffic to 10.0.0.0/8", "")]
    [InlineData("SecurityGroupEgress", "outbound traffic to the whole internet (0.0.0.0/0)", "! ")]
    public void A_rule_of_its_own_is_told_as_one_of_its_group(string type, string words, string sign)
    {
        var block = sign.Length > 0 ? "0.0.0.0/0" : "10.0.0.0/8";

        Assert.Equal(
            $"""
            {sign}opened: Group now allows {words} on tcp 1 [Rule: Properties]
            added: Rule is added: EC2 {type} [Resources]
            """,
            SmallStack.Review(
                $$"""{{{Closed("Group")}}}""",
                $$"""
                {{{Closed("Group")}}, "Rule": {"Type": "AWS::EC2::{{type}}", "Properties": {
                    "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]}, "CidrIp": "{{block}}", "IpProtocol": "tcp",
                    "FromPort": 1, "ToPort": 1} } }
                """));
    }

    [Fact]
    public void A_group_may_be_named_by_Ref() => Assert.Equal(
        "opened: Group now allows inbound traffic from Other on tcp 1 [Properties.SecurityGroupIngress[0]]",
        SmallStack.Review(
            $$"""{{{Closed("Group")}},{{Closed("Other")}} }""",
            $$"""
            {{{Closed("Group", """{"SourceSecurityGroupId": {"Ref": "Other"}, "IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}""")}},
            {{Closed("Other")}} }
            """));

    // The rule that lets all out of a new group, as AWS does without a rule, is a matter of the group.
    [Theory]
    [InlineData("""{"GroupName": "a"}""", "opened: New now allows outbound traffic to the whole internet (0.0.0.0/0) on all ports")]
    [InlineData($$"""{"GroupName": "a", "SecurityGroupEgress": [{{NothingOut}}]}""", "added: New is added: EC2 SecurityGroup")]
    public void Out_of_a_new_group_everything_may_go(string properties, string says) => Assert.StartsWith(
        says,
        SmallStack.Review(
            $$"""{{{Closed("Group")}}}""",
            $$"""{{{Closed("Group")}}, "New": {"Type": "AWS::EC2::SecurityGroup", "Properties": {{properties}} } }"""),
        StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_stands_twice_is_one() => Assert.Equal(
        "closed: SecurityGroup no longer allows inbound traffic from 10.0.0.0/8 on tcp 1 [Properties.SecurityGroupIngress[0]]",
        Group(
            """
            {"CidrIp": "10.0.0.0/8", "IpProtocol": "tcp", "FromPort": 1, "ToPort": 1},
            {"CidrIp": "10.0.0.0/8", "IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}
            """,
            ""));

    [Fact]
    public void Of_a_group_that_is_removed_no_rule_is_told() => Assert.Equal(
        "removed: Group is removed (EC2 SecurityGroup) [Resources]",
        SmallStack.Review(
            $$"""
            {{{Closed("Group", """{"CidrIp": "10.0.0.0/8", "IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}""")}},
            {{Closed("Other")}} }
            """,
            $$"""{{{Closed("Other")}}}"""));

    private static string Group(string before, string after) => SmallStack.Review(
        "AWS::EC2::SecurityGroup",
        $$"""{"SecurityGroupIngress": [{{before}}], "SecurityGroupEgress": [{{NothingOut}}]}""",
        $$"""{"SecurityGroupIngress": [{{after}}], "SecurityGroupEgress": [{{NothingOut}}]}""");

    private static string Closed(string id, string ingress = "") => $$"""
        "{{id}}": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "SecurityGroupIngress": [{{ingress}}], "SecurityGroupEgress": [{{NothingOut}}]} }
        """;
}
