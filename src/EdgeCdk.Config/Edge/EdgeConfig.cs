using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>One edge file: everything that the customer and the vendor decide about one edge.</summary>
public sealed record EdgeConfig
{
    /// <summary>Name and release of the edge.</summary>
    public required EdgeSection Edge { get; init; }

    /// <summary>The customer's account, as asked for at onboarding.</summary>
    public required AccountSection Account { get; init; }

    /// <summary>The customer's network, as asked for at onboarding, and what the endpoints need to know about it.</summary>
    public required VpcSection Vpc { get; init; }

    /// <summary>The customer's bucket for results, and the role that reaches it.</summary>
    public required ResultBucketSection S3 { get; init; }

    /// <summary>What the vendor gives for one edge.</summary>
    public required ControlPlaneSection ControlPlane { get; init; }

    /// <summary>
    /// Where the function packages are that the vendor delivers. Default: the directory lambda-artifacts.
    /// </summary>
    public ArtifactsSection Artifacts { get; init; } = new();

    /// <summary>
    /// Where container images come from and how they are pulled. Default: the vendor's registry, its credentials as stack
    /// parameters.
    /// </summary>
    public RegistrySection Registry { get; init; } = new();

    /// <summary>The telemetry collector. Default: off.</summary>
    public ObservabilitySection Observability { get; init; } = new();

    /// <summary>Where alarms go: an existing topic, or one that the stack makes. Default: off.</summary>
    /// <effect>Alarms on queues, functions, tasks and the file system, and a dashboard.</effect>
    /// <consequence>Each alarm costs what CloudWatch asks for one in the region, and so does the dashboard.</consequence>
    public AlarmsSection? Alarms { get; init; }

    /// <summary>What differs from the release for the functions that serve the control plane's queues. Default: nothing.</summary>
    public FunctionsSection Functions { get; init; } = new();

    /// <summary>Sizes of single jobs. Default: the release's.</summary>
    /// <effect>
    /// A new revision of the job's task definition. Tasks that run already finish on the revision they were started with.
    /// </effect>
    /// <consequence>Fargate is paid for by the vCPU, GiB and second that a job runs.</consequence>
    public IReadOnlyDictionary<Job, SizeOverride> Jobs { get; init; } = new Dictionary<Job, SizeOverride>();

    /// <summary>
    /// Number and size of the tasks of Plane Manager, the permanent service. Default: 2 tasks of the release's size.
    /// </summary>
    public PlaneManagerSection PlaneManager { get; init; } = new();

    /// <summary>Rules of the account for roles. Default: none.</summary>
    public IamSection Iam { get; init; } = new();

    /// <summary>
    /// Further accounts whose roles, tagged ataccama:edge:customer-provided=true, the edge may assume. Default: none.
    /// </summary>
    /// <effect>The rights of the jobs and of Metadata Browsing name these accounts beside the edge's own.</effect>
    /// <consequence>
    /// An account in the list cannot be entered before a role in it trusts the edge and carries the tag; leave out accounts
    /// without data sources.
    /// </consequence>
    [AccountId, Count(0, 50)]
    public IReadOnlyList<string> CustomerRoleAccounts { get; init; } = [];

    /// <summary>Days that log events are kept. Default: 30.</summary>
    /// <effect>
    /// Retention of every log group, Container Insights' included. A shorter time deletes older events within days.
    /// </effect>
    /// <consequence>Stored events cost by the GiB and month.</consequence>
    [OneOf(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)]
    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Whether keys, file system and log groups outlive the stack. Default: delete.</summary>
    /// <effect>
    /// With retain, a deletion of the stack leaves them in the account; the mode can be changed at any time and replaces
    /// nothing. With delete, the keys are deleted with the stack, after 7 days: one of them encrypts the data-quality results
    /// in your bucket.
    /// </effect>
    /// <consequence>
    /// With delete, nobody can read the data-quality results in your bucket 7 days after the stack was deleted, unless the
    /// deletion of their key is cancelled before. With retain, their key stays. In both cases only roles of the edge may
    /// decrypt with it, and those are deleted with the stack: afterwards an administrator of the key must first allow another
    /// role in its policy. What is retained goes on costing, and its log groups must be deleted before an edge of the same
    /// name is deployed again.
    /// </consequence>
    public DataRetention DataRetention { get; init; } = DataRetention.Delete;

