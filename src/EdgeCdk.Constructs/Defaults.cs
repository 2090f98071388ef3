using Amazon.CDK.AWS.EC2;

namespace EdgeCdk;

/// <summary>Values that several constructs share.</summary>
internal static class Defaults
{
    /// <summary>Fargate's platform: with EFS, and the same today and tomorrow.</summary>
    public const string FargatePlatformVersion = "1.4.0";

    /// <summary>
    /// Egress of groups that only answer. An empty list would mean "everything" to CloudFormation, so a rule that matches nothing
    /// stands in its place.
    /// </summary>
    public static object[] NoEgress =>
    [
        new CfnSecurityGroup.EgressProperty
        {
            IpProtocol = "icmp",
            FromPort = 252,
            ToPort = 86,
            CidrIp = "255.255.255.255/32",
            Description = "Nothing",
        },
    ];

    /// <summary>Egress of groups of workloads: everything.</summary>
    /// <param name="description">What it is for.</param>
    public static object[] AnyEgress(string description) =>
    [
        new CfnSecurityGroup.EgressProperty { IpProtocol = "-1", CidrIp = "0.0.0.0/0", Description = description },
    ];
}
