using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Observability;

namespace EdgeCdk.App;

/// <summary>What the constructs of an edge need, from what its files say. Every decision that depends on a file is made here.</summary>
internal sealed class Wiring(EdgeDefinition definition)
{
    private readonly EdgeConfig _config = definition.Config;
    private readonly ReleaseManifest _release = definition.Release;

    public EdgeContext Edge { get; } = new()
    {
        Name = definition.Config.Edge.Name,
        Release = definition.Release.Version,
        Partition = definition.Config.Account.Partition(),
        Region = definition.Config.Account.Region,
        AccountId = definition.Config.Account.AccountId,
        DnsSuffix = definition.Config.Account.Partition() == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
        LogRetentionDays = definition.Config.LogRetentionDays,
        RetainData = definition.Config.DataRetention is DataRetention.Retain,
        PermissionsBoundaryArn = definition.Config.Iam.PermissionsBoundaryArn,
    };

    // Sorted: the order of a list in the file means nothing, and must not look like a change.
    public PrivateNetwork Network { get; } = new(definition.Config.Vpc.VpcId, Sorted(definition.Config.Vpc.PrivateSubnetIds));

    public ResultBucket ResultBucket { get; } = new(definition.Config.S3.BucketName, definition.Config.S3.Region, definition.Config.S3.IamRoleArn);

    public CustomerRoles CustomerRoles => new(Edge, Sorted(_config.CustomerRoleAccounts));

    public string EdgeAccessRoleArn => _config.ControlPlane.EdgeAccessRoleArn;

    public bool MakesAlarmTopic => _config.Alarms is { Create: true };

    /// <summary>The customer's topic for alarms, or null.</summary>
    public string? AlarmTopicArn => _config.Alarms?.TopicArn;

    public int PlaneManagerReplicas => _config.PlaneManager.Replicas;

    public FargateSize PlaneManagerSize => Size(_release.PlaneManager.With(new SizeOverride { Cpu = _config.PlaneManager.Cpu, MemoryMiB = _config.PlaneManager.MemoryMiB }));

    public FargateSize ConnectorsRolloutSize => Size(_release.ConnectorsRollout);

    public JavaFunctionRelease MetadataBrowsing => Function(
        _release.Functions.MetadataBrowsing, _config.Functions.MetadataBrowsing, definition.Packages.MetadataBrowsing, _config.ControlPlane.RequestQueueArn);

    public JavaFunctionRelease DqResultsReader => Function(
        _release.Functions.DqResultsReader, _config.Functions.DqResultsReader, definition.Packages.DqResultsReader, _config.ControlPlane.ResultReaderQueueArn);

    /// <summary>Tags of the stack, which CloudFormation passes on to its resources.</summary>
    public static Dictionary<string, string> Tags(EdgeDefinition definition) => new(definition.Config.Tags)
    {
        ["ataccama:edge:name"] = definition.Config.Edge.Name,
        ["ataccama:edge:release"] = definition.Release.Version,
        ["ataccama:edge:managed-by"] = "edge-cdk",
    };

    public ImageRegistryProps Registry(GeneralKey key) => new()
    {
        Edge = Edge,
        Key = key,
        Prefix = _config.Registry.NormalizedPrefix(),
        Access = (_config.Registry.Credentials, _config.Registry.SecretArn, _config.Registry.Ecr()) switch
        {
            (RegistryCredentials.None, _, { } ecr) => new RegistryAccess.Ecr(ecr.AccountId, ecr.Region, ecr.RepositoryPrefix),
            (RegistryCredentials.None, _, null) => new RegistryAccess.Open(),
            (_, { } secret, _) => new RegistryAccess.OwnSecret(secret, _config.Registry.SecretKeyArn),
            _ => new RegistryAccess.Parameters(),
        },
    };