    /// <summary>Whether the stack refuses to be deleted. Default: true.</summary>
    /// <effect>A flag of the stack; no resource changes with it.</effect>
    /// <consequence>
    /// While it is on, nobody deletes the edge by mistake, and a first deployment that failed must be unprotected before the
    /// next one.
    /// </consequence>
    public bool TerminationProtection { get; init; } = true;

    /// <summary>
    /// Further tags of the stack and all that it holds: at most 40, each with a value, of letters, digits, spaces and _ . : / + -
    /// @, and = in values. Default: none.
    /// </summary>
    /// <effect>Tags of every resource that takes any, changed in place.</effect>
    /// <consequence>Tags are readable by whoever may describe the resources: no secrets in them.</consequence>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>Name and release of the edge.</summary>
public sealed record EdgeSection
{
    /// <summary>Name of the edge, unique in the account over all regions.</summary>
    /// <effect>
    /// The stack is called Edge- and this name; role names, the key alias, task families and log groups carry it. Another name
    /// is another stack, and leaves this one where it is.
    /// </effect>
    /// <consequence>Your roles trust the edge by role names that begin with it.</consequence>
    [EdgeName]
    public required string Name { get; init; }

    /// <summary>Release of the vendor: a file in the releases directory, without .yaml.</summary>
    /// <effect>
    /// Images, function packages and default sizes. A change makes new task definitions and function versions; nothing that
    /// holds data is replaced.
    /// </effect>
    /// <consequence>
    /// Releases are applied one at a time and in order; a release is supported for 90 days after the next one.
    /// </consequence>
    [ReleaseVersion]
    public required string Release { get; init; }
}

/// <summary>The customer's account, as asked for at onboarding.</summary>
public sealed record AccountSection
{
    /// <summary>Region that the edge runs in.</summary>
    /// <effect>Where the stack is deployed, and the partition of every ARN. Another region is another stack.</effect>
    /// <consequence>Data is processed in this region.</consequence>
    [Region]
    public required string Region { get; init; }

    /// <summary>The customer's account. A text, since a number would lose its leading zeros.</summary>
    /// <effect>The account that the stack is deployed to: with credentials of another one, the CDK CLI refuses.</effect>
    [AccountId]
    public required string AccountId { get; init; }

    /// <summary>Partition of the region: aws, aws-us-gov or aws-cn.</summary>
    public string Partition() => Partitions.Of(Region);
}

/// <summary>The customer's bucket for results, and the role that reaches it.</summary>
public sealed record ResultBucketSection
{
    /// <summary>The customer's bucket that results are written to.</summary>
    /// <effect>
    /// Plane Manager, the jobs and DQ Results Reader are told of it. The stack neither makes nor changes the bucket.
    /// </effect>
    /// <consequence>The edge reaches it through the role alone.</consequence>
    [BucketName]
    public required string BucketName { get; init; }

    /// <summary>The customer's role that reads and writes the bucket.</summary>
    /// <effect>
    /// Plane Manager, the jobs and DQ Results Reader may assume exactly this role. Its trust policy must name their roles.
    /// </effect>
    /// <consequence>What the role allows is all that the edge can do with the bucket.</consequence>
    [RoleArn]
    public required string IamRoleArn { get; init; }

    /// <summary>Region of the bucket.</summary>
    /// <effect>Plane Manager, the jobs and DQ Results Reader are told of it.</effect>
    /// <consequence>In a region other than the edge's, traffic between the regions is paid for, and goes through NAT.</consequence>
    [Region]
    public required string Region { get; init; }
}

/// <summary>What the vendor gives for one edge.</summary>
public sealed record ControlPlaneSection
{
    /// <summary>The vendor's role through which the edge reaches the control plane.</summary>
    /// <effect>Plane Manager may assume exactly this role.</effect>
    /// <consequence>The way goes out only: the vendor has no role in your account.</consequence>
    [RoleArn]
    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>The vendor's queue with requests for Metadata Browsing.</summary>
    /// <effect>Metadata Browsing may receive from exactly this queue; its mapping reads it.</effect>
    [QueueArn]
    public required string RequestQueueArn { get; init; }

    /// <summary>The vendor's queue with requests for DQ Results Reader.</summary>
    /// <effect>DQ Results Reader may receive from exactly this queue; its mapping reads it.</effect>
    [QueueArn]
    public required string ResultReaderQueueArn { get; init; }

