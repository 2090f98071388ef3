using System.Security.Cryptography;
using System.Text;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;

namespace EdgeCdk.Constructs.Observability;

/// <summary>Inputs of <see cref="TelemetryCollector"/>.</summary>
public sealed record TelemetryCollectorProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required ImageRegistry Registry { get; init; }

    public required PrivateNetwork Network { get; init; }

    public required FargateCluster Cluster { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required TelemetryLogs Logs { get; init; }

    public required DeploymentSupport Support { get; init; }

    /// <summary>Whether there is a collector.</summary>
    public required When When { get; init; }

    /// <summary>The customer's secret for the receiver.</summary>
    public required Conditional<OwnOtlpSecret> OwnSecret { get; init; }

    /// <summary>The parameters for the receiver.</summary>
    public required OtlpParameters Parameters { get; init; }

    /// <summary>Image that fetches the configuration, with its tag.</summary>
    public required string ConfigInitImage { get; init; }

    /// <summary>Image of the OpenTelemetry collector, with its tag.</summary>
    public required string CollectorImage { get; init; }

    /// <summary>Image that offers CloudWatch metrics to the collector, with its tag.</summary>
    public required string CloudWatchExporterImage { get; init; }

    public required FargateSize Size { get; init; }
}

/// <summary>
/// Takes telemetry from the workloads, adds metrics of CloudWatch, and sends both to the receiver that a secret names. Everything
/// that it needs is below it, so that switching it on and off changes nothing else but what the workloads are told.
/// </summary>
public sealed class TelemetryCollector : Construct
{
    internal const string CollectorName = "otel-collector";
    internal const string ConfigInitName = "config-init";
    internal const string CloudWatchExporterName = "cloudwatch-exporter";

    private const int ConfigInitMemoryMiB = 128;
    private const int CloudWatchExporterMemoryMiB = 256;
    private const string ConfigurationPath = "/etc/otel/collector.yaml";

    private readonly OtlpLoadBalancer _loadBalancer;
    private readonly FargateTask _task;
    private readonly CfnSecurityGroupIngress _nfs;

    public TelemetryCollector(Construct scope, string id, TelemetryCollectorProps props)
        : base(scope, id)
    {
        var bucket = new ArtifactBucket(this, "ConfigurationBucket", props.Key);
        var text = EmbeddedSource.Read("otel-collector.yaml");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var key = $"collector/{sha256}.yaml";
        var written = props.Support.Write(this, "Configuration", text, sha256, bucket, key, props.Support.Empty(bucket));

        _loadBalancer = new OtlpLoadBalancer(this, "Otlp", props.Network);
        var secret = new OtlpSecret(this, "Receiver", props.Edge, props.Key, props.OwnSecret, props.Parameters);
        _task = new FargateTask(this, "Task", new FargateTaskProps
        {
            Edge = props.Edge,
            Key = props.Key,
            Registry = props.Registry,
            Component = "observability",
            Size = props.Size,
            ExecutionPermissions = secret.ReadStatements,
            Permissions = [.. bucket.AllowRead("collector/"), AllowReadMetrics()],
            Containers = Containers(props, bucket, key, secret),
        });
        _nfs = props.FileSystem.AllowNfs(this, _loadBalancer.TargetSecurityGroupId);
        // Stop the old task, then start the new one: two cannot hold the queue on the file system at a time.
        Service = FargateServices.Create(this, "Service", props.Cluster, _task, props.Network, _loadBalancer.TargetSecurityGroupId, new ServiceScale(1, MinimumHealthyPercent: 0, MaximumPercent: 100),
        [
            Target(OtlpLoadBalancer.GrpcPort, _loadBalancer.Grpc.Ref),
            Target(OtlpLoadBalancer.HttpPort, _loadBalancer.Http.Ref),
        ]);
        // The whole load balancer: a target group without its listener is refused.
        Service.Node.AddDependency(written, _loadBalancer, props.FileSystem.MountTargets, _nfs, props.Cluster);
        When = props.When;
        When.ApplyTo(this);
    }

    /// <summary>Whether there is one.</summary>
    public When When { get; }

    /// <summary>Must wait for what tasks use, and go before it.</summary>
    public CfnService Service { get; }

    /// <summary>What its task uses, and on deletion goes after it.</summary>
    public IReadOnlyList<IDependable> UsedByTask => [_task, _loadBalancer, _nfs];

    /// <summary>Where workloads send to.</summary>
    public string OtlpEndpoint => _loadBalancer.HttpEndpoint;

    /// <summary>Allows a workload to send telemetry.</summary>
    public void AllowFrom(string id, WorkloadSecurityGroup workload) => When.ApplyTo(_loadBalancer.AllowFrom(id, workload));

    private static CfnService.LoadBalancerProperty Target(int port, string targetGroupArn) =>
        new() { ContainerName = CollectorName, ContainerPort = port, TargetGroupArn = targetGroupArn };

    private static Statement AllowReadMetrics() =>
        Statement.Allow("ReadMetrics", ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "tag:GetResources"], "*").Because("metrics have no ARNs that a policy could name; all four only read");

    private static TaskContainer[] Containers(TelemetryCollectorProps props, ArtifactBucket bucket, string key, OtlpSecret secret)
    {
        var configuration = new TaskVolume.Scratch("configuration");
        var queue = new TaskVolume.OnFileSystem(props.FileSystem, props.FileSystem.Otel);
        return
        [
            new TaskContainer
            {
                Name = CollectorName,
                Logs = props.Logs.Collector,
                LogBufferMiB = FargateServices.LogBufferMiB,
                // All that Fargate gives: a queue that is closed in time needs no repair at the next start.
                StopTimeoutSeconds = 120,
                Image = props.CollectorImage,
                MemoryMiB = props.Size.MemoryMiB - ConfigInitMemoryMiB - CloudWatchExporterMemoryMiB,
                Command = [$"--config={ConfigurationPath}"],
                Environment = new Dictionary<string, string> { ["EDGE_NAME"] = props.Edge.Name },
                Secrets = new Dictionary<string, string> { ["OTLP_AUTHORIZATION"] = secret.Value("authorization"), ["OTLP_ENDPOINT"] = secret.Value("endpoint") },
                Mounts = [new TaskMount(configuration, "/etc/otel", Writes: false), new TaskMount(queue, "/var/lib/otel", Writes: true)],
                Ports = [OtlpLoadBalancer.GrpcPort, OtlpLoadBalancer.HttpPort, OtlpLoadBalancer.HealthPort],
                After = ConfigInitName,
            },
            new TaskContainer
            {
                Name = ConfigInitName,
                Logs = props.Logs.ConfigInit,
                Image = props.ConfigInitImage,
                MemoryMiB = ConfigInitMemoryMiB,
                Essential = false,
                Environment = new Dictionary<string, string> { ["CONFIG_BUCKET"] = bucket.Name, ["CONFIG_KEY"] = key, ["CONFIG_PATH"] = ConfigurationPath },
                Mounts = [new TaskMount(configuration, "/etc/otel", Writes: true)],
            },
            new TaskContainer
            {
                Name = CloudWatchExporterName,
                Logs = props.Logs.CloudWatchExporter,
                LogBufferMiB = FargateServices.LogBufferMiB,
                Image = props.CloudWatchExporterImage,
                MemoryMiB = CloudWatchExporterMemoryMiB,
                Environment = new Dictionary<string, string> { ["EDGE_NAME"] = props.Edge.Name, ["EDGE_REGION"] = props.Edge.Region, ["LISTEN_ADDRESS"] = "127.0.0.1:9106" },
            },
        ];
    }
}
