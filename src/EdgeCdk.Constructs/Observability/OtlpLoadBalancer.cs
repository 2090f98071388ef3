using System.Globalization;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Constructs;

namespace EdgeCdk.Observability;

/// <summary>The address inside the VPC that workloads send telemetry to: gRPC on 4317, HTTP on 4318.</summary>
internal sealed class OtlpLoadBalancer : Construct
{
    public const int GrpcPort = 4317;
    public const int HttpPort = 4318;
    public const int HealthPort = 13133;

    private const string Everything = "Registry, AWS services and the receiver of telemetry";

    private readonly CfnLoadBalancer _loadBalancer;
    private readonly bool _createsRules;
    private readonly string _groupId;
    private readonly CfnSecurityGroup? _targets;

    public OtlpLoadBalancer(Construct scope, string id, PrivateNetwork network)
        : base(scope, id)
    {
        // A load balancer that is born without a group can never get one.
        var existing = network.ExistingGroups;
        _createsRules = existing is null;
        _groupId = existing?.TelemetryLoadBalancer
            ?? CreateGroup("SecurityGroup", "Edge telemetry load balancer: OTLP from the workloads", network, Defaults.NoEgress)
                .AttrGroupId;
        _targets = existing is not null ? null : CreateGroup(
            "TargetSecurityGroup", "Edge telemetry collector: OTLP from the load balancer, egress any", network,
            Defaults.AnyEgress(Everything));
        TargetSecurityGroupId = existing?.TelemetryCollector ?? _targets!.AttrGroupId;
        _loadBalancer = new CfnLoadBalancer(this, "LoadBalancer", new CfnLoadBalancerProps
        {
            Type = "network",
            Scheme = "internal",
            Subnets = network.SubnetIds,
            SecurityGroups = [_groupId],
            // One collector serves all zones.
            LoadBalancerAttributes = new object[]
            {
                new CfnLoadBalancer.LoadBalancerAttributeProperty { Key = "load_balancing.cross_zone.enabled", Value = "true" },
            },
        });
        Nag.Accept(
            _loadBalancer,
            ("ELB2", "access logs have TLS connections alone; inside the VPC telemetry is plain TCP, from groups that are named"));
        Grpc = CreateTarget("Grpc", GrpcPort, network);
        Http = CreateTarget("Http", HttpPort, network);
        CreatePath("GrpcPath", GrpcPort);
        CreatePath("HttpPath", HttpPort);
        CreatePath("HealthPath", HealthPort);
    }

    public CfnTargetGroup Grpc { get; }

    public CfnTargetGroup Http { get; }

    /// <summary>Group of the load balancer.</summary>
    public string SecurityGroupId => _groupId;

    /// <summary>Group of the collector.</summary>
    public string TargetSecurityGroupId { get; }

    /// <summary>Its name in DNS.</summary>
    public string Host => _loadBalancer.AttrDnsName;

    /// <summary>Where workloads send to, over HTTP.</summary>
    public string HttpEndpoint => $"http://{Host}:{HttpPort.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Allows the collector to go to some places only. An existing group has its rules already.</summary>
    public void CloseCollector(When closed, IEnumerable<EgressRule> rules)
    {
        if (_targets is not null)
            ClosedGroup.Apply(_targets, Everything, closed, rules);
    }

    /// <summary>Opens both ports for a workload. Existing groups have their rules already.</summary>
    public void AllowFrom(string id, WorkloadSecurityGroup workload, When when)
    {
        if (!_createsRules)
            return;
        when.ApplyTo(new CfnSecurityGroupIngress(this, id, new CfnSecurityGroupIngressProps
        {
            GroupId = _groupId,
            SourceSecurityGroupId = workload.Id,
            IpProtocol = "tcp",
            FromPort = GrpcPort,
            ToPort = HttpPort,
            Description = "OTLP",
        }));
    }

    private CfnSecurityGroup CreateGroup(string id, string description, PrivateNetwork network, object[] egress) =>
        new(this, id, new CfnSecurityGroupProps { GroupDescription = description, VpcId = network.VpcId, SecurityGroupEgress = egress });

    private CfnTargetGroup CreateTarget(string id, int port, PrivateNetwork network)
    {
        var target = new CfnTargetGroup(this, $"{id}Target", new CfnTargetGroupProps
        {
            Protocol = "TCP",
            Port = port,
            TargetType = "ip",
            VpcId = network.VpcId,
            HealthCheckProtocol = "HTTP",
            HealthCheckPort = HealthPort.ToString(CultureInfo.InvariantCulture),
            HealthCheckPath = "/",
            TargetGroupAttributes = new object[]
            {
                new CfnTargetGroup.TargetGroupAttributeProperty { Key = "deregistration_delay.timeout_seconds", Value = "30" },
            },
        });
        new CfnListener(this, $"{id}Listener", new CfnListenerProps
        {
            LoadBalancerArn = _loadBalancer.Ref,
            Protocol = "TCP",
            Port = port,
            DefaultActions = new object[] { new CfnListener.ActionProperty { Type = "forward", TargetGroupArn = target.Ref } },
        });
        return target;
    }

    // From the load balancer to the collector, both ends.
    private void CreatePath(string id, int port)
    {
        if (!_createsRules)
            return;
        new CfnSecurityGroupEgress(this, $"{id}Out", new CfnSecurityGroupEgressProps
        {
            GroupId = _groupId,
            DestinationSecurityGroupId = TargetSecurityGroupId,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
            Description = "Collector",
        });
        new CfnSecurityGroupIngress(this, $"{id}In", new CfnSecurityGroupIngressProps
        {
            GroupId = TargetSecurityGroupId,
            SourceSecurityGroupId = _groupId,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
            Description = "Load balancer",
        });
    }
}
