using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using EdgeCdk.Clusters;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>
/// What a template cannot do by itself, as four custom resources behind one function. Each has a policy of its own with the permissions
/// that it needs, for exactly the things it touches, and waits until the function has them. Both leave the stack together, the
/// policy last: whatever is removed, its deletion is still allowed.
/// </summary>
internal sealed class DeploymentSupport : Construct
{
    // CloudFormation would wait an hour for an answer that never comes; the function gives up earlier by itself.
    private const int ServiceTimeoutSeconds = 3600;

    private readonly EdgeContext _edge;
    private readonly GeneralKey _key;
    private readonly PythonFunction _function;
    private readonly IReadOnlyList<IDependable> _policy;
    private readonly List<(Construct Scope, Statement Statement)> _granted = [];

    public DeploymentSupport(Construct scope, string id, EdgeContext edge, GeneralKey key, OwnFunctionVpc vpc)
        : base(scope, id)
    {
        (_edge, _key) = (edge, key);
        _function = new PythonFunction(this, "Function", new PythonFunctionProps
        {
            Edge = edge,
            Key = key,
            Component = "deployment-support",
            ExistingGroup = groups => groups.DeploymentSupport,
            Description = $"Edge {edge.Name}: copies, empties, announces and stops for CloudFormation",
            HasFixedRoleName = true,
            TimeoutSeconds = 900,
            MemoryMb = 512,
            Vpc = vpc,
        });
        // A resource of its own, not a part of the role: it names the function, which names the role.
        Statement[] itself =
        [
            Statement.Allow("ContinueItself", ["lambda:InvokeFunction"], _function.Arn),
            Statement.Allow("SeeRollbackInProgress", ["cloudformation:DescribeStacks"], Aws.STACK_ID),
        ];
        _granted.AddRange(itself.Select(statement => ((Construct)this, statement)));
        _policy = CreatePolicy(this, "Policy", "Itself", itself);
    }

    /// <summary>Its group in the VPC. Null: it never runs there.</summary>
    public WorkloadSecurityGroup? SecurityGroup => _function.SecurityGroup;

    public ServiceRole Role => _function.Role;

    /// <summary>What the role may do by policies beside the custom resources.</summary>
    public IReadOnlyList<(Construct Scope, Statement Statement)> Granted => _granted;

    /// <summary>Deletes everything from a bucket before the stack deletes the bucket.</summary>
    /// <returns>What everything that puts objects there must wait for, so that it is deleted before the bucket is emptied.</returns>
    public Construct Empty(ArtifactBucket bucket) => Create(
        bucket, "Emptied", "Custom::EdgeEmpty", new Dictionary<string, object> { ["BucketName"] = bucket.Name },
        [
            Statement.Allow($"List{bucket.Node.Id}", ["s3:ListBucketVersions"], bucket.Arn),
            Statement.Allow($"Empty{bucket.Node.Id}", ["s3:DeleteObjectVersion"], $"{bucket.Arn}/*")
                .Because("a bucket is emptied of whatever is in it"),
        ],
        When.Always,
        bucket.Policy);

    /// <summary>Copies a package to a bucket. Wait for the result before using the object.</summary>
    /// <param name="function">Whose package it is.</param>
    /// <param name="package">What to copy.</param>
    /// <param name="bucket">Where to.</param>
    /// <param name="emptied">The emptying of that bucket, which must come after the copy is deleted.</param>
    public Construct Copy(Construct function, CodePackage package, ArtifactBucket bucket, Construct emptied)
    {
        var source = package.Locate(function);
        var properties = new Dictionary<string, object>
        {
            ["SourceBucket"] = source.Bucket,
            ["SourceKey"] = source.Key,
            ["DestinationBucket"] = bucket.Name,
            ["DestinationKey"] = package.ObjectKey,
        };
        if (package.Sha256 is not null)
            properties["Sha256"] = package.Sha256;
        return Create(function, "Package", "Custom::EdgeCopy", properties,
            [
                Statement.Allow(
                    $"Read{function.Node.Id}Package",
                    ["s3:GetObject"],
                    $"arn:{_edge.Partition}:s3:::{source.Bucket}/{source.Key}"),
                .. source.AllowDecrypt(_edge),
                .. AllowWrite(bucket),
            ],
            When.Always,
            bucket.Policy, emptied);
    }