    /// <summary>
    /// Whether the functions read their queues. No default: AWS refuses a mapping before the vendor has registered the edge, so
    /// a first deployment says disabled.
    /// </summary>
    /// <effect>With enabled, both functions have an event-source mapping.</effect>
    /// <consequence>While disabled, the edge answers no request from the control plane for its functions.</consequence>
    public required EventSources EventSources { get; init; }

    /// <summary>Key of both queues. Default: none.</summary>
    /// <effect>Both functions may decrypt with this key, through SQS alone.</effect>
    /// <consequence>The vendor's key policy must allow the same.</consequence>
    [KeyArn]
    public string? QueueKeyArn { get; init; }

    /// <summary>
    /// Visibility timeout of the request queue, in seconds; bounds the timeout of Metadata Browsing. Default: not checked.
    /// </summary>
    /// <effect>None: a function timeout that is longer is refused here, not by AWS in the middle of a deployment.</effect>
    [Range(0, 43200)]
    public int? RequestQueueVisibilitySeconds { get; init; }

    /// <summary>
    /// Visibility timeout of the result reader queue, in seconds; bounds the timeout of DQ Results Reader. Default: not
    /// checked.
    /// </summary>
    /// <effect>None: a function timeout that is longer is refused here, not by AWS in the middle of a deployment.</effect>
    [Range(0, 43200)]
    public int? ResultReaderQueueVisibilitySeconds { get; init; }
}

/// <summary>Where the function packages are that the vendor delivers.</summary>
public sealed record ArtifactsSection
{
    /// <summary>
    /// Bucket that holds the packages: one of yours with a copy of them, or one that the vendor gives you access to. Default:
    /// none, they come from a directory.
    /// </summary>
    /// <effect>The packages are copied from there into the stack's own bucket. No file is uploaded by the CDK CLI.</effect>
    /// <consequence>
    /// The deployment may read exactly the two objects, with the role &lt;edge&gt;-deployment-support of the edge's account. The
    /// policy of a bucket in another account must allow that role s3:GetObject on them.
    /// </consequence>
    [BucketName]
    public string? Bucket { get; init; }

    /// <summary>Beginning of the object keys in the bucket. Default: none.</summary>
    /// <effect>Part of the keys that are copied. If it carries a version, it must be that of edge.release.</effect>
    [ObjectPrefix]
    public string? Prefix { get; init; }

    /// <summary>Key of the bucket, in the edge's region. Default: none.</summary>
    /// <effect>The deployment may decrypt with this key, through S3 alone.</effect>
    /// <consequence>The policy of a key in another account must allow it, too.</consequence>
    [KeyArn]
    public string? KeyArn { get; init; }

    /// <summary>
    /// Directory with a folder for each function, exactly one zip in each: where the packages of the vendor's delivery are put.
    /// Default: lambda-artifacts, unless a bucket is given.
    /// </summary>
    /// <effect>
    /// The packages are uploaded by the CDK CLI and copied into the stack's own bucket. Their hash is part of the key: another
    /// file is another version of the function.
    /// </effect>
    [DirectoryPath]
    public string? Directory { get; init; }
}

/// <summary>The telemetry collector.</summary>
public sealed record ObservabilitySection
{
    /// <summary>Whether the edge has a telemetry collector. Default: false.</summary>
    /// <effect>
    /// An ECS service with three containers, an internal load balancer, a bucket for its configuration and two secret
    /// parameters. On and off again changes nothing else.
    /// </effect>
    /// <consequence>
    /// Costs a load balancer and a task around the clock. Telemetry leaves your account for the receiver that you name.
    /// </consequence>
    public bool Enabled { get; init; }

    /// <summary>Secret with endpoint and authorization of the receiver. Default: none, they are stack parameters.</summary>
    /// <effect>The collector is started with its values; the stack makes no secret of its own.</effect>
    /// <consequence>
    /// Parameters are seen in process lists while you deploy; a secret of your own is not. The collector expands $ in the
    /// values: write $$ for each $.
    /// </consequence>
    [SecretArn]
    public string? OtlpSecretArn { get; init; }

    /// <summary>Key of that secret. Default: the account's own key for Secrets Manager.</summary>
    /// <effect>The collector's execution role may decrypt with this key, through Secrets Manager alone.</effect>
    [KeyArn]
    public string? OtlpSecretKeyArn { get; init; }
}

/// <summary>Where alarms go: an existing topic, or one that the stack makes.</summary>
public sealed record AlarmsSection
{
    /// <summary>Existing topic that alarms are sent to. Default: none.</summary>
    /// <effect>Every alarm has it as its action.</effect>
    /// <consequence>The policies of the topic and of its key must let cloudwatch.amazonaws.com in.</consequence>
    [TopicArn]
    public string? TopicArn { get; init; }

