using Amazon.CDK;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.App.Stacks;

/// <summary>The parameters of <see cref="PrerequisitesStack"/>, and what must be true of them.</summary>
internal sealed class PrerequisitesForm
{
    private static readonly ConfigKey LogRetention = ConfigKey.Find(ConfigKey.OfEdge, "logRetentionDays")!;

    private readonly Stack _stack;
    private readonly CfnParameter _zones;
    private readonly CfnParameter[] _zoneNames;
    private readonly CfnParameter _natGateways;

    /// <param name="stack">The stack that gets the parameters.</param>
    public PrerequisitesForm(Stack stack)
    {
        _stack = stack;
        var edgeName = Parameter(
            "EdgeName", "Name of the edge, as the vendor knows it", "^[a-z](-?[a-z0-9])+$",
            "3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen");
        (edgeName.MinLength, edgeName.MaxLength) = (3, 20);
        var cidr = Parameter(
            "VpcCidr", "IPv4 block of the VPC: private, and not in use in a network that it will be connected to",
            @"^(\d{1,3}\.){3}\d{1,3}/(1[6-9]|2[01])$",
            "an IPv4 block of /16 to /21, such as 10.0.0.0/16; each subnet gets a /24 of it", "10.0.0.0/16");
        _zones = Choice("Zones", "Availability zones; AWS has three in most regions", "3", "2");
        _zoneNames = [.. new[] { "FirstZone", "SecondZone", "ThirdZone" }.Select(ZoneName)];
        _natGateways = Choice(
            "NatGateways",
            "per-zone: the edge continues when a zone fails. one: costs less. none: with endpoints and a mirror, see vpc.internetAccess",
            "per-zone", "one", "none");
        var flowLogDays = Days("FlowLogRetentionDays", "Days that flow logs are kept. Audits often ask for 365", 30);
        flowLogDays.AllowedValues = [.. ((OneOfAttribute)LogRetention.Constraint!).Values.Select(ConfigKey.Written)];
        flowLogDays.ConstraintDescription = "must be a number of days that CloudWatch Logs offers, such as 30, 90, 365 or 731";
        var noncurrentDays = Days(
            "NoncurrentVersionDays", "Days that an object of the result bucket can be restored after it was deleted or replaced", 30);
        (noncurrentDays.MinValue, noncurrentDays.MaxValue) = (1, 3653);
        noncurrentDays.ConstraintDescription = "must be 1 to 3653 days";
        var boundary = Parameter(
            "PermissionsBoundaryArn", "Permissions boundary of the roles. Empty: none",
            "^$|^arn:[a-z-]+:iam::[0-9]{12}:policy/.+$", "the ARN of a managed policy of this account, or empty", "");
        var accessLogBucket = Parameter(
            "AccessLogBucket",
            "Your bucket in this region for access logs of the result bucket; its policy must allow logging.s3.amazonaws.com. Empty: none",
            "^$|^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "the name of a bucket, or empty", "");
        RequireAllZones();
        stack.TemplateOptions.Metadata = new Dictionary<string, object>
        {
            ["AWS::CloudFormation::Interface"] = new Dictionary<string, object>
            {
                ["ParameterGroups"] = new object[]
                {
                    Group("Edge", edgeName),
                    Group("Network", [cidr, _zones, .. _zoneNames, _natGateways]),
                    Group("Rules of the account", flowLogDays, noncurrentDays, boundary, accessLogBucket),
                },
            },
        };
        (EdgeName, Cidr) = (edgeName.ValueAsString, cidr.ValueAsString);
        (FlowLogRetentionDays, NoncurrentVersionDays) = (flowLogDays.ValueAsNumber, noncurrentDays.ValueAsNumber);
        var hasBoundary = When.Holds(new CfnCondition(stack, "HasBoundary", new CfnConditionProps { Expression = IsGiven(boundary) }));
        AccessLogBucket = new(
            accessLogBucket.ValueAsString,
            When.Holds(new CfnCondition(stack, "HasAccessLogBucket", new CfnConditionProps { Expression = IsGiven(accessLogBucket) })));
        PermissionsBoundaryArn = hasBoundary.IfTrue(boundary.ValueAsString);
    }

    public string EdgeName { get; }

    /// <summary>IPv4 block of the VPC.</summary>
    public string Cidr { get; }

    /// <summary>Names of the zones; all empty when AWS chooses.</summary>
    public IReadOnlyList<string> ZoneNames => [.. _zoneNames.Select(zone => zone.ValueAsString)];

    /// <summary>Days that flow logs are kept.</summary>
    public double FlowLogRetentionDays { get; }

    /// <summary>Days that a version of an object is kept that is no longer current.</summary>
    public double NoncurrentVersionDays { get; }

    /// <summary>The customer's bucket for the access logs of the result bucket.</summary>
    public Conditional<string> AccessLogBucket { get; }

    /// <summary>Permissions boundary of the roles; left out when none is given.</summary>
    public string PermissionsBoundaryArn { get; }

    /// <summary>Whether there are three zones rather than two.</summary>
    public ICfnRuleConditionExpression HasThreeZones => Fn.ConditionEquals(_zones.ValueAsString, "3");

    /// <summary>Whether zones are named.</summary>
    public ICfnRuleConditionExpression NamesZones => IsGiven(_zoneNames[0]);

    /// <summary>Whether each zone has a NAT gateway of its own.</summary>
    public ICfnRuleConditionExpression HasNatPerZone => Fn.ConditionEquals(_natGateways.ValueAsString, "per-zone");

    /// <summary>Whether there is any NAT gateway.</summary>
    public ICfnRuleConditionExpression HasNat => Fn.ConditionNot(Fn.ConditionEquals(_natGateways.ValueAsString, "none"));

    private static Dictionary<string, object> Group(string label, params CfnParameter[] parameters) => new()
    {
        ["Label"] = new Dictionary<string, object> { ["default"] = label },
        ["Parameters"] = parameters.Select(parameter => parameter.LogicalId).ToArray(),
    };

    private CfnParameter Parameter(string name, string description, string pattern, string constraint, string? value = null)
    {
        var parameter = new StringParameter
        {
            Name = name,
            Description = description,
            Pattern = pattern,
            Constraint = $"must be {constraint}",
            Default = value,
        };
        return parameter.Create(_stack);
    }

    // Fargate, Lambda and the endpoints are not in every zone of some regions; which zone an account calls by which name differs.
    private CfnParameter ZoneName(string name) => Parameter(
        name,
        "Availability zone to use, such as eu-central-1b. Empty: in the order in which AWS lists them",
        "^$|^[a-z]{2}(-[a-z]+)+-[0-9]+[a-z]$",
        "the name of an availability zone of the region, or empty",
        "");

    private CfnParameter Choice(string name, string description, params string[] values)
    {
        var parameter = new StringParameter
        {
            Name = name,
            Description = description,
            AllowedValues = values,
            Constraint = $"must be {string.Join(", ", values[..^1])} or {values[^1]}",
            Default = values[0],
        };
        return parameter.Create(_stack);
    }

    private CfnParameter Days(string name, string description, int days) =>
        new(_stack, name, new CfnParameterProps { Type = "Number", Description = description, Default = ConfigKey.Written(days) });

    private void RequireAllZones()
    {
        var (first, second, third) = (_zoneNames[0], _zoneNames[1], _zoneNames[2]);
        var thirdIfThree = Fn.ConditionOr(
            Fn.ConditionAnd(HasThreeZones, IsGiven(third)),
            Fn.ConditionAnd(Fn.ConditionNot(HasThreeZones), Fn.ConditionNot(IsGiven(third))));
        new CfnRule(_stack, "AllZonesAreNamed", new CfnRuleProps
        {
            RuleCondition = Fn.ConditionOr([.. _zoneNames.Select(IsGiven)]),
            Assertions =
            [
                new CfnRuleAssertion
                {
                    Assert = Fn.ConditionAnd(IsGiven(first), IsGiven(second), thirdIfThree),
                    AssertDescription = "Name as many zones as Zones says: FirstZone, SecondZone and, with three, ThirdZone; or none.",
                },
                new CfnRuleAssertion
                {
                    Assert = Fn.ConditionAnd(Differ(first, second), Differ(first, third), Differ(second, third)),
                    AssertDescription = "Name different zones: the file system and the endpoints allow one subnet in each.",
                },
            ],
        });
    }

    private static ICfnRuleConditionExpression IsGiven(CfnParameter parameter) =>
        Fn.ConditionNot(Fn.ConditionEquals(parameter.ValueAsString, ""));

    private static ICfnRuleConditionExpression Differ(CfnParameter one, CfnParameter other) =>
        Fn.ConditionNot(Fn.ConditionEquals(one.ValueAsString, other.ValueAsString));
}
