using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class OtlpLoadBalancerTests(SynthesizedEdges edges)
{
    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    [Fact]
    public void It_is_inside_the_vpc_and_has_a_group_from_birth() =>
        _watched.HasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", Match.ObjectEquals(new Map
        {
            ["LoadBalancerAttributes"] = new[] { new Map { ["Key"] = "load_balancing.cross_zone.enabled", ["Value"] = "true" } },
            ["Scheme"] = "internal",
            ["SecurityGroups"] = new[] { edges.Watched.GetAtt("Observability/Otlp/SecurityGroup", "GroupId") },
            ["Subnets"] = new[] { "subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd" },
            ["Type"] = "network",
        }));

    [Fact]
    public void The_service_waits_for_the_listeners_of_both_protocols() => _watched.HasResource("AWS::ECS::Service", new Map
    {
        ["Properties"] = new Map { ["LoadBalancers"] = Match.AnyValue() },
        ["DependsOn"] = Match.ArrayWith(
        [
            edges.Watched.At("Observability/Otlp/GrpcListener").LogicalId, edges.Watched.At("Observability/Otlp/HttpListener").LogicalId,
        ]),
    });

    [Fact]
    public void From_it_to_the_collector_exactly_three_ports_are_open_at_both_ends()
    {
        string Ports(string type) => string.Join(' ', edges.Watched.OfType(type)
            .Where(
                rule => rule.Path.StartsWith(
                    "Observability/Otlp/", StringComparison.Ordinal) && rule.Path.Contains("Path", StringComparison.Ordinal))
            .Select(rule => $"{rule["FromPort"]}-{rule["ToPort"]}").Order(StringComparer.Ordinal));

        Assert.Equal("13133-13133 4317-4317 4318-4318", Ports("AWS::EC2::SecurityGroupIngress"));
        Assert.Equal("13133-13133 4317-4317 4318-4318", Ports("AWS::EC2::SecurityGroupEgress"));
    }
}
