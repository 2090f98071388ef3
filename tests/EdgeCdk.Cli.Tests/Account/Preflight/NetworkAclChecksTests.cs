using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What a network ACL of the private subnets must allow.</summary>
public sealed class NetworkAclChecksTests
{
    private const string All = """ "Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"allow" """;
    private const string Out = $$"""{"RuleNumber":100,"Egress":true,{{All}}}""";
    private const string In = $$"""{"RuleNumber":100,"Egress":false,{{All}}}""";

    [Theory]
    [InlineData(Out + "," + In, "", "")]
    [InlineData(In, "Failed", "does not allow requests to port 443")]
    [InlineData(
        Out + "," + In + """,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"deny"}""",
        "Failed", "does not allow requests to port 443")]
    [InlineData(
        Out + "," + In + """,{"RuleNumber":50,"Egress":true,"Protocol":"17","CidrBlock":"0.0.0.0/0","RuleAction":"deny"}""", "", "")]
    [InlineData(
        Out + "," + In + """,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"10.0.0.0/8","RuleAction":"deny"}""", "", "")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":false,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"deny",
              "PortRange":{"From":32768,"To":60999}}
            """,
        "Failed", "does not allow responses to the ephemeral ports 32768-60999")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":false,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"deny",
              "PortRange":{"From":1024,"To":2000}}
            """,
        "Warning", "some of the ephemeral ports 1024-65535 only")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":false,"Protocol":"6","CidrBlock":"10.0.1.0/24","RuleAction":"deny",
              "PortRange":{"From":443,"To":443}}
            """,
        "Failed", "does not allow 10.0.1.0/24 on port 443")]
    public void Requests_responses_and_endpoints_must_be_allowed(string entries, string outcome, string words) =>
        Targets.Has(NetworkAclChecks.Find(Target(entries)), outcome, words);

    [Fact]
    public void The_command_allows_what_is_denied() => Assert.Equal(
        "aws ec2 create-network-acl-entry --region eu-central-1 --network-acl-id acl-1 --protocol 6 --rule-action allow "
            + "--cidr-block 0.0.0.0/0 --rule-number '<number>' --egress --port-range From=443,To=443",
        Assert.Single(NetworkAclChecks.Find(Target(In))).Remedy);

    private static PreflightTarget Target(string entries) => Targets.Of(new FakeAws(
        ("ec2 describe-subnets", Targets.Subnets),
        ("ec2 describe-network-acls", $$"""
            {"NetworkAcls":[{"NetworkAclId":"acl-1","Entries":[{{entries}}],
              "Associations":[{"SubnetId":"{{Targets.First}}"},{"SubnetId":"{{Targets.Second}}"}]}]}
            """)));
}
