using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>One edge file: everything that the customer and the vendor decide about one edge.</summary>
public sealed record EdgeConfig
{
    public required EdgeSection Edge { get; init; }

    public required AccountSection Account { get; init; }

    public required VpcSection Vpc { get; init; }

    public required ResultBucketSection S3 { get; init; }

    public required ControlPlaneSection ControlPlane { get; init; }

    /// <summary>Where the vendor's function packages are. Default: the directory lambda-artifacts.</summary>
    public ArtifactsSection Artifacts { get; init; } = new();

    /// <summary>Where the container images are. Default: the vendor's registry, its credentials as stack parameters.</summary>
    public RegistrySection Registry { get; init; } = new();

    /// <summary>Telemetry collector. Default: off.</summary>
    public ObservabilitySection Observability { get; init; } = new();

    /// <summary>Alarms and a dashboard. Default: off.</summary>
    public AlarmsSection? Alarms { get; init; }

    public FunctionsSection Functions { get; init; } = new();

    /// <summary>Sizes of single jobs. Default: the release's.</summary>
    public IReadOnlyDictionary<Job, SizeOverride> Jobs { get; init; } = new Dictionary<Job, SizeOverride>();

    public PlaneManagerSection PlaneManager { get; init; } = new();

    public IamSection Iam { get; init; } = new();

    /// <summary>Further accounts whose roles, tagged ataccama:edge:customer-provided=true, the edge may assume. Default: none.</summary>
    [AccountId, Count(0, 50)]
    public IReadOnlyList<string> CustomerRoleAccounts { get; init; } = [];

    /// <summary>Days that log events are kept. Default: 30.</summary>
    [OneOf(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)]
    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Whether keys, file system and log groups outlive the stack. Default: delete.</summary>
    public DataRetention DataRetention { get; init; } = DataRetention.Delete;

    /// <summary>Whether the stack refuses to be deleted. Default: true.</summary>
    public bool TerminationProtection { get; init; } = true;

    /// <summary>Further tags of the stack and all that it holds. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>Name and release of the edge.</summary>
public sealed record EdgeSection
{
    /// <summary>Unique in the account over all regions: role names, the key alias and log groups carry it.</summary>
    [EdgeName]
    public required string Name { get; init; }

    /// <summary>A file in the releases directory, without .yaml.</summary>
    [ReleaseVersion]
    public required string Release { get; init; }
}

/// <summary>The customer's account, as asked for at onboarding.</summary>
public sealed record AccountSection
{
    [Region]
    public required string Region { get; init; }

    /// <summary>A text, since a number would lose its leading zeros.</summary>
    [AccountId]
    public required string AccountId { get; init; }

    /// <summary>Partition of the region: aws, aws-us-gov or aws-cn.</summary>
    public string Partition() => Partitions.Of(Region);
}

/// <summary>The customer's bucket for results, and the role that reaches it.</summary>
public sealed record ResultBucketSection
{
    [BucketName]
    public required string BucketName { get; init; }

    [RoleArn]
    public required string IamRoleArn { get; init; }

    [Region]
    public required string Region { get; init; }
}

/// <summary>What the vendor gives for one edge.</summary>
public sealed record ControlPlaneSection
{
    [RoleArn]
    public required string EdgeAccessRoleArn { get; init; }

    [QueueArn]
    public required string RequestQueueArn { get; init; }

    [QueueArn]
    public required string ResultReaderQueueArn { get; init; }

    /// <summary>
    /// Whether the functions read their queues. No default: AWS refuses a mapping before the vendor has registered the
    /// edge, so a first deployment says disabled.
    /// </summary>
    public required EventSources EventSources { get; init; }

    /// <summary>Key of both queues. Default: none.</summary>
    [KeyArn]
    public string? QueueKeyArn { get; init; }

    /// <summary>Seconds; bounds the timeout of Metadata Browsing. Default: not checked.</summary>
    [Range(0, 43200)]
    public int? RequestQueueVisibilitySeconds { get; init; }

    /// <summary>Seconds; bounds the timeout of DQ Results Reader. Default: not checked.</summary>
    [Range(0, 43200)]
    public int? ResultReaderQueueVisibilitySeconds { get; init; }
}

/// <summary>Where the vendor's function packages are: a bucket, or a directory.</summary>
public sealed record ArtifactsSection
{
    /// <summary>Bucket that holds the packages. Default: none, they come from <see cref="Directory"/>.</summary>
    [BucketName]
    public string? Bucket { get; init; }

    /// <summary>Beginning of the object keys in the bucket. Default: none.</summary>
    [ObjectPrefix]
    public string? Prefix { get; init; }

    /// <summary>Key of the bucket, in the edge's region. Default: none.</summary>
    [KeyArn]
    public string? KeyArn { get; init; }

    /// <summary>Directory with a folder for each function. Default: lambda-artifacts, unless a bucket is given.</summary>
    [DirectoryPath]
    public string? Directory { get; init; }
}

/// <summary>The telemetry collector.</summary>
public sealed record ObservabilitySection
{
    /// <summary>Default: false.</summary>
    public bool Enabled { get; init; }

    [SecretArn]
    public string? OtlpSecretArn { get; init; }

    [KeyArn]
    public string? OtlpSecretKeyArn { get; init; }
}

/// <summary>Where alarms go: an existing topic, or one that the stack makes.</summary>
public sealed record AlarmsSection
{
    [TopicArn]
    public string? TopicArn { get; init; }

    /// <summary>Default: false.</summary>
    public bool Create { get; init; }
}

/// <summary>The two functions that serve the control plane's queues.</summary>
public sealed record FunctionsSection
{
    public FunctionOverride MetadataBrowsing { get; init; } = new();

    public FunctionOverride DqResultsReader { get; init; } = new();
}

/// <summary>What a customer may change about a function.</summary>
public sealed record FunctionOverride
{
    /// <summary>Instances kept warm; 0 for none, as new accounts may need. Default: 1.</summary>
    [Range(0, 100)]
    public int ProvisionedConcurrency { get; init; } = 1;

    /// <summary>Seconds. Default: the release's.</summary>
    [Range(1, 900)]
    public int? TimeoutSeconds { get; init; }
}

/// <summary>A size of a task that differs from the release's.</summary>
public sealed record SizeOverride
{
    /// <summary>CPU units, 1024 to a vCPU. Default: the release's.</summary>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Default: the release's.</summary>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }

    /// <summary>Default: the release's, and without one the 20 GiB that Fargate gives.</summary>
    [Range(21, 200)]
    public int? EphemeralStorageGiB { get; init; }
}

/// <summary>The permanent service.</summary>
public sealed record PlaneManagerSection
{
    /// <summary>Tasks; 0 for a first deployment that pulls no image. Default: 2.</summary>
    [Range(0, 10)]
    public int Replicas { get; init; } = 2;

    /// <summary>CPU units, 1024 to a vCPU. Default: the release's.</summary>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Default: the release's.</summary>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }
}

/// <summary>Rules of the account for roles.</summary>
public sealed record IamSection
{
    /// <summary>Permissions boundary of every role. Default: none.</summary>
    [PolicyArn]
    public string? PermissionsBoundaryArn { get; init; }
}
