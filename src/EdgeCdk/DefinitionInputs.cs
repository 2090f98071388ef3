using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Validation;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;
using EdgeCdk.Resources;

namespace EdgeCdk;

/// <summary>What the definition of an edge decides: all values are known.</summary>
internal sealed class DefinitionInputs
{
    private readonly EdgeDefinition _definition;
    private readonly EdgeConfig _config;
    private readonly Func<string, string> _plain;

    private DefinitionInputs(EdgeDefinition definition, Func<string, string>? plain) =>
        (_definition, _config, _plain) = (definition, definition.Config, plain ?? (value => value));

    /// <summary>The inputs of an edge.</summary>
    /// <param name="definition">The edge.</param>
    /// <param name="plain">
    /// What constructs are given in place of a plain value, which they only put into texts, at most after a comparison with other plain
    /// values for equality. What they sort by, look into, or count is decided here, before. Default: the value.
    /// </param>
    public static EdgeInputs Of(EdgeDefinition definition, Func<string, string>? plain = null) =>
        new DefinitionInputs(definition, plain).Inputs();

    /// <summary>Tags of the stack, which CloudFormation passes on to its resources.</summary>
    public static SortedDictionary<string, string> Tags(EdgeDefinition definition)
    {
        var tags = EdgeTags.Of(definition.Config.Edge.Name, definition.Release.Version);
        foreach (var (name, value) in definition.Config.Tags)
            tags[name] = value;
        return tags;
    }

    private EdgeInputs Inputs()
    {
        var (config, release) = (_config, _definition.Release);
        var edge = Context();
        // Sorted: the order of a list in the file means nothing, and must not look like a change.
        var subnets = Plain(Sorted(config.Vpc.PrivateSubnetIds)).Select(subnet => new PrivateSubnet(subnet, subnet, When.Always));
        var network = new PrivateNetwork(Plain(config.Vpc.VpcId), [.. subnets])
        {
            ExistingGroups = config.Vpc.SecurityGroups is { } groups ? Groups(groups) : null,
        };
        var tags = PlainTags();
        return new EdgeInputs
        {
            Edge = edge,
            Release = release,
            Network = network,
            GeneralKeyArn = Plain(config.Kms.GeneralKeyArn),
            DataQualityKeyArn = Plain(config.Kms.DataQualityKeyArn),
            Tags = tags,
            TerminationProtection = config.TerminationProtection,
            Endpoints = Endpoints(network, tags),
            EndpointPolicies = new(
                Known(config.Vpc.EndpointPolicies.FurtherBuckets), When.Is(config.Vpc.EndpointPolicies.Enabled)),
            Egress = Egress(config.Vpc),
            Proxy = Proxy(config.Vpc),
            ResultBucket = new ResultBucket(Plain(config.S3.BucketName), config.S3.Region, Plain(config.S3.IamRoleArn)),
            CustomerRoles = new CustomerRoles(edge, Known(config.CustomerRoleAccounts)),
            EdgeAccessRoleArn = Plain(config.ControlPlane.EdgeAccessRoleArn),
            EdgeAccessAccountId = Plain(config.ControlPlane.EdgeAccessRoleArn.Split(':')[4]),
            EdgeAccessExternalId = Optional(config.ControlPlane.EdgeAccessExternalId),
            RegistryPrefix = Plain(config.Registry.NormalizedPrefix()),
            RegistryAccess = Access(config.Registry) is { } access ? [new(access, When.Always)] : [],
            PlaneManagerSize = TaskSizes.Of(release.PlaneManager.With(config.PlaneManager.Size())),
            PlaneManagerReplicas = new(config.PlaneManager.Replicas, When.Is(config.PlaneManager.Replicas > 0)),
            ConnectorsRolloutSize = TaskSizes.Of(release.ConnectorsRollout),
            JobSizes = release.Jobs.OrderBy(job => job.Key)
                .ToDictionary(job => job.Key, job => TaskSizes.Of(job.Value.With(config.Jobs.GetValueOrDefault(job.Key)))),
            Functions = release.Functions.Keys.Order().ToDictionary(function => function, Release),
            OwnFunctionsInVpc = When.Is(config.Functions.OwnFunctionsInVpc),
            FileSystemBackup = When.Is(config.FileSystem.Backup),
            Telemetry = When.Is(config.Observability.Enabled),
            TelemetrySize = TaskSizes.Of(release.Observability),
            OwnOtlpSecret = new(
                new(Plain(config.Observability.OtlpSecretArn) ?? "", Optional(config.Observability.OtlpSecretKeyArn)),
                When.Is(config.Observability.OtlpSecretArn is not null)),
            OtlpParameters = new(When.Is(config.Observability.OtlpSecretArn is null)),
            Alarms = When.Is(config.Alarms is not null),
            CreatesAlarmTopic = When.Is(config.Alarms is { Create: true }),
            AlarmTopicArn = Plain(config.Alarms?.TopicArn),
        };
    }

