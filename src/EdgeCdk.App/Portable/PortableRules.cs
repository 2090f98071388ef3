using Amazon.CDK;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.App.Portable;

/// <summary>What must be true of parameters together. CloudFormation checks it before it creates anything.</summary>
internal sealed class PortableRules
{
    private const string Subnet = "AWS::EC2::Subnet::Id";

    private readonly Stack _stack;
    private readonly PortableForm _form;

    private PortableRules(Stack stack, PortableForm form) => (_stack, _form) = (stack, form);

    public static void Add(Stack stack, PortableForm form, ReleaseManifest release)
    {
        var rules = new PortableRules(stack, form);
        if (form.LooksUp)
            rules.AddLookUps();
        rules.AddNetwork();
        rules.AddQueues([.. release.Functions.Keys.Order().Select(function => FunctionTraitsAttribute.Of(function).QueueArn)]);
        rules.AddRegistry();
        rules.AddTelemetry();
        if (release.ReadsProxy())
            rules.AddProxy();
    }

    // Values of attributes: only known in the account that has the subnets.
    private void AddLookUps() => Rule(
        "SubnetsAreOfTheVpc", null,
        new(Fn.ConditionEachMemberEquals(Fn.ValueOfAll(Subnet, "VpcId"), _form.Text("VpcId")),
            "The private subnets must be in the VPC: correct VpcId or the subnets."),
        new(Not(Fn.ConditionContains([Fn.ValueOf("PrivateSubnet1", "AvailabilityZone")], Fn.ValueOf("PrivateSubnet2", "AvailabilityZone"))),
            "PrivateSubnet1 and PrivateSubnet2 must be in two availability zones: "
            + "the file system and the endpoints allow one subnet each."));

    private void AddNetwork()
    {
        var firstTwo = new[] { _form.Text("PrivateSubnet1"), _form.Text("PrivateSubnet2") };
        Rule(
            "SubnetsDiffer", null,
            new Assertion(Not(Fn.ConditionContains(firstTwo, _form.Text("PrivateSubnet3"))),
                "PrivateSubnet3 must be another subnet than the first two: leave it empty when there are two."));
        Rule(
            "GatewayEndpointHasRouteTables", Is("S3Endpoint", "create"),
            new Assertion(Has("PrivateRouteTableIds"),
                "PrivateRouteTableIds must name the route tables of the private subnets while S3Endpoint is create: "
                + "add them, or choose existing when the VPC has an S3 gateway endpoint."));
    }

    private void AddQueues(string[] queues)
    {
        var pairs =
            from first in queues.Index()
            from second in queues.Skip(first.Index + 1)
            select new Assertion(
                Not(Fn.ConditionEquals(_form.Text(first.Item), _form.Text(second))),
                $"{first.Item} and {second} must be two queues: take both from the vendor's registration data.");
        if (queues.Length > 1)
            Rule("QueuesDiffer", null, [.. pairs]);
    }

    private void AddRegistry()
    {
        const string credentials = "RegistryCredentials";
        Rule(
            "RegistryParametersAreGiven", Is(credentials, PortableParameters.CredentialsFromParameters),
            new Assertion(Fn.ConditionAnd(Has("RegistryUsername"), Has("RegistryPassword")),
                "RegistryUsername and RegistryPassword must be given while RegistryCredentials is parameters: take them from the vendor."),
            new Assertion(Is("RegistrySecretArn", ""),
                "RegistrySecretArn must be empty while RegistryCredentials is parameters: choose secret to use it."));
        Rule(
            "RegistrySecretIsGiven", Is(credentials, PortableParameters.CredentialsFromSecret),
            new Assertion(Has("RegistrySecretArn"), "RegistrySecretArn must be given while RegistryCredentials is secret."));
        Rule(
            "RegistryNeedsNoCredentials", Is(credentials, PortableParameters.NoCredentials),
            new Assertion(Not(Is("RegistryPrefix", RegistrySection.VendorPrefix)),
                "RegistryPrefix must be a mirror of yours while RegistryCredentials is none: the vendor's registry asks for credentials."),
            new Assertion(Is("RegistrySecretArn", ""),
                "RegistrySecretArn must be empty while RegistryCredentials is none: choose secret to use it."));
        Rule(
            "RegistryKeyHasItsSecret", Has("RegistrySecretKeyArn"),
            new Assertion(Has("RegistrySecretArn"), "RegistrySecretKeyArn must be empty without RegistrySecretArn."));
    }

    private void AddTelemetry()
    {
        Rule(
            "ReceiverOfTelemetryIsGiven", Fn.ConditionAnd(Is("Observability", "true"), Is("OtlpSecretArn", "")),
            new Assertion(Fn.ConditionAnd(Has("OtlpEndpoint"), Has("OtlpAuthorization")),
                "OtlpEndpoint and OtlpAuthorization must be given while Observability is true, or OtlpSecretArn instead of them."));
        Rule(
            "OtlpKeyHasItsSecret", Has("OtlpSecretKeyArn"),
            new Assertion(Has("OtlpSecretArn"), "OtlpSecretKeyArn must be empty without OtlpSecretArn."));
    }

    private void AddProxy()
    {
        Rule(
            "ProxyIsGiven", Fn.ConditionOr(Has("NoProxy"), Has("ProxyCaSecretArn"), Has(ProxyParameters.Egress)),
            new Assertion(Has("ProxyUrl"), "NoProxy, ProxyCaSecretArn and EgressProxy must be empty without ProxyUrl."));
        Rule(
            "ClosedEgressAllowsTheProxy", Fn.ConditionAnd(Has("ProxyUrl"), Is("EgressMode", "closed")),
            new Assertion(Has(ProxyParameters.Egress), "EgressProxy must name the addresses of the proxy while EgressMode is closed."));
        Rule(
            "ProxyKeyHasItsSecret", Has("ProxyCaSecretKeyArn"),
            new Assertion(Has("ProxyCaSecretArn"), "ProxyCaSecretKeyArn must be empty without ProxyCaSecretArn."));
    }

    private static ICfnRuleConditionExpression Not(ICfnConditionExpression condition) => Fn.ConditionNot(condition);

    private ICfnRuleConditionExpression Is(string name, string value) => Fn.ConditionEquals(_form.Text(name), value);

    private ICfnRuleConditionExpression Has(string name) => Not(Is(name, ""));

    private void Rule(string id, ICfnConditionExpression? when, params Assertion[] assertions) => new CfnRule(_stack, id, new CfnRuleProps
    {
        RuleCondition = when,
        Assertions =
        [
            .. assertions.Select(
                assertion => new CfnRuleAssertion { Assert = assertion.Assert, AssertDescription = assertion.Description }),
        ],
    });

    private sealed record Assertion(ICfnConditionExpression Assert, string Description);
}