    public PrivateEndpointsProps Endpoints()
    {
        var modes = _config.Vpc.Endpoints;
        return new PrivateEndpointsProps
        {
            Network = Network,
            CidrBlocks = Sorted(_config.Vpc.CidrBlocks),
            S3RouteTableIds = modes.S3 is EndpointMode.Create ? Sorted(_config.Vpc.PrivateRouteTableIds) : [],
            InterfaceServices =
            [
                .. modes.Kms is EndpointMode.Create ? (string[])["kms"] : [],
                .. modes.SecretsManager is EndpointMode.Create ? (string[])["secretsmanager"] : [],
                .. modes.Sqs is EndpointMode.Create ? (string[])["sqs"] : [],
                .. Sorted(_config.Vpc.AdditionalEndpoints),
            ],
            Tags = new SortedDictionary<string, string>(Tags(definition), StringComparer.Ordinal),
        };
    }

    public Dictionary<string, JobRelease> Jobs(ImageRegistry registry) => Enum.GetValues<Job>().ToDictionary(
        job => Names.Value(job),
        job => new JobRelease(Image(registry, Enum.Parse<Image>(job.ToString())), Size(_release.Jobs[job].With(_config.Jobs.GetValueOrDefault(job)))));

    /// <summary>What the collector needs, or null when it is off.</summary>
    public TelemetryCollectorProps? Telemetry(GeneralKey key, ImageRegistry registry, FargateCluster cluster, SharedFileSystem fileSystem, DeploymentSupport support) =>
        !_config.Observability.Enabled ? null : new TelemetryCollectorProps
        {
            Edge = Edge,
            Key = key,
            Registry = registry,
            Network = Network,
            Cluster = cluster,
            FileSystem = fileSystem,
            Support = support,
            OwnSecret = _config.Observability.OtlpSecretArn is { } secret ? new OwnOtlpSecret(secret, _config.Observability.OtlpSecretKeyArn) : null,
            ConfigInitImage = Image(registry, Config.Releases.Image.ConfigInit),
            CollectorImage = Image(registry, Config.Releases.Image.OtelCollector),
            CloudWatchExporterImage = Image(registry, Config.Releases.Image.CloudwatchExporter),
            Size = Size(_release.Observability),
        };

    public string PlaneManagerImage(ImageRegistry registry) => Image(registry, Config.Releases.Image.PlaneManager);

    public string ConnectorsRolloutImage(ImageRegistry registry) => Image(registry, Config.Releases.Image.ConnectorsRollout);

    private string Image(ImageRegistry registry, Image image) => registry.Image(_release.Images[image].Repository, _release.Images[image].Tag);

    private JavaFunctionRelease Function(FunctionRelease release, FunctionOverride custom, FunctionPackage package, string queueArn) => new()
    {
        Code = new CodePackage
        {
            Source = package.LocalPath is { } path
                ? new PackageSource.LocalFile(path)
                : new PackageSource.StoredObject(_config.Artifacts.Bucket!, package.SourceKey!, _config.Artifacts.KeyArn),
            ObjectKey = package.ObjectKey,
            Sha256 = package.Sha256,
        },
        Handler = release.Handler,
        TimeoutSeconds = custom.TimeoutSeconds ?? release.TimeoutSeconds,
        ProvisionedConcurrency = custom.ProvisionedConcurrency,
        Mapping = new QueueMapping
        {
            QueueArn = queueArn,
            QueueKeyArn = _config.ControlPlane.QueueKeyArn,
            Enabled = _config.ControlPlane.EventSources is EventSources.Enabled,
            BatchSize = release.BatchSize,
            BatchWindowSeconds = release.BatchWindowSeconds,
            MaximumConcurrency = release.MaximumConcurrency,
            PartialBatchResponses = release.PartialBatchResponses,
        },
    };

    private static FargateSize Size(TaskSize size) => new(size.Cpu, size.MemoryMiB, size.EphemeralStorageGiB);

    private static string[] Sorted(IEnumerable<string> values) => [.. values.Distinct().Order(StringComparer.Ordinal)];
}
