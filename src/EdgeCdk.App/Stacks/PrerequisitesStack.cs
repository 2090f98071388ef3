using Amazon.CDK;
using Constructs;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Prerequisites;

namespace EdgeCdk.App.Stacks;

/// <summary>
/// What an edge needs before it is deployed, for a customer who has none of it: network, result bucket, and the role to it. The
/// template takes parameters, and no more than the AWS CLI.
/// </summary>
public sealed class PrerequisitesStack : Stack
{
    public PrerequisitesStack(Construct scope)
        : base(scope, "Prerequisites", new StackProps
        {
            Description = "Network, result bucket and role for an edge",
            // The account need not be bootstrapped.
            Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
        })
    {
        var edgeName = Parameter("EdgeName", "Name of the edge, as the vendor knows it", "^[a-z](-?[a-z0-9])+$",
            "3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen");
        (edgeName.MinLength, edgeName.MaxLength) = (3, 20);
        var cidr = Parameter("VpcCidr", "IPv4 block of the VPC: private, and not in use in a network that it will be connected to", @"^(\d{1,3}\.){3}\d{1,3}/(1[6-9]|2[01])$",
            "an IPv4 block of /16 to /21, such as 10.0.0.0/16; each subnet gets a /24 of it", "10.0.0.0/16");
        var zones = Choice("Zones", "Availability zones; AWS has three in most regions", "3", "2");
        var named = new[] { "FirstZone", "SecondZone", "ThirdZone" }.Select(NamedZone).ToArray();
        var natGateways = Choice("NatGateways", "per-zone: the edge goes on when a zone fails. one: costs less", "per-zone", "one");
        RequireAllZones(zones, named);
        TemplateOptions.Metadata = new Dictionary<string, object>
        {
            ["AWS::CloudFormation::Interface"] = new Dictionary<string, object>
            {
                ["ParameterGroups"] = new object[] { Group("Edge", edgeName), Group("Network", [cidr, zones, .. named, natGateways]) },
            },
        };

        var edge = new EdgeContext
        {
            Name = edgeName.ValueAsString,
            Release = "",
            Partition = Aws.PARTITION,
            Region = Aws.REGION,
            AccountId = Aws.ACCOUNT_ID,
            DnsSuffix = Aws.URL_SUFFIX,
            LogRetentionDays = 30,
            RetainData = true,
        };
        var threeZones = new CfnCondition(this, "ThreeZones", new CfnConditionProps { Expression = Fn.ConditionEquals(zones.ValueAsString, "3") });
        var key = new PrerequisitesKey(this, "Key", edge);
        var network = new CustomerNetwork(this, "Network", new CustomerNetworkProps
        {
            Edge = edge,
            Cidr = cidr.ValueAsString,
            ThreeZones = threeZones,
            NamedZones = new CfnCondition(this, "NamedZones", new CfnConditionProps { Expression = IsGiven(named[0]) }),
            ZoneNames = [.. named.Select(zone => zone.ValueAsString)],
            NatPerZone = new CfnCondition(this, "NatPerZone", new CfnConditionProps { Expression = Fn.ConditionEquals(natGateways.ValueAsString, "per-zone") }),
        });
        new FlowLogs(this, "FlowLogs", edge, key, network.VpcId);
        var results = new ResultStorage(this, "Results", edge, key, ProcessingJobs.Names);
        // The vendor's guide asks for it on everything that the customer provides.
        Amazon.CDK.Tags.Of(this).Add("ataccama:edge:customer-provided", "true");

        string OfZones(string separator, Func<NetworkZone, string> value) => Fn.ConditionIf(
            threeZones.LogicalId, Fn.Join(separator, [.. network.Zones.Select(value)]), Fn.Join(separator, [.. network.Zones.Take(2).Select(value)])).ToString();
        string Items(Func<NetworkZone, string> value) => OfZones("\n", zone => $"    - \"{value(zone)}\"");
        Output("Onboarding", "What the vendor asks for: account, network and result bucket", $"""
            account:
              region: "{Region}"
              accountId: "{Account}"
            vpc:
              vpcId: "{network.VpcId}"
              privateSubnetIds:
            {Items(zone => zone.PrivateSubnetId)}
              publicSubnetIds:
            {Items(zone => zone.PublicSubnetId)}
            s3:
              bucketName: "{results.BucketName}"
              iamRoleArn: "{results.RoleArn}"
              region: "{Region}"
            """);
        Output("CidrBlocks", "Key vpc.cidrBlocks of the edge file", network.Cidr);
        Output("PrivateRouteTableIds", "Key vpc.privateRouteTableIds of the edge file", OfZones(",", zone => zone.PrivateRouteTableId));
    }

    private static Dictionary<string, object> Group(string label, params CfnParameter[] parameters) => new()
    {
        ["Label"] = new Dictionary<string, object> { ["default"] = label },
        ["Parameters"] = parameters.Select(parameter => parameter.LogicalId).ToArray(),
    };

    private CfnParameter Parameter(string name, string description, string pattern, string constraint, string? value = null) => new(this, name, new CfnParameterProps
    {
        Type = "String",
        Description = description,
        AllowedPattern = pattern,
        ConstraintDescription = $"must be {constraint}",
        Default = value,
    });

    // Fargate, Lambda and the endpoints are not in every zone of some regions; which zone an account calls by which name differs.
    private CfnParameter NamedZone(string name) => Parameter(
        name,
        "Availability zone to use, such as eu-central-1b. Empty: in the order in which AWS lists them",
        "^$|^[a-z]{2}(-[a-z]+)+-[0-9]+[a-z]$",
        "the name of an availability zone of the region, or empty",
        "");

    private void RequireAllZones(CfnParameter zones, CfnParameter[] named)
    {
        var hasThree = Fn.ConditionEquals(zones.ValueAsString, "3");
        var third = Fn.ConditionOr(
            Fn.ConditionAnd(hasThree, IsGiven(named[2])),
            Fn.ConditionAnd(Fn.ConditionNot(hasThree), Fn.ConditionNot(IsGiven(named[2]))));
        ICfnConditionExpression Differ(int one, int other) => Fn.ConditionNot(Fn.ConditionEquals(named[one].ValueAsString, named[other].ValueAsString));
        new CfnRule(this, "AllZonesAreNamed", new CfnRuleProps
        {
            RuleCondition = Fn.ConditionOr([.. named.Select(IsGiven)]),
            Assertions =
            [
                new CfnRuleAssertion
                {
                    Assert = Fn.ConditionAnd(IsGiven(named[0]), IsGiven(named[1]), third),
                    AssertDescription = "Name as many zones as Zones says: FirstZone, SecondZone and, with three, ThirdZone; or none.",
                },
                new CfnRuleAssertion
                {
                    Assert = Fn.ConditionAnd(Differ(0, 1), Differ(0, 2), Differ(1, 2)),
                    AssertDescription = "Name different zones: the file system and the endpoints allow one subnet in each.",
                },
            ],
        });
    }

    private static ICfnConditionExpression IsGiven(CfnParameter parameter) =>
        Fn.ConditionNot(Fn.ConditionEquals(parameter.ValueAsString, ""));

    private CfnParameter Choice(string name, string description, params string[] values) => new(this, name, new CfnParameterProps
    {
        Type = "String",
        Description = description,
        AllowedValues = values,
        ConstraintDescription = $"must be {string.Join(" or ", values)}",
        Default = values[0],
    });

    private void Output(string name, string description, string value) => new CfnOutput(this, name, new CfnOutputProps { Description = description, Value = value });
}