    private SortedDictionary<string, string> PlainTags()
    {
        var tags = Tags(_definition);
        foreach (var name in tags.Keys.ToList())
            tags[name] = Plain(tags[name]);
        return tags;
    }

    private EdgeContext Context()
    {
        var (config, partition) = (_config, _config.Account.Partition());
        return new EdgeContext
        {
            Name = Plain(config.Edge.Name),
            Release = _definition.Release.Version,
            Partition = partition,
            Region = config.Account.Region,
            AccountId = Plain(config.Account.AccountId),
            DnsSuffix = Partitions.DnsSuffix(partition),
            LogRetentionDays = config.LogRetentionDays,
            RetainData = config.DataRetention is DataRetention.Retain,
            PermissionsBoundaryArn = Plain(config.Iam.PermissionsBoundaryArn),
            AccessLogBucket = Optional(config.AccessLogBucket),
            ReservedConcurrentExecutions = new(
                config.Functions.ReservedConcurrentExecutions ?? 0, When.Is(config.Functions.ReservedConcurrentExecutions is not null)),
            CodeSigningConfigArn = Optional(config.Functions.CodeSigningConfigArn),
            CreatesRoles = config.Iam.Roles is ResourceMode.Create,
            RolePath = config.Iam.RolePath ?? "/",
        };
    }

    // What the edge does not need may be missing.
    private SecurityGroups Groups(SecurityGroupsSection groups) => new()
    {
        PlaneManager = Plain(groups.PlaneManager) ?? "",
        Jobs = Plain(groups.Jobs) ?? "",
        ConnectorsRollout = Plain(groups.ConnectorsRollout) ?? "",
        MetadataBrowsing = Plain(groups.MetadataBrowsing) ?? "",
        DqResultsReader = Plain(groups.DqResultsReader) ?? "",
        Cleanup = Plain(groups.Cleanup) ?? "",
        DeploymentSupport = Plain(groups.DeploymentSupport) ?? "",
        FileSystem = Plain(groups.FileSystem) ?? "",
        Endpoints = Plain(groups.Endpoints) ?? "",
        TelemetryLoadBalancer = Plain(groups.TelemetryLoadBalancer) ?? "",
        TelemetryCollector = Plain(groups.TelemetryCollector) ?? "",
    };

    private RegistryAccess? Access(RegistrySection registry) => (registry.Credentials, registry.SecretArn, registry.Ecr()) switch
    {
        (RegistryCredentials.None, _, { } ecr) => new RegistryAccess.Ecr(Plain(ecr.AccountId), ecr.Region, Plain(ecr.RepositoryPrefix)),
        (RegistryCredentials.None, _, null) => null,
        (_, { } secret, _) => new RegistryAccess.OwnSecret(Plain(secret), Optional(registry.SecretKeyArn)),
        _ => new RegistryAccess.Parameters(),
    };

    private PrivateEndpointsProps Endpoints(PrivateNetwork network, IReadOnlyDictionary<string, string> tags)
    {
        var vpc = _config.Vpc;
        var services = EdgeEndpoints.Created(vpc);
        return new PrivateEndpointsProps
        {
            Network = network,
            CidrBlocks = Known(vpc.CidrBlocks),
            S3 = When.Is(vpc.CreatesS3Endpoint()),
            S3RouteTableIds = Plain(Sorted(vpc.PrivateRouteTableIds)),
            InterfaceServices = [.. services.Select(service => new Conditional<string>(service, When.Always))],
            AnyInterface = When.Is(services.Count > 0),
            Tags = tags,
        };
    }

