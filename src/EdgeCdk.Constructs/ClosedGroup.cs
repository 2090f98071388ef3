using Amazon.CDK.AWS.EC2;

namespace EdgeCdk;

/// <summary>Gives a security group that allows all egress a list of rules in its place.</summary>
internal static class ClosedGroup
{
    /// <summary>Replaces the egress rules.</summary>
    /// <param name="group">The group.</param>
    /// <param name="description">Of the rule that allows everything.</param>
    /// <param name="closed">When the list applies.</param>
    /// <param name="rules">The list, of which at least one rule always exists.</param>
    public static void Apply(CfnSecurityGroup group, string description, When closed, IEnumerable<EgressRule> rules)
    {
        var list = rules.Select(rule => rule.ToTemplate()).OfType<object>().ToArray();
        var everything = new Dictionary<string, object>
        {
            ["CidrIp"] = "0.0.0.0/0",
            ["Description"] = description,
            ["IpProtocol"] = "-1",
        };
        group.AddPropertyOverride("SecurityGroupEgress", closed.IfElse(list, new object[] { everything })!);
    }
}
