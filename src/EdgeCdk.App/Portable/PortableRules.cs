using Amazon.CDK;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.App.Portable;

/// <summary>What must hold between parameters, checked by CloudFormation before it makes anything.</summary>
internal static class PortableRules
{
    private const string Subnets = "AWS::EC2::Subnet::Id";

    public static void Add(Stack stack, PortableForm form)
    {
        ICfnConditionExpression Is(string name, string value) => Fn.ConditionEquals(form.Text(name), value);
        ICfnConditionExpression Has(string name) => Fn.ConditionNot(Is(name, ""));

        if (form.LooksUp)
            SubnetsFitTheVpc();
        Rule("SubnetsDiffer", null,
            (Fn.ConditionNot(Fn.ConditionContains([form.Text("PrivateSubnet1"), form.Text("PrivateSubnet2")], form.Text("PrivateSubnet3"))), "PrivateSubnet3 must be another subnet than the first two: leave it empty when there are two."));
        Rule("GatewayEndpointHasRouteTables", Is("S3Endpoint", "create"),
            (Has("PrivateRouteTableIds"), "PrivateRouteTableIds must name the route tables of the private subnets while S3Endpoint is create: add them, or choose existing when the VPC has an S3 gateway endpoint."));
        Rule("QueuesDiffer", null,
            (Fn.ConditionNot(Fn.ConditionEquals(form.Text("RequestQueueArn"), form.Text("ResultReaderQueueArn"))), "RequestQueueArn and ResultReaderQueueArn must be two queues: take both from the vendor's registration data."));
        Rule("RegistryParametersAreGiven", Is("RegistryCredentials", PortableParameters.CredentialsFromParameters),
            (Fn.ConditionAnd(Has("RegistryUsername"), Has("RegistryPassword")), "RegistryUsername and RegistryPassword must be given while RegistryCredentials is parameters: take them from the vendor."),
            (Is("RegistrySecretArn", ""), "RegistrySecretArn must be empty while RegistryCredentials is parameters: choose secret to use it."));
        Rule("RegistrySecretIsGiven", Is("RegistryCredentials", PortableParameters.CredentialsFromSecret),
            (Has("RegistrySecretArn"), "RegistrySecretArn must be given while RegistryCredentials is secret."));
        Rule("RegistryNeedsNoCredentials", Is("RegistryCredentials", PortableParameters.NoCredentials),
            (Fn.ConditionNot(Is("RegistryPrefix", RegistrySection.VendorPrefix)), "RegistryPrefix must be a mirror of yours while RegistryCredentials is none: the vendor's registry asks for credentials."),
            (Is("RegistrySecretArn", ""), "RegistrySecretArn must be empty while RegistryCredentials is none: choose secret to use it."));
        Rule("RegistryKeyHasItsSecret", Has("RegistrySecretKeyArn"),
            (Has("RegistrySecretArn"), "RegistrySecretKeyArn must be empty without RegistrySecretArn."));
        Rule("ReceiverOfTelemetryIsGiven", Fn.ConditionAnd(Is("Observability", "true"), Is("OtlpSecretArn", "")),
            (Fn.ConditionAnd(Has("OtlpEndpoint"), Has("OtlpAuthorization")), "OtlpEndpoint and OtlpAuthorization must be given while Observability is true, or OtlpSecretArn instead of them."));
        Rule("OtlpKeyHasItsSecret", Has("OtlpSecretKeyArn"),
            (Has("OtlpSecretArn"), "OtlpSecretKeyArn must be empty without OtlpSecretArn."));

        // Values of attributes: only known in the account that has the subnets.
        void SubnetsFitTheVpc() => Rule("SubnetsAreOfTheVpc", null,
            (Fn.ConditionEachMemberEquals(Fn.ValueOfAll(Subnets, "VpcId"), form.Text("VpcId")),
                "The private subnets must be in the VPC: correct VpcId or the subnets."),
            (Fn.ConditionNot(Fn.ConditionContains(
                    [Fn.ValueOf("PrivateSubnet1", "AvailabilityZone")], Fn.ValueOf("PrivateSubnet2", "AvailabilityZone"))),
                "PrivateSubnet1 and PrivateSubnet2 must be in two availability zones: "
                + "the file system and the endpoints allow one subnet each."));

        void Rule(string id, ICfnConditionExpression? when, params (ICfnConditionExpression Assert, string Description)[] assertions) => new CfnRule(stack, id, new CfnRuleProps
        {
            RuleCondition = when,
            Assertions = [.. assertions.Select(assertion => new CfnRuleAssertion { Assert = assertion.Assert, AssertDescription = assertion.Description })],
        });
    }
}
