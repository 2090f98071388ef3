using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Releases;

/// <summary>
/// Everything that the stack can give to the vendor's code. Release files say in which variable a component finds it; the stack knows the
/// value. A component gets what its role may use and nothing else.
/// </summary>
internal static class Facts
{
    private const string Everyone = "every component may have it";
    private const string OnlyPlaneManager = "only Plane Manager runs jobs and reaches the control plane";
    private const string NoResults = "its role may not use the results of the customer";
    private const string NoDrivers = "it does not mount the connectors";
    private const string NoTelemetry = "it sends no telemetry";
    private const string OnlyAws = "it calls services of AWS alone, which are called without a proxy";
    private const string OnlyConfigInit = "only config-init reads the configuration from the bucket";

    private static readonly string[] PlaneManager = [Names.Value(ServiceImage.PlaneManager)];
    private static readonly string[] Rollout = [Names.Value(ServiceImage.ConnectorsRollout)];
    private static readonly string[] ConfigInit = [Names.Value(ServiceImage.ConfigInit)];
    private static readonly string[] Collector = [Names.Value(ServiceImage.OtelCollector)];
    private static readonly string[] Exporter = [Names.Value(ServiceImage.CloudwatchExporter)];
    private static readonly string[] Jobs = [.. Enum.GetValues<Job>().Select(job => Names.Value(job))];
    private static readonly string[] Functions = [.. Enum.GetValues<Function>().Select(function => Names.Value(function))];
    private static readonly string[] Containers = [.. Enum.GetValues<ServiceImage>().Select(image => Names.Value(image)), .. Jobs];
    private static readonly string[] ResultUsers = [.. PlaneManager, .. Jobs, Names.Value(Function.DqResultsReader)];

    private static readonly string[] ContainersWithProxy = [.. Collector, .. Jobs];
    private static readonly string[] FunctionsWithProxy = [Names.Value(Function.MetadataBrowsing)];

    public static readonly Fact EdgeName = new("edge-name", "name of the edge", [.. Containers, .. Functions], Everyone);

    public static readonly Fact EdgeRegion = new("edge-region", "region of the edge", [.. Containers, .. Functions], Everyone);

    public static readonly Fact AccountId = new("account-id", "account of the edge", [.. Containers, .. Functions], Everyone);

    public static readonly Fact EdgeRelease = new(
        "edge-release", "release of the edge", Containers,
            "an unchanged package would make a new version of the function with each release");

    public static readonly Fact EdgeAccessRoleArn = NeededByPlaneManager(
        "edge-access-role-arn", "the vendor's role; the control plane's queues are reached through it alone");

    public static readonly Fact EdgeAccessExternalId = new(
        "edge-access-external-id", "external id with which the vendor's role is assumed, if the edge file has one", PlaneManager,
        OnlyPlaneManager);

    public static readonly Fact JobStatusQueueUrl = NeededByPlaneManager("job-status-queue-url", "queue of the jobs' task states");

    public static readonly Fact JobClusterArn = NeededByPlaneManager("job-cluster-arn", "cluster to run jobs on");

    public static readonly Fact JobSubnetIds = NeededByPlaneManager("job-subnet-ids", "subnets for jobs, comma-separated");

    public static readonly Fact JobSecurityGroupId = NeededByPlaneManager("job-security-group-id", "security group for jobs");

    public static readonly Fact ResultBucket = new("result-bucket", "the customer's bucket for results", ResultUsers, NoResults);

    public static readonly Fact ResultBucketRegion = new("result-bucket-region", "region of that bucket", ResultUsers, NoResults);

    public static readonly Fact ResultRoleArn = new("result-role-arn", "the role to assume before using it", ResultUsers, NoResults);

    public static readonly Fact DataQualityKeyArn = new(
        "data-quality-key-arn",
        "key of data-quality results: jobs encrypt and decrypt, the reader decrypts, Plane Manager describes",
        ResultUsers, "the key policy allows it nothing");

    public static readonly Fact DriversPath = new(
        "drivers-path", "where the connectors are mounted",
        [.. Rollout, .. Jobs, Names.Value(Function.MetadataBrowsing)], NoDrivers);

    public static readonly Fact TelemetryEndpoint = Telemetry("endpoint", "address of the collector, over HTTP");

