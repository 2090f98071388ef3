using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="JavaFunction"/>.</summary>
internal sealed record JavaFunctionProps
{
    public required Platform Platform { get; init; }

    /// <summary>Name of the component, for its log group.</summary>
    public required string Component { get; init; }

    public required string Description { get; init; }

    public required string RoleName { get; init; }

    /// <summary>Chooses its group among those that exist, when the stack creates none.</summary>
    public required Func<SecurityGroups, string> ExistingGroup { get; init; }

    /// <summary>Who must trust the role, to follow the words "To be trusted by".</summary>
    public required string TrustedBy { get; init; }

    public required JavaFunctionRelease Release { get; init; }

    /// <summary>What the code is given, and where it expects the connectors.</summary>
    public required ComponentRuntime Runtime { get; init; }

    /// <summary>Bucket that the code is deployed from.</summary>
    public required ArtifactBucket Bucket { get; init; }

    /// <summary>What the code may do, beside reading its queue and mounting.</summary>
    public required IReadOnlyList<Statement> Permissions { get; init; }

    /// <summary>File system whose connectors are mounted to read. Default: none.</summary>
    public SharedFileSystem? Drivers { get; init; }
}

/// <summary>
/// A function of the vendor's in the VPC: code from the edge's own bucket, a version for every change of it, the alias
/// <c>current</c> on the newest, and the mapping of the alias on a queue of the control plane.
/// </summary>
internal sealed class JavaFunction : Construct
{
    private readonly CfnFunction _function;
    private readonly CfnAlias _alias;

    public JavaFunction(Construct scope, string id, JavaFunctionProps props)
        : base(scope, id)
    {
        (Part, TrustedBy, UsesConnectors) = (scope, props.TrustedBy, props.Drivers is not null);
        var logs = new ComponentLogGroup(this, "Logs", props.Platform.Edge, props.Platform.Key, props.Component);
        SecurityGroup = new WorkloadSecurityGroup(
            this, "Network", props.Platform.Network, props.ExistingGroup, $"Edge {props.Component} function: no ingress, egress any");
        Role = new ServiceRole(this, "Role", new ServiceRoleProps
        {
            Edge = props.Platform.Edge,
            Service = "lambda.amazonaws.com",
            RoleName = props.RoleName,
            HasFixedName = true,
            Statements =
            [
                logs.AllowWrite(),
                .. FunctionNetwork.AllowJoin(props.Platform.Edge),
                props.Platform.Key.AllowDecryptFunctionEnvironment(),
                .. AllowConsume(props.Platform.Edge, props.Release.Mapping),
                .. props.Permissions,
                .. props.Runtime.SecretPermissions,
            ],
        });

        var properties = Properties(props, logs);
        var hash = ContentHash.Of(this, props.Platform.Edge, properties);
        properties.Description = Describe(props, hash);
        // Of the function alone, not of its versions.
        var (signing, reserved) = (props.Platform.Edge.CodeSigningConfigArn, props.Platform.Edge.ReservedConcurrentExecutions);
        properties.CodeSigningConfigArn = signing.When.IfTrue(signing.Value);
        _function = new CfnFunction(this, "Function", properties);
        if (reserved.When.IfTrue((object)reserved.Value) is { } executions)
            _function.AddPropertyOverride("ReservedConcurrentExecutions", executions);
        Nag.Accept(_function, ("L1", $"the vendor builds the package for Java {props.Release.JavaRuntime["java".Length..]}"));
        (Arn, Name) = (_function.AttrArn, _function.Ref);
        var version = CreateVersion(hash, props.Release.ParameterValues is null ? null : properties.Description);
        _alias = new CfnAlias(this, "Current", new CfnAliasProps
        {
            Name = "current",
            FunctionName = Name,
            FunctionVersion = version.AttrVersion,
        });
        var warm = props.Release.ProvisionedConcurrency;
        var instances = new Dictionary<string, object> { ["ProvisionedConcurrentExecutions"] = warm.Value };
        if (warm.When.IfTrue(instances) is { } configuration)
            _alias.AddPropertyOverride("ProvisionedConcurrencyConfig", configuration);
        var mapping = props.Release.Mapping;
        MappingId = new(mapping.When.IsPossible ? CreateMapping(mapping).Ref : "", mapping.When);
    }

    /// <summary>The part of the edge that the function is in.</summary>
    public Construct Part { get; }

    /// <summary>Its id.</summary>
    public string PartId => Part.Node.Id;

    public string Arn { get; }

    public string Name { get; }

    /// <summary>Who must trust the role, to follow the words "To be trusted by".</summary>
    public string TrustedBy { get; }

    /// <summary>Id of the mapping.</summary>
    public Conditional<string> MappingId { get; }

