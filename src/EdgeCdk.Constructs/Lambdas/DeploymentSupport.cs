using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Messaging;

namespace EdgeCdk.Constructs.Lambdas;

/// <summary>
/// What a template cannot do by itself, as four custom resources behind one function. Each brings the rights that it needs, for
/// exactly the things it touches, and waits until the function has them; on deletion it is gone before they are.
/// </summary>
public sealed class DeploymentSupport : Construct
{
    // CloudFormation would wait an hour for an answer that never comes; the function gives up earlier by itself.
    private const int ServiceTimeoutSeconds = 3600;

    private readonly EdgeContext _edge;
    private readonly GeneralKey _key;
    private readonly PythonFunction _function;
    private readonly CfnPolicy _policy;
    private readonly List<Statement> _rights;

    public DeploymentSupport(Construct scope, string id, EdgeContext edge, GeneralKey key)
        : base(scope, id)
    {
        (_edge, _key) = (edge, key);
        _function = new PythonFunction(this, "Function", new PythonFunctionProps
        {
            Edge = edge,
            Key = key,
            Component = "deployment-support",
            Description = $"Edge {edge.Name}: copies, empties, announces and stops for CloudFormation",
            TimeoutSeconds = 900,
            MemoryMb = 512,
        });
        _rights = [Statement.Allow("ContinueItself", ["lambda:InvokeFunction"], _function.Arn)];
        // A resource of its own, not a part of the role: it names the function, which names the role. It needs a name of its own
        // too: IAM keeps one policy of a name in a role, and the later one would take the place of the role's.
        _policy = new CfnPolicy(this, "Policy", new CfnPolicyProps { PolicyName = "CustomResources", Roles = [_function.Role.Name], PolicyDocument = Statement.Document(_rights) });
    }

    /// <summary>Deletes everything from a bucket before the stack deletes the bucket.</summary>
    /// <returns>What everything that puts objects there must wait for, so that it is gone before the bucket is emptied.</returns>
    /// <param name="bucket">The bucket.</param>
    /// <param name="presence">Whether there is a bucket; who makes it on a condition makes what is below it on the same.</param>
    public Construct Empty(ArtifactBucket bucket, Presence presence)
    {
        Permit(
            presence,
            Statement.Allow($"List{bucket.Node.Id}", ["s3:ListBucketVersions"], bucket.Arn),
            Statement.Allow($"Empty{bucket.Node.Id}", ["s3:DeleteObjectVersion"], $"{bucket.Arn}/*")
                .Because("a bucket is emptied of whatever is in it"));
        var resource = Create(bucket, "Emptied", "Custom::EdgeEmpty", new Dictionary<string, object> { ["BucketName"] = bucket.Name });
        resource.Node.AddDependency(bucket.Policy);
        return resource;
    }

    /// <summary>Copies a package to a bucket. Wait for the result before using the object.</summary>
    /// <param name="function">Whose package it is.</param>
    /// <param name="package">What to copy.</param>
    /// <param name="bucket">Where to.</param>
    /// <param name="emptied">The emptying of that bucket, which must come after the copy is gone.</param>
    public Construct Copy(Construct function, CodePackage package, ArtifactBucket bucket, Construct emptied)
    {
        var source = package.Locate(function);
        Permit(
            Presence.Always,
            [
                Statement.Allow($"Read{function.Node.Id}Package", ["s3:GetObject"], $"arn:{_edge.Partition}:s3:::{source.Bucket}/{source.Key}"),
                .. source.AllowDecrypt(_edge),
                AllowWrite(bucket),
                _key.AllowEncryptThrough("s3"),
            ]);
        var properties = new Dictionary<string, object>
        {
            ["SourceBucket"] = source.Bucket,
            ["SourceKey"] = source.Key,
            ["DestinationBucket"] = bucket.Name,
            ["DestinationKey"] = package.ObjectKey,
        };
        if (package.Sha256 is not null)
            properties["Sha256"] = package.Sha256;
        var resource = Create(function, "Package", "Custom::EdgeCopy", properties);
        resource.Node.AddDependency(bucket.Policy, emptied);
        return resource;
    }