    public static readonly Fact TelemetryProtocol = Telemetry("protocol", "`http/protobuf`; gRPC is on port 4317 of the same host");

    public static readonly Fact TelemetryServiceName = Telemetry("service-name", "name of the component");

    public static readonly Fact TelemetryAttributes = Telemetry("attributes", "name of the edge, as an attribute of resources");

    public static readonly Fact ConfigurationBucket = NeededByConfigInit(
        "configuration-bucket", "bucket with the collector's configuration");

    public static readonly Fact ConfigurationKey = NeededByConfigInit(
        "configuration-key", "key of the object with the collector's configuration");

    public static readonly Fact ConfigurationPath = new(
        "configuration-path", "file of the collector's configuration", [.. ConfigInit, .. Collector], "it does not read the configuration");

    public static readonly Fact MetricsAddress = new(
        "metrics-address", "where the collector reads the metrics of CloudWatch", Exporter, "only the exporter offers them");

    public static readonly Fact ProxyUrl = Proxy("proxy-url", "address of the proxy");

    public static readonly Fact ProxyExceptions = Proxy(
        "proxy-exceptions", "what is called without the proxy, separated by commas, as `NO_PROXY` has it");

    public static readonly Fact ProxyJavaOptions = Proxy(
        "proxy-java-options", "both as options of the Java virtual machine, as `JAVA_TOOL_OPTIONS` has them");

    public static readonly Fact ProxyCaBundle = new(
        "proxy-ca-bundle", "certificates of the proxy's authority in PEM, from the secret; only with `vpc.proxy.caSecretArn`",
        ContainersWithProxy, "ECS gives it to containers of workloads that use the proxy");

    public static readonly Fact ProxyCaSecretArn = new(
        "proxy-ca-secret-arn", "the secret with these certificates, which the function may read; only with `vpc.proxy.caSecretArn`",
        FunctionsWithProxy, "only a function that uses the proxy reads the secret itself");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fact> All =
    [
        EdgeName, EdgeRegion, AccountId, EdgeRelease, EdgeAccessRoleArn, EdgeAccessExternalId, JobStatusQueueUrl, JobClusterArn,
        JobSubnetIds, JobSecurityGroupId, .. Enum.GetValues<Job>().Select(TaskDefinition), ResultBucket, ResultBucketRegion, ResultRoleArn,
        DataQualityKeyArn, DriversPath, TelemetryEndpoint, TelemetryProtocol, TelemetryServiceName, TelemetryAttributes,
        ConfigurationBucket, ConfigurationKey, ConfigurationPath, MetricsAddress, ProxyUrl,
        ProxyExceptions, ProxyJavaOptions, ProxyCaBundle, ProxyCaSecretArn,
    ];

    private static readonly Dictionary<string, Fact> ByName = All.ToDictionary(fact => fact.Name);

    /// <summary>The fact with a name; null when there is none.</summary>
    public static Fact? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Name of the fact that is the revision of a job's task definition.</summary>
    public static string TaskDefinitionName(Job job) => $"task-definition-{Names.Value(job)}";

    /// <summary>The fact that is the revision of a job's task definition.</summary>
    public static Fact TaskDefinitionOf(Job job) => ByName[TaskDefinitionName(job)];

    private static Fact TaskDefinition(Job job) =>
        NeededByPlaneManager(TaskDefinitionName(job), $"revision of the job `{Names.Value(job)}`");

    private static Fact NeededByPlaneManager(string name, string meaning) =>
        new(name, meaning, PlaneManager, OnlyPlaneManager) { NeededBy = PlaneManager };

    private static Fact NeededByConfigInit(string name, string meaning) =>
        new(name, meaning, ConfigInit, OnlyConfigInit) { NeededBy = ConfigInit };

    private static Fact Proxy(string name, string meaning) =>
        new(name, $"{meaning}; only with `vpc.proxy`", [.. ContainersWithProxy, .. FunctionsWithProxy], OnlyAws);

    private static Fact Telemetry(string name, string meaning) => new(
        $"telemetry-{name}", $"{meaning}; only with `observability.enabled`", [.. PlaneManager, .. Jobs, .. Functions], NoTelemetry);
}
