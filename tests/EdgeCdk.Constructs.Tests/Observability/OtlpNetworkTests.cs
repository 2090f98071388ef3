using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

/// <summary>The way of telemetry from the load balancer to the collector.</summary>
public sealed class OtlpNetworkTests(SynthesizedEdges edges)
{
    [Theory, InlineData("Grpc", "4317"), InlineData("Http", "4318")]
    public void A_listener_passes_on_to_a_target_group(string protocol, string port)
    {
        Assert.Equal(
            $$"""
            DefaultActions:
              - TargetGroupArn: ${Observability/Otlp/{{protocol}}Target}
                Type: forward
            LoadBalancerArn: ${Observability/Otlp/LoadBalancer}
            Port: {{port}}
            Protocol: TCP
            """,
            edges.Watched.Text($"Observability/Otlp/{protocol}Listener"));
        Assert.Equal(
            $"""
            HealthCheckPath: /
            HealthCheckPort: 13133
            HealthCheckProtocol: HTTP
            Port: {port}
            Protocol: TCP
            TargetGroupAttributes:
              - Key: deregistration_delay.timeout_seconds
                Value: 30
            TargetType: ip
            VpcId: vpc-0f1924823027c00c7
            """,
            edges.Watched.Text($"Observability/Otlp/{protocol}Target"));
    }

    [Theory]
    [InlineData("PlaneManager", "PlaneManager/Network")]
    [InlineData("Jobs", "Jobs/Network")]
    [InlineData("MetadataBrowsing", "MetadataBrowsing/Function/Network")]
    [InlineData("DqResultsReader", "DqResultsReader/Function/Network")]
    public void A_workload_is_let_in_on_both_ports(string id, string group) => Assert.Equal(
        $$"""
        Description: OTLP
        FromPort: 4317
        GroupId: ${Observability/Otlp/SecurityGroup.GroupId}
        IpProtocol: tcp
        SourceSecurityGroupId: ${{{group}}/SecurityGroup.GroupId}
        ToPort: 4318
        """,
        edges.Watched.Text($"Observability/Otlp/{id}Ingress"));

    [Theory, InlineData("Grpc", "4317"), InlineData("Http", "4318"), InlineData("Health", "13133")]
    public void A_port_is_open_from_group_to_group_at_both_ends(string path, string port)
    {
        Assert.Equal(
            $$"""
            Description: Collector
            DestinationSecurityGroupId: ${Observability/Otlp/TargetSecurityGroup.GroupId}
            FromPort: {{port}}
            GroupId: ${Observability/Otlp/SecurityGroup.GroupId}
            IpProtocol: tcp
            ToPort: {{port}}
            """,
            edges.Watched.Text($"Observability/Otlp/{path}PathOut"));
        Assert.Equal(
            $$"""
            Description: Load balancer
            FromPort: {{port}}
            GroupId: ${Observability/Otlp/TargetSecurityGroup.GroupId}
            IpProtocol: tcp
            SourceSecurityGroupId: ${Observability/Otlp/SecurityGroup.GroupId}
            ToPort: {{port}}
            """,
            edges.Watched.Text($"Observability/Otlp/{path}PathIn"));
    }
}
