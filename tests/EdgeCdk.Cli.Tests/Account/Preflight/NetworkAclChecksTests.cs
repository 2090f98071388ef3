using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What a network ACL of the private subnets must allow.</summary>
public sealed class NetworkAclChecksTests
{
    private const string All = """ "Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"allow" """;
    private const string Out = $$"""{"RuleNumber":100,"Egress":true,{{All}}}""";
    private const string In = $$"""{"RuleNumber":100,"Egress":false,{{All}}}""";

    [Theory]
    [InlineData(Out + "," + In, "", "")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"deny",
              "PortRange":{"From":443,"To":443}}
            """,
        "Failed", "does not allow requests to port 443")]
    [InlineData(
        In + """
            ,{"RuleNumber":100,"Egress":true,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"allow",
              "PortRange":{"From":1024,"To":65535}}
            """,
        "Failed", "does not allow requests to port 443")]
    [InlineData(
        Out + "," + In + """,{"RuleNumber":50,"Egress":true,"Protocol":"17","CidrBlock":"0.0.0.0/0","RuleAction":"deny"}""", "", "")]
    [InlineData(
        Out + "," + In + """,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"192.168.0.0/16","RuleAction":"deny"}""", "", "")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"10.0.1.0/24","RuleAction":"deny",
              "PortRange":{"From":443,"To":443}}
            """,
        "Failed", "does not allow requests to endpoints in 10.0.1.0/24, to port 443")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":true,"Protocol":"6","CidrBlock":"10.0.1.0/24","RuleAction":"deny",
              "PortRange":{"From":50000,"To":65535}}
            """,
        "Failed", "does not allow responses of endpoints to 10.0.1.0/24, to the ephemeral ports 32768-60999")]
    [InlineData(
        Out + "," + In + """
            ,{"RuleNumber":50,"Egress":false,"Protocol":"6","CidrBlock":"10.0.1.0/24","RuleAction":"deny",
              "PortRange":{"From":1024,"To":40000}}
            """,
        "Failed", "does not allow responses of endpoints in 10.0.1.0/24, to the ephemeral ports 32768-60999")]
    [InlineData(
        """{"RuleNumber":100,"Egress":true,"Protocol":"6","CidrBlock":"0.0.0.0/1","RuleAction":"allow"},""" + In,
        "Warning", "allows requests to port 443 of some addresses only")]
    [InlineData(
        """{"RuleNumber":100,"Egress":false,"Protocol":"6","CidrBlock":"0.0.0.0/1","RuleAction":"allow"},""" + Out,
        "Warning", "allows responses of some addresses only")]
    [InlineData(
        Out + """
            ,{"RuleNumber":100,"Egress":false,"Protocol":"6","CidrBlock":"0.0.0.0/0","RuleAction":"allow",
              "PortRange":{"From":443,"To":443}},
            {"RuleNumber":110,"Egress":false,"Protocol":"6","CidrBlock":"0.0.0.0/1","RuleAction":"allow",
              "PortRange":{"From":32768,"To":40000}}
            """,
        "Failed", "does not allow responses to the ephemeral ports 32768-60999")]
    [InlineData(
        In + """
            ,{"RuleNumber":90,"Egress":true,"Protocol":"-1","Ipv6CidrBlock":"::/0","RuleAction":"deny"},
            {"RuleNumber":100,"Egress":true,"Protocol":"-1","CidrBlock":"0.0.0.0/1","RuleAction":"allow"},
            {"RuleNumber":110,"Egress":true,"Protocol":"-1","CidrBlock":"128.0.0.0/1","RuleAction":"allow"}
            """, "", "")]
    [InlineData(In + """,{"RuleNumber":100,"Egress":true}""", "Unknown", "has entries that AWS does not show")]
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
    public void What_is_denied_for_everybody_is_said_once()
    {
        const string none = """{"RuleNumber":32767,"Egress":true,"Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"deny"}""";

        Assert.Equal(
            [
                "does not allow requests to port 443", "does not allow responses to the ephemeral ports 32768-60999",
                "does not allow 10.0.0.0/24 on port 443, the port of the endpoints",
                "does not allow responses of endpoints to 10.0.0.0/24, to the ephemeral ports 32768-60999",
                "does not allow 10.0.1.0/24 on port 443, the port of the endpoints",
                "does not allow responses of endpoints to 10.0.1.0/24, to the ephemeral ports 32768-60999",
            ],
            NetworkAclChecks.Find(Target(none)).Select(finding => finding.What.Split(", ", 2)[1].Split(", ", 2)[1]));
    }

    [Theory]
    [InlineData(ResourceMode.Create, "", "Warning")]
    [InlineData(ResourceMode.Existing, "Gateway", "Warning")]
    [InlineData(ResourceMode.Existing, "Interface", "")]
    public void Without_NAT_a_gateway_endpoint_is_called_at_addresses_outside_of_the_VPC(
        ResourceMode mode, string type, string outcome)
    {
        const string inside = """
            {"RuleNumber":100,"Egress":true,"Protocol":"-1","CidrBlock":"10.0.0.0/16","RuleAction":"allow"},
            {"RuleNumber":100,"Egress":false,"Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"allow"}
            """;
        var target = Targets.Of(Aws(inside, Targets.First, Targets.Second, ("ec2 describe-vpc-endpoints", $$"""
            {"VpcEndpoints":[{"VpcEndpointType":"{{type}}","State":"available","ServiceName":"com.amazonaws.eu-central-1.s3"}]}
            """)));
        var vpc = target.Config.Vpc with { InternetAccess = false, Endpoints = target.Config.Vpc.Endpoints with { S3 = mode } };

        Targets.Has(
            NetworkAclChecks.Find(new PreflightTarget(
                target.Definition with { Config = target.Config with { Vpc = vpc } }, target.Aws.Account)),
            outcome, "allows requests to port 443 of some addresses only");
    }

    [Theory]
    [InlineData("10.0.0.0/24", "")]
    [InlineData("10.0.1.0/24", "Failed")]
    public void Inside_a_subnet_nothing_is_filtered(string denied, string outcome)
    {
        var aws = Aws(
            $$$"""
            {{{Out}}},{{{In}}},{"RuleNumber":50,"Egress":false,"Protocol":"6","CidrBlock":"{{{denied}}}","RuleAction":"deny",
              "PortRange":{"From":443,"To":443}}
            """,
            Targets.First, "subnet-other");

        Targets.Has(
            NetworkAclChecks.Find(Targets.Of(aws)).Where(finding => finding.Outcome.ToString() == "Failed"), outcome, "on port 443");
    }

    [Fact]
    public void One_that_AWS_does_not_show_is_not_known() => Targets.Has(
        NetworkAclChecks.Find(Targets.Of(Aws($"{Out},{In}", Targets.First, "subnet-other"))),
        "Unknown", $"the network ACL of {Targets.Second} could not be checked: it is not among those that AWS shows");

    [Fact]
    public void The_command_allows_what_is_denied() => Assert.Equal(
        "aws ec2 create-network-acl-entry --region eu-central-1 --network-acl-id acl-1 --protocol 6 --rule-action allow "
            + "--cidr-block 0.0.0.0/0 --rule-number '<number>' --egress --port-range From=443,To=443",
        NetworkAclChecks.Find(Target(In)).First().Remedy);

    private static PreflightTarget Target(string entries) => Targets.Of(Aws(entries, Targets.First, Targets.Second));

    private static FakeAws Aws(string entries, string first, string second, params (string, string)[] more) => new(
    [
        ("ec2 describe-subnets", Targets.Subnets),
        ("ec2 describe-network-acls", $$"""
            {"NetworkAcls":[{"NetworkAclId":"acl-1","Entries":[{{entries}}],
              "Associations":[{"SubnetId":"{{first}}"},{"SubnetId":"{{second}}"}]}]}
            """),
        .. more,
    ]);
}