    /// <summary>Writes a text as an object. Wait for the result before using the object.</summary>
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="text">What to write.</param>
    /// <param name="sha256">Its hash.</param>
    /// <param name="bucket">Where to.</param>
    /// <param name="key">Key of the object; it changes with the text, so that a rollback finds the old one.</param>
    /// <param name="emptied">The emptying of that bucket, which must come after the object is gone.</param>
    /// <param name="presence">Whether there is a bucket.</param>
    public Construct Write(Construct scope, string id, string text, string sha256, ArtifactBucket bucket, string key, Construct emptied, Presence presence)
    {
        Permit(presence, AllowWrite(bucket), _key.AllowEncryptThrough("s3"));
        var resource = Create(scope, id, "Custom::EdgeCopy", new Dictionary<string, object>
        {
            ["Text"] = text,
            ["Sha256"] = sha256,
            ["DestinationBucket"] = bucket.Name,
            ["DestinationKey"] = key,
        });
        resource.Node.AddDependency(bucket.Policy, emptied);
        return resource;
    }

    /// <summary>Announces the connectors image and waits until Connectors Rollout has brought it to the file system.</summary>
    /// <param name="rollout">What brings it.</param>
    /// <param name="presence">Whether there is anything to announce.</param>
    public Construct Announce(ConnectorsRollout rollout, Presence presence)
    {
        Permit(
            presence,
            Statement.Allow("AnnounceImage", ["events:PutEvents"], _edge.Arn("events", "event-bus/default"))
                .When("StringEquals", "events:source", ImageUpdateEvents.Source)
                .When("StringEquals", "events:detail-type", ImageUpdateEvents.DetailType),
            AllowListTasks(rollout.Cluster),
            AllowDescribeTasks(rollout.Cluster),
            Statement.Allow("SeeRollbackInProgress", ["cloudformation:DescribeStacks"], Aws.STACK_ID));
        var resource = Create(this, "ConnectorsAnnounced", "Custom::EdgeAnnounce", new Dictionary<string, object>
        {
            ["Cluster"] = rollout.Cluster.Arn,
            ["TaskDefinition"] = rollout.Task.Arn,
            ["Family"] = rollout.Task.Family,
            ["Image"] = rollout.Image,
            ["Edge"] = _edge.Name,
            ["Release"] = _edge.Release,
            ["LogGroupName"] = rollout.Task.LogGroupName,
        });
        presence.Apply(resource);
        return resource;
    }

    /// <summary>Stops all tasks of a cluster when the stack is deleted, and waits until they are gone.</summary>
    public Construct StopTasks(string id, FargateCluster cluster)
    {
        Permit(
            Presence.Always,
            AllowListTasks(cluster),
            AllowDescribeTasks(cluster),
            Statement.Allow($"StopTasksOn{cluster.Node.Id}", ["ecs:StopTask"], cluster.TaskArnPattern).Because(FargateCluster.WhyAnyTask));
        return Create(this, id, "Custom::EdgeStopTasks", new Dictionary<string, object> { ["Cluster"] = cluster.Arn });
    }

    // Deleting too: an update leaves the old object to be deleted afterwards.
    private static Statement AllowWrite(ArtifactBucket bucket) =>
        Statement.Allow($"Write{bucket.Node.Id}", ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"], $"{bucket.Arn}/*")
            .Because("the key of an object carries its hash, and after an update the one before is deleted");

    private static Statement AllowListTasks(FargateCluster cluster) => cluster.Only(Statement.Allow($"ListTasksOn{cluster.Node.Id}", ["ecs:ListTasks"], "*"))
        .Because("listing has no resource that a policy could name; the condition names the cluster");

    private static Statement AllowDescribeTasks(FargateCluster cluster) => Statement.Allow($"DescribeTasksOn{cluster.Node.Id}", ["ecs:DescribeTasks"], cluster.TaskArnPattern)
        .Because(FargateCluster.WhyAnyTask);

    private void Permit(Presence presence, params IReadOnlyList<Statement> statements)
    {
        // What is permitted anyway is not permitted again on a condition: IAM refuses a policy with two statements of one id.
        foreach (var statement in statements.Select(statement => statement.If(presence)).Where(statement => statement.IsPossible))
        {
            if (_rights.Any(known => known.Right == statement.Right || known.Right == statement.Unconditional.Right))
                continue;
            _rights.RemoveAll(known => known.Unconditional.Right == statement.Right);
            _rights.Add(statement);
        }

        _policy.PolicyDocument = Statement.Document(_rights);
        Nag.AcceptWildcards(_policy, _rights);
    }

    private CfnResource Create(Construct scope, string id, string type, Dictionary<string, object> properties)
    {
        properties["ServiceToken"] = _function.Arn;
        properties["ServiceTimeout"] = ServiceTimeoutSeconds;
        var resource = new CfnResource(scope, id, new CfnResourceProps { Type = type, Properties = properties });
        Retention.WithTheStack(resource);
        resource.Node.AddDependency(_policy);
        return resource;
    }
}
