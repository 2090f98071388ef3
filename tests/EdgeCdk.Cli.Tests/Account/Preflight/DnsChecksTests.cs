using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Who answers for names in the VPC, and what a DNS firewall blocks.</summary>
public sealed class DnsChecksTests
{
    private const string Options = """ {"Key":"domain-name","Values":[{"Value":"example.com"}]}, """;

    [Theory]
    [InlineData("", "{}", "", "")]
    [InlineData("default", "{}", "Unknown", "it has no DHCP options")]
    [InlineData("dopt-1", "{}", "Unknown", "AWS does not show dopt-1")]
    [InlineData("dopt-1", """{"DhcpOptions":[{"DhcpConfigurations":[]}]}""", "", "")]
    [InlineData("dopt-1", "AmazonProvidedDNS", "", "")]
    [InlineData("dopt-1", "10.0.0.2, AmazonProvidedDNS", "", "")]
    [InlineData("dopt-1", "10.0.0.2, 10.0.0.3", "Warning", "uses the DNS servers 10.0.0.2, 10.0.0.3, by dopt-1")]
    public void Only_the_resolver_of_the_vpc_knows_all_names(string options, string answer, string outcome, string words)
    {
        var values = string.Join(',', answer.Split(", ").Select(server => $$"""{"Value":"{{server}}"}"""));
        var aws = new FakeAws(
            ("ec2 describe-vpcs", $$"""{"Vpcs":[{"VpcId":"{{Targets.VpcId}}","DhcpOptionsId":"{{options}}"}]}"""),
            ("ec2 describe-dhcp-options", answer.StartsWith('{') ? answer : $$"""
                {"DhcpOptions":[{"DhcpConfigurations":[{{Options}} {"Key":"domain-name-servers","Values":[{{values}}]}]}]}
                """));

        Targets.Has(DnsServerChecks.Find(Targets.Of(aws)), outcome, words);
    }

    [Theory]
    [InlineData("eu-central-1", "aws", "forward the domain amazonaws.com to ")]
    [InlineData("cn-north-1", "aws-cn", "forward the domain amazonaws.com.cn to ")]
    public void Other_servers_forward_the_domain_of_the_partition(string region, string partition, string words)
    {
        var aws = new FakeAws(("ec2 describe-vpcs", $$"""{"Vpcs":[{"VpcId":"{{Targets.VpcId}}","DhcpOptionsId":"default"}]}"""));

        var finding = Assert.Single(DnsServerChecks.Find(Targets.Of(aws, text => text
            .Replace("eu-central-1", region, StringComparison.Ordinal)
            .Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal))));

        Assert.StartsWith(words, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BLOCK", """ "mirror.example.com." """, true)]
    [InlineData("BLOCK", """ "other.example.com", "MIRROR.example.com" """, true)]
    [InlineData("BLOCK", """ "*.example.com" """, true)]
    [InlineData("BLOCK", """ "*" """, true)]
    [InlineData("BLOCK", """ "example.com" """, false)]
    [InlineData("BLOCK", """ "*.ample.com" """, false)]
    [InlineData("BLOCK", """ "*mirror.example.com" """, false)]
    [InlineData("ALERT", """ "*" """, false)]
    public void A_firewall_that_blocks_the_registry_is_named_with_its_rule(string action, string domains, bool isBlocked) => Targets.Has(
        DnsFirewallChecks.Find(Mirror(Firewall($$"""{{Rule("one", 1, action)}}""", $$"""{"Domains":[{{domains}}]}"""))),
        isBlocked ? "Failed" : "", "blocks mirror.example.com, by rule one of group");

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 1, true)]
    public void The_rule_with_the_lowest_number_decides(int allows, int blocks, bool isBlocked) => Targets.Has(
        DnsFirewallChecks.Find(Mirror(Firewall(
            $"{Rule("allows", allows, "ALLOW")},{Rule("blocks", blocks, "BLOCK")}", """{"Domains":["*"]}"""))),
        isBlocked ? "Failed" : "", "by rule blocks of group");

    [Theory]
    [InlineData("ResourceNotFoundException", true)]
    [InlineData("InvalidRequestException", true)]
    [InlineData("ValidationException", true)]
    [InlineData("AccessDeniedException", false)]
    public void A_list_that_AWS_does_not_show_blocks_no_registry(string code, bool isOfAws)
    {
        var aws = Firewall(Rule("one", 1, "BLOCK"), "{}");
        aws.Refused["route53resolver list-firewall-domains"] = new AwsException(code, "for a test");

        if (isOfAws)
            Assert.Empty(DnsFirewallChecks.Find(Mirror(aws)));
        else
            Assert.Throws<AwsException>(() => DnsFirewallChecks.Find(Mirror(aws)).ToList());
    }

    [Fact]
    public void A_rule_without_a_list_is_for_no_registry()
    {
        var aws = Firewall("""{"Name":"advanced","Priority":1,"Action":"BLOCK","DnsThreatProtection":"DGA"}""", "{}");
        aws.Refused["route53resolver list-firewall-domains"] = new AwsException("Unknown", "a list must have an id");

        Assert.Empty(DnsFirewallChecks.Find(Mirror(aws)));
    }

    private static FakeAws Firewall(string rules, string domains) => new(
        ("route53resolver list-firewall-rule-group-associations",
            """{"FirewallRuleGroupAssociations":[{"FirewallRuleGroupId":"group","Priority":1}]}"""),
        ("route53resolver list-firewall-rules", $$"""{"FirewallRules":[{{rules}}]}"""),
        ("route53resolver list-firewall-domains", domains));

    private static string Rule(string name, int priority, string action) => $$"""
        {"Name":"{{name}}","Priority":{{priority}},"Action":"{{action}}","FirewallRuleGroupId":"group","FirewallDomainListId":"list"}
        """;

    private static PreflightTarget Mirror(IAws aws) => Targets.Of(
        aws, text => $"{text}\nregistry: {{ prefix: mirror.example.com/edge/, credentials: none }}\n");
}
