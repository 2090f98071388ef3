using Amazon.CDK.AWS.EC2;

namespace EdgeCdk;

/// <summary>Values that several constructs share.</summary>
internal static class Defaults
{
    /// <summary>
    /// Fargate's platform: the newest, which AWS patches; a task gets it when it starts. The platform 1.4.0, which a file system needs,
    /// is the oldest that it stands for.
    /// </summary>
    public const string FargatePlatformVersion = "LATEST";

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