    // The group of endpoints that another stack creates is not known here; the endpoints are in the VPC.
    private EgressInputs Egress(VpcSection vpc) => new()
    {
        Closed = When.Is(vpc.Egress.Mode is EgressMode.Closed),
        S3PrefixListId = Optional(vpc.Egress.S3PrefixListId),
        EndpointBlocks = Known([.. vpc.Egress.EndpointBlocks, .. vpc.EndpointOwner is EndpointOwner.Network ? vpc.CidrBlocks : []]),
        Registry = Targets(vpc.Egress.Registry),
        Telemetry = Targets(vpc.Egress.Telemetry),
        Proxy = Targets(vpc.Egress.Proxy),
        DataSources = Targets(vpc.Egress.DataSources),
        DataSourceGroups = Targets(vpc.Egress.DataSourceGroups),
        DnsServers = Known(vpc.Egress.DnsServers),
    };

    private ProxyInputs Proxy(VpcSection vpc) => vpc.Proxy is not { } proxy ? ProxyInputs.None : new()
    {
        When = When.Always,
        Url = Plain(proxy.Url),
        Host = Plain(proxy.Host()),
        Port = proxy.Port().ToString(CultureInfo.InvariantCulture),
        NoProxy = Joined(proxy.NoProxy),
        CidrBlocks = Joined(vpc.CidrBlocks).Value,
        CaSecretArn = Optional(proxy.CaSecretArn),
        CaSecretKeyArn = Optional(proxy.CaSecretKeyArn),
    };

    private Conditional<EgressTarget>[] Targets(IEnumerable<string> destinations) =>
        [.. Sorted(destinations).Select(destination => new Conditional<EgressTarget>(Target(destination), When.Always))];

    private EgressTarget Target(string destination)
    {
        var ports = destination.Split(':')[1].Split('-').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        return new(Plain(destination.Split(':')[0]), ports[0], ports[^1]);
    }

    private JavaFunctionRelease Release(Function function)
    {
        var (config, release, package) = (_config, _definition.Release.Functions[function], _definition.Packages[function]);
        var custom = config.Override(function);
        return new JavaFunctionRelease
        {
            Code = new CodePackage { Source = Source(config.Artifacts, package), ObjectKey = package.ObjectKey, Sha256 = package.Sha256 },
            Handler = release.Handler,
            JavaRuntime = release.Runtime,
            MemoryMb = release.MemoryMb,
            TimeoutSeconds = custom.TimeoutSeconds ?? release.TimeoutSeconds,
            ProvisionedConcurrency = new(custom.ProvisionedConcurrency, When.Is(custom.ProvisionedConcurrency > 0)),
            Mapping = new QueueMapping
            {
                QueueArn = Plain(FunctionTraitsAttribute.Of(function).QueueArnIn(config.ControlPlane)!),
                QueueKeyArn = Optional(config.ControlPlane.QueueKeyArn),
                When = When.Is(config.ControlPlane.EventSources is EventSources.Enabled),
                BatchSize = release.BatchSize,
                BatchWindowSeconds = release.BatchWindowSeconds,
                MaximumConcurrency = release.MaximumConcurrency,
                PartialBatchResponses = release.PartialBatchResponses,
            },
        };
    }

    private PackageSource Source(ArtifactsSection artifacts, FunctionPackage package) => package.LocalPath is { } path
        ? new PackageSource.LocalFile(path)
        : new PackageSource.StoredObject(Plain(artifacts.Bucket!), package.SourceKey!, Optional(artifacts.KeyArn));

    private Conditional<string> Optional(string? value) => new(Plain(value) ?? "", When.Is(value is not null));

    private Conditional<string> Joined(IReadOnlyCollection<string> values) =>
        new(string.Join(',', Plain(Sorted(values))), When.Is(values.Count > 0));

    private Conditional<string>[] Known(IEnumerable<string> values) =>
        [.. Plain(Sorted(values)).Select(value => new Conditional<string>(value, When.Always))];

    private string[] Plain(string[] values) => [.. values.Select(value => Plain(value))];

    [return: NotNullIfNotNull(nameof(value))]
    private string? Plain(string? value) => value is null ? null : _plain(value);

    private static string[] Sorted(IEnumerable<string> values) => [.. values.Distinct().Order(StringComparer.Ordinal)];
}