    /// <summary>Writes a text as an object. Wait for the result before using the object.</summary>
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="text">What to write.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="emptied">The emptying of that bucket, which must come after the object is deleted.</param>
    public Construct Write(Construct scope, string id, TextObject text, ArtifactBucket bucket, Construct emptied)
    {
        var properties = new Dictionary<string, object>
        {
            ["Text"] = text.Text,
            ["Sha256"] = text.Sha256,
            ["DestinationBucket"] = bucket.Name,
            ["DestinationKey"] = text.Key,
        };
        return Create(scope, id, "Custom::EdgeCopy", properties, AllowWrite(bucket), When.Always, bucket.Policy, emptied);
    }

    /// <summary>Announces the connectors image and waits until Connectors Rollout has brought it to the file system.</summary>
    /// <param name="rollout">What brings it.</param>
    /// <param name="when">Whether there is anything to announce.</param>
    public Construct Announce(ConnectorsRollout rollout, When when)
    {
        var properties = new Dictionary<string, object>
        {
            ["Cluster"] = rollout.Cluster.Arn,
            ["TaskDefinition"] = rollout.Task.Arn,
            ["Family"] = rollout.Task.Family,
            ["Containers"] = rollout.Task.ContainerNames.ToArray(),
            ["Image"] = rollout.Image,
            ["Edge"] = _edge.Name,
            ["Release"] = _edge.Release,
            ["LogGroupName"] = rollout.Task.LogGroupName,
        };
        return Create(this, "ConnectorsAnnounced", "Custom::EdgeAnnounce", properties,
        [
            Statement.Allow("AnnounceImage", ["events:PutEvents"], _edge.Arn("events", "event-bus/default"))
                .When("StringEquals", "events:source", ConnectorsRollout.EventSource)
                .When("StringEquals", "events:detail-type", ConnectorsRollout.EventDetailType),
            .. AllowWatchTasks(rollout.Cluster),
        ],
        when);
    }

    /// <summary>Stops all tasks of a cluster when the stack is deleted, and waits until they have stopped.</summary>
    public Construct StopTasks(string id, FargateCluster cluster) => Create(
        this, id, "Custom::EdgeStopTasks", new Dictionary<string, object> { ["Cluster"] = cluster.Arn },
        [
            .. AllowWatchTasks(cluster),
            Statement.Allow($"StopTasksOn{cluster.Node.Id}", ["ecs:StopTask"], cluster.TaskArnPattern).Because(FargateCluster.WhyAnyTask),
        ],
        When.Always);

    // Deleting too: an update leaves the old object to be deleted afterwards.
    private Statement[] AllowWrite(ArtifactBucket bucket) =>
    [
        Statement.Allow(
            $"Write{bucket.Node.Id}", ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"], $"{bucket.Arn}/*")
            .Because("the key of an object carries its hash, and after an update the one before is deleted"),
        _key.AllowEncryptThrough("s3"),
    ];

    private static Statement[] AllowWatchTasks(FargateCluster cluster) =>
    [
        cluster.Only(Statement.Allow($"ListTasksOn{cluster.Node.Id}", ["ecs:ListTasks"], "*"))
            .Because("listing has no resource that a policy could name; the condition names the cluster"),
        Statement.Allow($"DescribeTasksOn{cluster.Node.Id}", ["ecs:DescribeTasks"], cluster.TaskArnPattern)
            .Because(FargateCluster.WhyAnyTask),
    ];

    private CfnResource Create(
        Construct scope,
        string id,
        string type,
        Dictionary<string, object> properties,
        IReadOnlyList<Statement> permissions,
        When when,
        params IDependable[] after)
    {
        var policy = CreatePolicy(scope, $"{id}Rights", $"{scope.Node.Id}{id}", permissions);
        _granted.AddRange(permissions.Select(permission => (scope, permission.If(when))));
        properties["ServiceToken"] = _function.Arn;
        properties["ServiceTimeout"] = ServiceTimeoutSeconds;
        var resource = new CfnResource(scope, id, new CfnResourceProps { Type = type, Properties = properties });
        Retention.WithTheStack(resource);
        resource.Node.AddDependency([.. _policy, .. policy, .. after]);
        policy.ToList().ForEach(when.ApplyTo);
        when.ApplyTo(resource);
        return resource;
    }

    // IAM keeps one policy of a name in a role; a later one of the same name would take the place of the first. A role that exists has
    // all permissions already.
    private IReadOnlyList<Construct> CreatePolicy(Construct scope, string id, string name, IReadOnlyList<Statement> permissions)
    {
        if (!_edge.CreatesRoles)
            return [];
        var policy = new CfnPolicy(scope, id, new CfnPolicyProps
        {
            PolicyName = name,
            Roles = [_function.Role.Name],
            PolicyDocument = Statement.Document(permissions),
        });
        Nag.AcceptWildcards(policy, permissions);
        return [policy];
    }
}
