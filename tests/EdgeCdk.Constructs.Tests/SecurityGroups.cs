using Amazon.CDK.Assertions;

namespace EdgeCdk.Constructs.Tests;

/// <summary>Patterns of security groups.</summary>
internal static class SecurityGroups
{
    /// <summary>The group of a workload that reaches everything and that nothing reaches.</summary>
    public static Map WithoutIngress(string workload) => new()
    {
        ["GroupDescription"] = $"Edge {workload}: no ingress, egress any",
        ["SecurityGroupIngress"] = Match.Absent(),
        ["SecurityGroupEgress"] = new[]
        {
            new Map { ["CidrIp"] = "0.0.0.0/0", ["Description"] = "Registry, AWS services and data sources", ["IpProtocol"] = "-1" },
        },
        ["VpcId"] = "vpc-0f1924823027c00c7",
    };
}
