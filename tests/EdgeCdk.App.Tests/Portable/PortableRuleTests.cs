using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

/// <summary>What does not go together is refused, as it is in an edge file.</summary>
public sealed class PortableRuleTests(SynthesizedEdges edges)
{
    private const string SecretArn = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf";
    private const string KeyArn = "arn:aws:kms:eu-central-1:123456789011:key/2222abcd-12ab-34cd-56ef-1234567890ab";

    private const string Proxy = "http://proxy.example.com:3128";

    /// <summary>
    /// Values that differ from the demo edge's, the same in its file, the rule that refuses them, and the key that the file is
    /// told of.
    /// </summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        {
            "PrivateRouteTableIds=", "privateRouteTableIds: [rtb-0aa11bb22cc33dd44]->privateRouteTableIds: []",
            "GatewayEndpointHasRouteTables", "vpc.privateRouteTableIds"
        },
        {
            "ResultReaderQueueArn=arn:aws:sqs:eu-central-1:999988887777:demo-requests", "demo-results->demo-requests", "QueuesDiffer",
            "controlPlane.resultReaderQueueArn"
        },
        {
            "RegistryCredentials=none", "artifacts:->registry: { credentials: none }\nartifacts:", "RegistryNeedsNoCredentials",
            "registry.credentials"
        },
        {
            $"RegistryCredentials=none RegistryPrefix=mirror.example.com/ RegistrySecretArn={SecretArn}",
            $"artifacts:->registry: {{ credentials: none, prefix: mirror.example.com/, secretArn: \"{SecretArn}\" }}\nartifacts:",
            "RegistryNeedsNoCredentials", "registry.secretArn"
        },
        {
            $"RegistrySecretKeyArn={KeyArn}", $"artifacts:->registry: {{ secretKeyArn: \"{KeyArn}\" }}\nartifacts:",
            "RegistryKeyHasItsSecret", "registry.secretKeyArn"
        },
        {
            $"OtlpSecretKeyArn={KeyArn}", $"artifacts:->observability: {{ otlpSecretKeyArn: \"{KeyArn}\" }}\nartifacts:",
            "OtlpKeyHasItsSecret", "observability.otlpSecretKeyArn"
        },
        {
            $"ProxyUrl={Proxy} ProxyCaSecretKeyArn={KeyArn}",
            $"vpc:\n->vpc:\n  proxy: {{ url: \"{Proxy}\", caSecretKeyArn: \"{KeyArn}\" }}\n", "ProxyKeyHasItsSecret",
            "vpc.proxy.caSecretKeyArn"
        },
        {
            "EgressProxy=10.0.0.7/32:3128",
            "vpc:\n->vpc:\n  egress: { proxy: [\"10.0.0.7/32:3128\"] }\n", "ProxyIsGiven", "vpc.egress.proxy"
        },
        {
            $"ProxyUrl={Proxy} EgressMode=closed", $"vpc:\n->vpc:\n  proxy: {{ url: \"{Proxy}\" }}\n  egress: {{ mode: closed }}\n",
            "ClosedEgressAllowsTheProxy", "vpc.egress.proxy"
        },
        {
            "PrivateSubnet3=subnet-0156acffabb5aa872", "  publicSubnetIds:->    - \"subnet-0156acffabb5aa872\"\n  publicSubnetIds:",
            "SubnetsDiffer", "vpc.privateSubnetIds[2]"
        },
    };

    /// <summary>Values that only CloudFormation sees together: secrets, and where subnets are.</summary>
    public static TheoryData<string, string> RefusedByCloudFormation => new()
    {
        { "RegistryPassword=", "RegistryParametersAreGiven" },
        { "RegistryCredentials=secret", "RegistrySecretIsGiven" },
        { $"RegistrySecretArn={SecretArn}", "RegistryParametersAreGiven" },
        { "Observability=true", "ReceiverOfTelemetryIsGiven" },
        { "VpcId=vpc-0bbbbbbbbbbbbbbbb", "SubnetsAreOfTheVpc" },
        { "PrivateSubnet2=subnet-0cccccccccccccccc", "SubnetsAreOfTheVpc" },
    };

    [Fact]
    public void The_values_of_an_edge_are_not_refused() => Assert.All(PortableEdges.All.Values, edge => Assert.Empty(Refusals(edge, "")));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_an_edge_file_may_not_say_together_no_parameters_may(string values, string edit, string rule, string key)
    {
        var demo = PortableEdges.All[EdgeFiles.Demo];
        Assert.Contains(Refusals(demo, values), refusal => refusal.StartsWith($"{rule}: ", StringComparison.Ordinal));

        using var directory = new TemporaryDirectory();
        var parts = edit.Split("->");
        var text = EdgeFiles.Text(EdgeFiles.Demo).With(parts[0], parts[1]);
        Assert.Contains(
            key, Fleet.Check([directory.Write("edges/demo.yaml", text)], Repository.Releases).Problems.Select(problem => problem.Key));
    }

    [Theory]
    [MemberData(nameof(RefusedByCloudFormation))]
    public void What_only_cloudformation_sees_it_refuses(string values, string rule) =>
        Assert.Contains(
            Refusals(PortableEdges.All[EdgeFiles.Demo], values), refusal => refusal.StartsWith($"{rule}: ", StringComparison.Ordinal));

    [Fact]
    public void Every_rule_has_refused_something()
    {
        var rules = Refused.Select(row => row.Data.Item3).Concat(RefusedByCloudFormation.Select(row => row.Data.Item2)).Distinct();
        Assert.Equal(edges.Portable("16.6.5").Json["Rules"]!.AsObject().Select(rule => rule.Key).Order(), rules.Order());
    }

    private IEnumerable<string> Refusals(EdgeDefinition edge, string changes)
    {
        var values = PortableValues.Of(edge).ToDictionary();
        foreach (var secret in PortableValues.Secrets(edge.Config))
            values[secret] = secret == "OtlpEndpoint" ? "https://telemetry.example.com" : "given";
        var subnets = edge.Config.Vpc.PrivateSubnetIds.Index()
            .ToDictionary(subnet => subnet.Item, subnet => ($"zone {subnet.Index}", edge.Config.Vpc.VpcId));
        subnets["subnet-0cccccccccccccccc"] = (subnets[values["PrivateSubnet1"]].Item1, edge.Config.Vpc.VpcId);
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('=', 2)))
            values[change[0]] = change[1];
        return new InstantiatedTemplate(edges.Portable(edge).Json, values, StackPlace.Of(edge.Config)).Refusals(subnets);
    }
}
