using Amazon.CDK.AWS.ECS;
using Constructs;
using EdgeCdk.Clusters;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;

namespace EdgeCdk.Observability;

/// <summary>
/// Receives telemetry from the workloads, adds metrics of CloudWatch, and sends both to the receiver that a secret names. Everything
/// that it needs is below it, so that switching it on or off changes nothing else but the environment of the workloads.
/// </summary>
internal sealed class TelemetryCollector : Construct
{
    /// <summary>Where the collector reads the metrics of CloudWatch, as its configuration says.</summary>
    public const string MetricsAddress = "127.0.0.1:9106";

    private readonly OtlpLoadBalancer _loadBalancer;
    private readonly IReadOnlyList<IDependable> _nfs;

    public TelemetryCollector(Construct scope, string id, TelemetryCollectorProps props)
        : base(scope, id)
    {
        var bucket = new ArtifactBucket(this, "ConfigurationBucket", props.Platform.Edge, props.Platform.Key);
        var configuration = new TextObject(TelemetryContainers.Configuration(props), "collector", ".yaml");
        var written = props.Support.Write(this, "Configuration", configuration, bucket, props.Support.Empty(bucket));

        _loadBalancer = new OtlpLoadBalancer(this, "Otlp", props.Platform.Network);
        var secret = new OtlpSecret(this, "Receiver", props.Platform, props.OwnSecret, props.Parameters);
        Task = new FargateTask(this, "Task", new FargateTaskProps
        {
            Platform = props.Platform,
            Component = "observability",
            RoleName = props.Platform.Edge.RoleName("observability"),
            Size = props.Size,
            ExecutionPermissions = secret.ReadStatements,
            Permissions = [.. bucket.AllowRead("collector/"), AllowReadMetrics()],
            Containers = TelemetryContainers.Of(props, bucket.Name, configuration.Key, secret),
        });
        _nfs = props.FileSystem.AllowNfs(this, _loadBalancer.TargetSecurityGroupId);
        Service = CreateService(props);
        // The whole load balancer: AWS refuses a target group without a listener.
        Service.Node.AddDependency([written, _loadBalancer, props.FileSystem.MountTargets, .. _nfs, props.Cluster]);
        When = props.When;
        When.ApplyTo(this);
    }

    public FargateTask Task { get; }

    /// <summary>When there is a collector.</summary>
    public When When { get; }

    /// <summary>Created after what its tasks use, and deleted before it.</summary>
    public CfnService Service { get; }

    /// <summary>What its task uses: it must be deleted after the task has stopped.</summary>
    public IReadOnlyList<IDependable> UsedByTask => [Task, _loadBalancer, .. _nfs];

    /// <summary>Group of the load balancer that workloads send to.</summary>
    public string LoadBalancerGroupId => _loadBalancer.SecurityGroupId;

    /// <summary>Allows the collector to go to some places only.</summary>
    public void Close(When closed, IEnumerable<EgressRule> rules) => _loadBalancer.CloseCollector(closed, rules);

    /// <summary>Where workloads send to.</summary>
    public string OtlpEndpoint => _loadBalancer.HttpEndpoint;

    /// <summary>The host of that address.</summary>
    public string OtlpHost => _loadBalancer.Host;

    /// <summary>Allows a workload to send telemetry.</summary>
    public void AllowFrom(string id, WorkloadSecurityGroup workload) => _loadBalancer.AllowFrom(id, workload, When);

    // Stop the old task, then start the new one: two tasks cannot have the queue on the file system open at the same time.
    private CfnService CreateService(TelemetryCollectorProps props) => TaskService.Create(this, "Service", new TaskServiceProps
    {
        Cluster = props.Cluster,
        Task = Task,
        Network = props.Platform.Network,
        SecurityGroupId = _loadBalancer.TargetSecurityGroupId,
        DesiredCount = 1,
        MinimumHealthyPercent = 0,
        MaximumPercent = 100,
        LoadBalancers =
        [
            Target(OtlpLoadBalancer.GrpcPort, _loadBalancer.Grpc.Ref),
            Target(OtlpLoadBalancer.HttpPort, _loadBalancer.Http.Ref),
        ],
    });

    private static CfnService.LoadBalancerProperty Target(int port, string targetGroupArn) =>
        new() { ContainerName = TelemetryContainers.CollectorName, ContainerPort = port, TargetGroupArn = targetGroupArn };

    private static Statement AllowReadMetrics()
    {
        string[] actions = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "tag:GetResources"];
        return Statement.Allow("ReadMetrics", actions, "*").Because("metrics have no ARNs that a policy could name; all four only read");
    }
}
