using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

/// <summary>The way of telemetry from the load balancer to the collector.</summary>
public sealed class OtlpNetworkTests(SynthesizedEdges edges)
{
    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    [Theory, InlineData("Grpc", 4317), InlineData("Http", 4318)]
    public void A_listener_passes_on_to_a_target_group(string protocol, int port) =>
        _watched.HasResourceProperties("AWS::ElasticLoadBalancingV2::Listener", Match.ObjectEquals(new Map
        {
            ["DefaultActions"] = new[]
            {
                new Map { ["TargetGroupArn"] = edges.Watched.Ref($"Observability/Otlp/{protocol}Target"), ["Type"] = "forward" },
            },
            ["LoadBalancerArn"] = edges.Watched.Ref("Observability/Otlp/LoadBalancer"),
            ["Port"] = port,
            ["Protocol"] = "TCP",
        }));

    [Theory, InlineData(4317), InlineData(4318)]
    public void A_target_group_asks_the_collector_for_its_health(int port) =>
        _watched.HasResourceProperties("AWS::ElasticLoadBalancingV2::TargetGroup", Match.ObjectEquals(new Map
        {
            ["HealthCheckPath"] = "/",
            ["HealthCheckPort"] = "13133",
            ["HealthCheckProtocol"] = "HTTP",
            ["Port"] = port,
            ["Protocol"] = "TCP",
            ["TargetGroupAttributes"] = new[] { new Map { ["Key"] = "deregistration_delay.timeout_seconds", ["Value"] = "30" } },
            ["TargetType"] = "ip",
            ["VpcId"] = "vpc-0f1924823027c00c7",
        }));

    [Theory]
    [InlineData("PlaneManager/Network")]
    [InlineData("Jobs/Network")]
    [InlineData("MetadataBrowsing/Function/Network")]
    [InlineData("DqResultsReader/Function/Network")]
    public void A_workload_may_send_on_both_ports(string network) =>
        _watched.HasResourceProperties("AWS::EC2::SecurityGroupIngress", Match.ObjectEquals(new Map
        {
            ["Description"] = "OTLP",
            ["FromPort"] = 4317,
            ["GroupId"] = GroupId("Observability/Otlp/SecurityGroup"),
            ["IpProtocol"] = "tcp",
            ["SourceSecurityGroupId"] = GroupId($"{network}/SecurityGroup"),
            ["ToPort"] = 4318,
        }));

    [Theory, InlineData(4317), InlineData(4318), InlineData(13133)]
    public void A_port_is_open_from_group_to_group_at_both_ends(int port)
    {
        _watched.HasResourceProperties("AWS::EC2::SecurityGroupEgress", Match.ObjectEquals(new Map
        {
            ["Description"] = "Collector",
            ["DestinationSecurityGroupId"] = GroupId("Observability/Otlp/TargetSecurityGroup"),
            ["FromPort"] = port,
            ["GroupId"] = GroupId("Observability/Otlp/SecurityGroup"),
            ["IpProtocol"] = "tcp",
            ["ToPort"] = port,
        }));
        _watched.HasResourceProperties("AWS::EC2::SecurityGroupIngress", Match.ObjectEquals(new Map
        {
            ["Description"] = "Load balancer",
            ["FromPort"] = port,
            ["GroupId"] = GroupId("Observability/Otlp/TargetSecurityGroup"),
            ["IpProtocol"] = "tcp",
            ["SourceSecurityGroupId"] = GroupId("Observability/Otlp/SecurityGroup"),
            ["ToPort"] = port,
        }));
    }

    private Map GroupId(string path) => edges.Watched.GetAtt(path, "GroupId");
}
