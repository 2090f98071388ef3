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
internal static class DefinitionInputs
{
    public static EdgeInputs Of(EdgeDefinition definition)
    {
        var (config, release) = (definition.Config, definition.Release);
        var edge = Context(definition);
        // Sorted: the order of a list in the file means nothing, and must not look like a change.
        var subnets = Sorted(config.Vpc.PrivateSubnetIds).Select(subnet => new PrivateSubnet(subnet, subnet, When.Always));
        var network = new PrivateNetwork(config.Vpc.VpcId, [.. subnets])
        {
            ExistingGroups = config.Vpc.SecurityGroups is { } groups ? Groups(groups) : null,
        };
        return new EdgeInputs
        {
            Edge = edge,
            Release = release,
            Network = network,
            GeneralKeyArn = config.Kms.GeneralKeyArn,
            DataQualityKeyArn = config.Kms.DataQualityKeyArn,
            Endpoints = Endpoints(definition, network),
            EndpointPolicies = new(
                Known(config.Vpc.EndpointPolicies.FurtherBuckets), When.Is(config.Vpc.EndpointPolicies.Enabled)),
            Egress = Egress(config.Vpc),
            Proxy = Proxy(config.Vpc),
            ResultBucket = new ResultBucket(config.S3.BucketName, config.S3.Region, config.S3.IamRoleArn),
            CustomerRoles = new CustomerRoles(edge, Known(config.CustomerRoleAccounts)),
            EdgeAccessRoleArn = config.ControlPlane.EdgeAccessRoleArn,
            EdgeAccessExternalId = Optional(config.ControlPlane.EdgeAccessExternalId),
            RegistryPrefix = config.Registry.NormalizedPrefix(),
            RegistryAccess = Access(config.Registry) is { } access ? [new(access, When.Always)] : [],
            PlaneManagerSize = TaskSizes.Of(release.PlaneManager.With(config.PlaneManager.Size())),
            PlaneManagerReplicas = new(config.PlaneManager.Replicas, When.Is(config.PlaneManager.Replicas > 0)),
            ConnectorsRolloutSize = TaskSizes.Of(release.ConnectorsRollout),
            JobSizes = release.Jobs.OrderBy(job => job.Key)
                .ToDictionary(job => job.Key, job => TaskSizes.Of(job.Value.With(config.Jobs.GetValueOrDefault(job.Key)))),
            Functions = release.Functions.Keys.Order().ToDictionary(function => function, function => Release(definition, function)),
            OwnFunctionsInVpc = When.Is(config.Functions.OwnFunctionsInVpc),
            FileSystemBackup = When.Is(config.FileSystem.Backup),
            Telemetry = When.Is(config.Observability.Enabled),
            TelemetrySize = TaskSizes.Of(release.Observability),
            OwnOtlpSecret = new(
                new(config.Observability.OtlpSecretArn ?? "", Optional(config.Observability.OtlpSecretKeyArn)),
                When.Is(config.Observability.OtlpSecretArn is not null)),
            OtlpParameters = new(When.Is(config.Observability.OtlpSecretArn is null)),
            Alarms = When.Is(config.Alarms is not null),
            CreatesAlarmTopic = When.Is(config.Alarms is { Create: true }),
            AlarmTopicArn = config.Alarms?.TopicArn,
        };
    }

    /// <summary>Tags of the stack, which CloudFormation passes on to its resources.</summary>
    public static SortedDictionary<string, string> Tags(EdgeDefinition definition)
    {
        var tags = EdgeTags.Of(definition.Config.Edge.Name, definition.Release.Version);
        foreach (var (name, value) in definition.Config.Tags)
            tags[name] = value;
        return tags;
    }

    private static EdgeContext Context(EdgeDefinition definition)
    {
        var (config, partition) = (definition.Config, definition.Config.Account.Partition());
        return new EdgeContext
        {
            Name = config.Edge.Name,
            Release = definition.Release.Version,
            Partition = partition,
            Region = config.Account.Region,
            AccountId = config.Account.AccountId,
            DnsSuffix = Partitions.DnsSuffix(partition),
            LogRetentionDays = config.LogRetentionDays,
            RetainData = config.DataRetention is DataRetention.Retain,
            PermissionsBoundaryArn = config.Iam.PermissionsBoundaryArn,
            AccessLogBucket = Optional(config.AccessLogBucket),
            ReservedConcurrentExecutions = new(
                config.Functions.ReservedConcurrentExecutions ?? 0, When.Is(config.Functions.ReservedConcurrentExecutions is not null)),
            CodeSigningConfigArn = Optional(config.Functions.CodeSigningConfigArn),
            CreatesRoles = config.Iam.Roles is ResourceMode.Create,
            RolePath = config.Iam.RolePath ?? "/",
        };
    }