    /// <summary>Whether it mounts the connectors, which must be on the file system before it runs.</summary>
    public bool UsesConnectors { get; }

    public ServiceRole Role { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    /// <summary>Creates the function, and everything that invokes it, after other resources.</summary>
    public void CreateAfter(params IDependable[] others) => _function.Node.AddDependency(others);

    /// <summary>
    /// Creates the alias, and with it the mapping, after other resources: until then the function exists, but nothing invokes it.
    /// </summary>
    public void RunAfter(params IDependable[] others) => _alias.Node.AddDependency(others);

    private CfnFunctionProps Properties(JavaFunctionProps props, ComponentLogGroup logs) => new()
    {
        Runtime = props.Release.JavaRuntime,
        Architectures = ["x86_64"],
        Handler = props.Release.Handler,
        Code = new CfnFunction.CodeProperty { S3Bucket = props.Bucket.Name, S3Key = props.Release.Code.ObjectKey },
        Role = Role.Arn,
        MemorySize = props.Release.MemoryMb,
        Timeout = props.Release.TimeoutSeconds,
        KmsKeyArn = props.Platform.Key.Arn,
        Environment = new CfnFunction.EnvironmentProperty { Variables = Variables(props) },
        VpcConfig = new CfnFunction.VpcConfigProperty
        {
            SubnetIds = props.Platform.Network.SubnetIds,
            SecurityGroupIds = [SecurityGroup.Id],
        },
        FileSystemConfigs = props.Drivers is null ? null : Mount(props.Drivers.Drivers, props.Runtime.DriversPath),
        LoggingConfig = new CfnFunction.LoggingConfigProperty { LogGroup = logs.Name },
    };

    private static object[] Mount(AccessPoint drivers, string path) =>
        [new CfnFunction.FileSystemConfigProperty { Arn = drivers.Arn, LocalMountPath = path }];

    private static Dictionary<string, string> Variables(JavaFunctionProps props) => props.Runtime.Environment
        .Where(variable => variable.Value.When.IsPossible)
        .ToDictionary(variable => variable.Key, variable => variable.Value.When.IfTrue(variable.Value.Value));

    // Lambda publishes a version only when code or configuration differ from the version before, and CloudFormation's update fails
    // otherwise. So all that makes a new version, the hash and the values of parameters, is part of the configuration, too.
    private static string Describe(JavaFunctionProps props, string hash) => props.Release.ParameterValues is { } values
        ? $"{hash[..ContentHash.DescribedLength]} {values}"
        : $"{props.Description} ({hash[..ContentHash.DescribedLength]})";

    // A version is a snapshot, made once: only a resource with another id makes a new one. For what parameters decide, whose values
    // are not known here, it is the description, which AWS cannot change either. The old ones stay, for a rollback by hand and for
    // Cleanup to trim; one that a failed deployment made does not, or the same upgrade could never be repeated.
    private CfnVersion CreateVersion(string hash, string? description)
    {
        var version = new CfnVersion(this, "Version", new CfnVersionProps { FunctionName = Name, Description = description });
        version.OverrideLogicalId($"{Stack.Of(this).GetLogicalId(version)}{hash}");
        version.CfnOptions.DeletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
        version.CfnOptions.UpdateReplacePolicy = CfnDeletionPolicy.RETAIN;
        return version;
    }

    private CfnEventSourceMapping CreateMapping(QueueMapping mapping)
    {
        var resource = new CfnEventSourceMapping(this, "Mapping", new CfnEventSourceMappingProps
        {
            // The alias, so that a mapping outlives every version.
            FunctionName = _alias.Ref,
            EventSourceArn = mapping.QueueArn,
            Enabled = true,
            BatchSize = mapping.BatchSize,
            MaximumBatchingWindowInSeconds = mapping.BatchWindowSeconds,
            ScalingConfig = new CfnEventSourceMapping.ScalingConfigProperty { MaximumConcurrency = mapping.MaximumConcurrency },
            FunctionResponseTypes = mapping.PartialBatchResponses ? ["ReportBatchItemFailures"] : null,
        });
        // Metrics of what becomes of events. AWS counts them only on request, and this version of the library cannot ask.
        resource.AddPropertyOverride("MetricsConfig", new Dictionary<string, object> { ["Metrics"] = new[] { "EventCount" } });
        mapping.When.ApplyTo(resource);
        return resource;
    }

    private static Statement[] AllowConsume(EdgeContext edge, QueueMapping mapping) =>
    [
        Statement.Allow(
            "ConsumeQueue",
            ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
            mapping.QueueArn),
        Statement.Allow("DecryptQueue", ["kms:Decrypt"], mapping.QueueKeyArn.Value)
            .When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("sqs"))
            .If(mapping.QueueKeyArn.When),
    ];
}
