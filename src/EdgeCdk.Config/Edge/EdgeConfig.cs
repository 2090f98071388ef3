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

    /// <summary>What differs from the release for the functions, and what holds for all of them. Default: nothing.</summary>
    public FunctionsSection Functions { get; init; } = new();

    /// <summary>The file system with connectors and waiting telemetry. Default: without backups.</summary>
    public FileSystemSection FileSystem { get; init; } = new();

    /// <summary>
    /// Your bucket, in the account and region of the edge, for the access logs of the buckets that the stack creates. Default: none.
    /// </summary>
    /// <effect>
    /// Server access logging of each bucket, below the name of the edge. It can be added, changed and removed in place. The policy of your
    /// bucket must allow s3:PutObject to logging.s3.amazonaws.com.
    /// </effect>
    /// <consequence>
    /// AWS Control Tower (CT.S3.PR.2) and Security Hub (S3.9) ask for it. The logs are paid for as any objects, and stay when the edge is
    /// destroyed.
    /// </consequence>
    [BucketName]
    public string? AccessLogBucket { get; init; }

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

    /// <summary>KMS keys that exist. Default: none, the stack creates its keys.</summary>
    public KmsSection Kms { get; init; } = new();

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
    /// <consequence>
    /// Stored events cost by the GiB and month. Audits often ask for 365 or more: AWS Control Tower (CT.CLOUDWATCH.PR.2), Security Hub
    /// (CloudWatch.16), PCI DSS.
    /// </consequence>
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
    /// role in its policy. What is retained is still paid for, and its log groups must be deleted before an edge of the same
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

    /// <summary>When the edge is deployed, where a script deploys many edges. Default: in the first wave.</summary>
    public DeploymentSection Deployment { get; init; } = new();

    /// <summary>
    /// Further tags of the stack and all that it holds: at most 40, each with a value, of letters, digits, spaces and _ . : / + -
    /// @, and = in values. Default: none.
    /// </summary>
    /// <effect>Tags of every resource that takes any, changed in place.</effect>
    /// <consequence>Tags are readable by whoever may describe the resources: no secrets in them.</consequence>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>ARN of a role of the edge with a known name.</summary>
    public string RoleArn(string name) =>
        $"arn:{Account.Partition()}:iam::{Account.AccountId}:role{Iam.RolePath ?? "/"}{name}";

    /// <summary>What differs from the release for one function.</summary>
    public FunctionOverride Override(Function function) => Functions.Overrides.GetValueOrDefault(function) ?? new();
}