    // What the edge does not need may be missing.
    private static SecurityGroups Groups(SecurityGroupsSection groups) => new()
    {
        PlaneManager = groups.PlaneManager ?? "",
        Jobs = groups.Jobs ?? "",
        ConnectorsRollout = groups.ConnectorsRollout ?? "",
        MetadataBrowsing = groups.MetadataBrowsing ?? "",
        DqResultsReader = groups.DqResultsReader ?? "",
        Cleanup = groups.Cleanup ?? "",
        DeploymentSupport = groups.DeploymentSupport ?? "",
        FileSystem = groups.FileSystem ?? "",
        Endpoints = groups.Endpoints ?? "",
        TelemetryLoadBalancer = groups.TelemetryLoadBalancer ?? "",
        TelemetryCollector = groups.TelemetryCollector ?? "",
    };

    private static RegistryAccess? Access(RegistrySection registry) => (registry.Credentials, registry.SecretArn, registry.Ecr()) switch
    {
        (RegistryCredentials.None, _, { } ecr) => new RegistryAccess.Ecr(ecr.AccountId, ecr.Region, ecr.RepositoryPrefix),
        (RegistryCredentials.None, _, null) => null,
        (_, { } secret, _) => new RegistryAccess.OwnSecret(secret, Optional(registry.SecretKeyArn)),
        _ => new RegistryAccess.Parameters(),
    };

    private static PrivateEndpointsProps Endpoints(EdgeDefinition definition, PrivateNetwork network)
    {
        var vpc = definition.Config.Vpc;
        var services = EdgeEndpoints.Created(vpc);
        return new PrivateEndpointsProps
        {
            Network = network,
            CidrBlocks = Known(vpc.CidrBlocks),
            S3 = When.Is(vpc.CreatesS3Endpoint()),
            S3RouteTableIds = Sorted(vpc.PrivateRouteTableIds),
            InterfaceServices = [.. services.Select(service => new Conditional<string>(service, When.Always))],
            AnyInterface = When.Is(services.Count > 0),
            Tags = Tags(definition),
        };
    }

    // The group of endpoints that another stack creates is not known here; the endpoints are in the VPC.
    private static EgressInputs Egress(VpcSection vpc) => new()
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

    private static ProxyInputs Proxy(VpcSection vpc) => vpc.Proxy is not { } proxy ? ProxyInputs.None : new()
    {
        When = When.Always,
        Url = proxy.Url,
        Host = proxy.Host(),
        Port = proxy.Port().ToString(CultureInfo.InvariantCulture),
        NoProxy = Optional(proxy.NoProxy.Count > 0 ? string.Join(',', Sorted(proxy.NoProxy)) : null),
        CidrBlocks = string.Join(',', Sorted(vpc.CidrBlocks)),
        CaSecretArn = Optional(proxy.CaSecretArn),
        CaSecretKeyArn = Optional(proxy.CaSecretKeyArn),
    };

    private static Conditional<EgressTarget>[] Targets(IEnumerable<string> destinations) =>
        [.. Sorted(destinations).Select(destination => new Conditional<EgressTarget>(Target(destination), When.Always))];

    private static EgressTarget Target(string destination)
    {
        var ports = destination.Split(':')[1].Split('-').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        return new(destination.Split(':')[0], ports[0], ports[^1]);
    }

    private static JavaFunctionRelease Release(EdgeDefinition definition, Function function)
    {
        var (config, release, package) = (definition.Config, definition.Release.Functions[function], definition.Packages[function]);
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
                QueueArn = FunctionTraitsAttribute.Of(function).QueueArnIn(config.ControlPlane)!,
                QueueKeyArn = Optional(config.ControlPlane.QueueKeyArn),
                When = When.Is(config.ControlPlane.EventSources is EventSources.Enabled),
                BatchSize = release.BatchSize,
                BatchWindowSeconds = release.BatchWindowSeconds,
                MaximumConcurrency = release.MaximumConcurrency,
                PartialBatchResponses = release.PartialBatchResponses,
            },
        };
    }

    private static PackageSource Source(ArtifactsSection artifacts, FunctionPackage package) => package.LocalPath is { } path
        ? new PackageSource.LocalFile(path)
        : new PackageSource.StoredObject(artifacts.Bucket!, package.SourceKey!, Optional(artifacts.KeyArn));

    private static Conditional<string> Optional(string? value) => new(value ?? "", When.Is(value is not null));

    private static Conditional<string>[] Known(IEnumerable<string> values) =>
        [.. Sorted(values).Select(value => new Conditional<string>(value, When.Always))];

    private static string[] Sorted(IEnumerable<string> values) => [.. values.Distinct().Order(StringComparer.Ordinal)];
}