    /// <summary>Whether the stack makes a topic for its alarms. Default: false.</summary>
    /// <effect>A topic under the general key; subscribe to the output AlarmTopicArn.</effect>
    public bool Create { get; init; }
}

/// <summary>The two functions that serve the control plane's queues.</summary>
public sealed record FunctionsSection
{
    /// <summary>Metadata Browsing, which browses and tests data sources. Default: as in the release.</summary>
    public FunctionOverride MetadataBrowsing { get; init; } = new();

    /// <summary>DQ Results Reader, which decrypts data-quality results. Default: as in the release.</summary>
    public FunctionOverride DqResultsReader { get; init; } = new();
}

/// <summary>What a customer may change about a function.</summary>
public sealed record FunctionOverride
{
    /// <summary>Instances kept warm; 0 for none, as new accounts may need. Default: 1.</summary>
    /// <effect>Provisioned concurrency of the alias current; with 0 it has none.</effect>
    /// <consequence>
    /// An instance is paid for around the clock. Without one, the first request after a pause waits for Java to start.
    /// </consequence>
    [Range(0, 100)]
    public int ProvisionedConcurrency { get; init; } = 1;

    /// <summary>Longest run of one invocation, in seconds. Default: the release's.</summary>
    /// <effect>
    /// A new version of the function. Must not be longer than the visibility timeout of the queue, or AWS refuses the mapping.
    /// </effect>
    [Range(1, 900)]
    public int? TimeoutSeconds { get; init; }
}

/// <summary>A size of a task that differs from the release's.</summary>
public sealed record SizeOverride
{
    /// <summary>CPU units, 1024 to a vCPU. Default: the release's.</summary>
    /// <effect>A new revision of the task definition; used by tasks that start after the deployment.</effect>
    /// <consequence>Paid for by the vCPU and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Memory in MiB. Default: the release's.</summary>
    /// <effect>A new revision of the task definition; used by tasks that start after the deployment.</effect>
    /// <consequence>Paid for by the GiB and second. Fargate takes certain pairs of CPU and memory only.</consequence>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }

    /// <summary>Local disk in GiB. Default: the release's, and without one the 20 GiB that Fargate gives.</summary>
    /// <effect>A new revision of the task definition. Gone when the task ends.</effect>
    /// <consequence>What is above 20 GiB is paid for by the GiB and second.</consequence>
    [Range(21, 200)]
    public int? EphemeralStorageGiB { get; init; }
}

/// <summary>The permanent service.</summary>
public sealed record PlaneManagerSection
{
    /// <summary>Tasks of Plane Manager; 0 for a first deployment that pulls no image. Default: 2.</summary>
    /// <effect>Desired count of the service. With 0, the connectors are not announced either.</effect>
    /// <consequence>Paid for around the clock. With one task alone, no work is started while it is replaced.</consequence>
    [Range(0, 10)]
    public int Replicas { get; init; } = 2;

    /// <summary>CPU units of a task, 1024 to a vCPU. Default: the release's.</summary>
    /// <effect>A new revision; the service is replaced task by task, and back again if the new ones do not become steady.</effect>
    /// <consequence>Paid for around the clock, by the vCPU. Fargate takes certain pairs of CPU and memory only.</consequence>
    [OneOf(256, 512, 1024, 2048, 4096, 8192, 16384)]
    public int? Cpu { get; init; }

    /// <summary>Memory of a task in MiB. Default: the release's.</summary>
    /// <effect>A new revision; the service is replaced task by task, and back again if the new ones do not become steady.</effect>
    /// <consequence>Paid for around the clock, by the GiB. Fargate takes certain pairs of CPU and memory only.</consequence>
    [Range(512, 122880)]
    public int? MemoryMiB { get; init; }
}

/// <summary>Rules of the account for roles.</summary>
public sealed record IamSection
{
    /// <summary>Permissions boundary of every role. Default: none.</summary>
    /// <effect>Every role of the stack has it; it can be added, changed and removed in place.</effect>
    /// <consequence>
    /// A role can do what both its policy and the boundary allow: a boundary that lacks something stops the edge at run time,
    /// not at deployment.
    /// </consequence>
    [PolicyArn]
    public string? PermissionsBoundaryArn { get; init; }
}
