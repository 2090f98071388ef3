using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class OtlpLoadBalancerTests(SynthesizedEdges edges)
{
    [Fact]
    public void It_is_inside_the_vpc_and_has_a_group_from_birth() => Assert.Equal(
        """
        LoadBalancerAttributes:
          - Key: load_balancing.cross_zone.enabled
            Value: true
        Scheme: internal
        SecurityGroups:
          - ${Observability/Otlp/SecurityGroup.GroupId}
        Subnets:
          - subnet-0156acffabb5aa872
          - subnet-0fa6e2c437dd0e5fd
        Type: network
        """,
        edges.Watched.Text("Observability/Otlp/LoadBalancer"));

    [Theory, InlineData("Grpc", "4317"), InlineData("Http", "4318")]
    public void Each_protocol_has_a_listener_and_a_target_that_is_asked_for_its_health(string protocol, string port)
    {
        var listener = edges.Watched.At($"Observability/Otlp/{protocol}Listener");
        var target = edges.Watched.At($"Observability/Otlp/{protocol}Target");

        Assert.Equal(target, edges.Watched.Target(listener["DefaultActions[0].TargetGroupArn"]));
        Assert.Equal((port, port), (listener["Port"]!.ToJsonString(), target["Port"]!.ToJsonString()));
        Assert.Equal(
            ("HTTP", "13133", "/", "ip", "TCP"),
            (
                target.String("HealthCheckProtocol"), target.String("HealthCheckPort"), target.String("HealthCheckPath"),
                target.String("TargetType"), target.String("Protocol")));
        Assert.Equal("30", target.String("TargetGroupAttributes[0].Value"));
    }

    [Fact]
    public void The_service_is_registered_with_both_and_waits_for_their_listeners()
    {
        var service = edges.Watched.At("Observability/Service");

        Assert.Equal(["4317 GrpcTarget", "4318 HttpTarget"], service["LoadBalancers"]!.AsArray().Select(entry =>
            $"{entry!["ContainerPort"]} {edges.Watched.Target(entry["TargetGroupArn"])!.Path.Split('/')[^1]}"));
        Assert.All(
            (string[])["GrpcListener", "HttpListener"],
            listener => Assert.Contains(edges.Watched.At($"Observability/Otlp/{listener}").LogicalId, service.DependsOn));
    }

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
