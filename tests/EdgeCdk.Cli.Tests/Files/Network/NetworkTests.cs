using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Network;

/// <summary>The command shows where an edge connects to, and writes what a firewall must allow.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly Session _session = new();

    public NetworkTests() => _session
        .Write("edges/demo.yaml", File.ReadAllText(EdgeExamples.PathOf("smallest")).Replace("vpc-0f1", "vpc-0f2", StringComparison.Ordinal))
        .Write("edges/closed.yaml", File.ReadAllText(EdgeExamples.PathOf("closed")));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_hosts_are_those_of_services_without_endpoint_and_of_the_registry() => Assert.Equal(
        """
        *.blob.core.windows.net:443
        *.data.azurecr.io:443
        ataccama.azurecr.io:443
        ecs.eu-central-1.amazonaws.com:443
        logs.eu-central-1.amazonaws.com:443
        sts.eu-central-1.amazonaws.com:443

        """,
        _session.Run("network", "demo", "--hosts").Output);

    [Fact]
    public void A_closed_edge_calls_no_host_outside()
    {
        Assert.Equal("", _session.Run("network", "closed", "--hosts").Output);

        var text = _session.Run("network", "closed").Output;

        Assert.Contains("  AWS: ecs, port 443: endpoint of the stack. Starts and stops jobs\n", text, StringComparison.Ordinal);
        Assert.Contains("  10.20.0.0/16, port 5432: as your network routes it. Reads what you connect\n", text, StringComparison.Ordinal);
        Assert.EndsWith("  none: all services of AWS have endpoints, and images come from Amazon ECR\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("internet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_connection_has_an_end()
    {
        var answer = _session.Json("network", "demo", "--json");

        var ends = answer["flows"]!.AsArray().ToLookup(flow => (string)flow!["end"]!, flow => (string)flow!["to"]!);
        Assert.Equal(["AWS: kms", "AWS: secretsmanager", "AWS: sqs"], ends["endpoint of the stack"].Distinct().Order());
        Assert.Equal(["AWS: ecs", "AWS: logs", "AWS: sts", "data sources", "registry ataccama.azurecr.io"],
            ends["internet"].Distinct().Order());
        Assert.Equal(["AWS: s3"], ends["gateway endpoint of the stack"].Distinct());
        Assert.Equal(["file system"], ends["inside the VPC"].Distinct());
        Assert.Contains(answer["hosts"]!.AsArray(), host => (string)host!["name"]! == "ataccama.azurecr.io" && (int)host["port"]! == 443);
    }

    [Fact]
    public void The_rule_group_allows_the_hosts_by_the_name_in_TLS()
    {
        Assert.Equal(
            "hosts.json was written: a rule group for 6 hosts; next, in the account of the firewall:\n  aws cloudformation deploy --region "
                + "eu-central-1 --stack-name edge-demo-hosts --template-file hosts.json\n",
            _session.Run("network", "demo", "--firewall", "hosts.json").Output);

        var template = JsonNode.Parse(_session.Read("hosts.json"))!;
        Assert.Equal(
            "{'RuleGroupName':'edge-demo-hosts','Description':'Hosts that edge demo calls','Type':'STATEFUL','Capacity':100,"
                + "'RuleGroup':{'RuleVariables':{'IPSets':{'HOME_NET':{'Definition':['10.0.0.0/16']}}},"
                + "'RulesSource':{'RulesSourceList':{'GeneratedRulesType':'ALLOWLIST','TargetTypes':['TLS_SNI'],"
                + "'Targets':['.blob.core.windows.net','.data.azurecr.io','ataccama.azurecr.io',"
                + "'ecs.eu-central-1.amazonaws.com','logs.eu-central-1.amazonaws.com','sts.eu-central-1.amazonaws.com']}},"
                + "'StatefulRuleOptions':{'RuleOrder':{'Ref':'RuleOrder'}}}}",
            template["Resources"]!["Hosts"]!["Properties"]!.ToJsonString().Replace('"', '\''));
    }

    [Fact]
    public void Without_hosts_there_is_no_rule_group() => Assert.Equal(
        new CommandResult(1, "", "edge: this edge calls no host outside of the VPC; it needs no rule group\n"),
        _session.Run("network", "closed", "--firewall", "hosts.json"));
}
