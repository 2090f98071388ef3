using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Lambdas;

/// <summary>How a function is connected to its queue.</summary>
public sealed record QueueMapping
{
    /// <summary>The control plane's queue.</summary>
    public required string QueueArn { get; init; }

    /// <summary>Key of the queue.</summary>
    public required Conditional<string> QueueKeyArn { get; init; }

    /// <summary>Whether the mapping exists. AWS checks it against the vendor's queue policy even when it is switched off.</summary>
    public required When When { get; init; }

    public required int BatchSize { get; init; }

    public required int BatchWindowSeconds { get; init; }

    public required int MaximumConcurrency { get; init; }

    /// <summary>Whether the code says which messages of a batch failed.</summary>
    public required bool PartialBatchResponses { get; init; }
}

/// <summary>What differs from one Java function to the other by release and configuration.</summary>
public sealed record JavaFunctionRelease
{
    public required CodePackage Code { get; init; }

    public required string Handler { get; init; }

    public required double TimeoutSeconds { get; init; }

    /// <summary>Instances kept warm.</summary>
    public required Conditional<double> ProvisionedConcurrency { get; init; }

    public required QueueMapping Mapping { get; init; }

    /// <summary>
    /// The values of parameters that reach the function, in one text of at most 243 characters. Default: none, everything is known
    /// when the template is made.
    /// </summary>
    public string? ParameterValues { get; init; }
}

/// <summary>Inputs of <see cref="JavaFunction"/>.</summary>
public sealed record JavaFunctionProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required PrivateNetwork Network { get; init; }

    /// <summary>Name of the component, for its log group.</summary>
    public required string Component { get; init; }

    public required string Description { get; init; }

    public required string RoleName { get; init; }

    public required int MemoryMb { get; init; }

    public required JavaFunctionRelease Release { get; init; }

    /// <summary>Bucket that the code is deployed from.</summary>
    public required ArtifactBucket Bucket { get; init; }

    /// <summary>What the code may do, beside reading its queue and mounting.</summary>
    public required IReadOnlyList<Statement> Permissions { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>File system whose connectors are mounted to read. Default: none.</summary>
    public SharedFileSystem? Drivers { get; init; }
}

/// <summary>
/// A function of the vendor's in the VPC: code from the edge's own bucket, a version for every change of it, the alias
/// <c>current</c> on the newest, and the mapping of the alias on a queue of the control plane.
/// </summary>
public sealed class JavaFunction : Construct
{
    private readonly CfnFunction _function;
    private readonly CfnAlias _alias;

    // AWS takes 256 characters for a description; this much of the hash leaves room for the values of parameters.
    private const int DescribedHashLength = 12;

    public JavaFunction(Construct scope, string id, JavaFunctionProps props)
        : base(scope, id)
    {
        var logs = new ComponentLogGroup(this, "Logs", props.Edge, props.Key, props.Component);
        SecurityGroup = new WorkloadSecurityGroup(this, "Network", props.Network, $"Edge {props.Component} function: no ingress, egress any");
        Role = new ServiceRole(this, "Role", new ServiceRoleProps
        {
            Edge = props.Edge,
            Service = "lambda.amazonaws.com",
            RoleName = props.RoleName,
            Statements = [logs.AllowWrite(), .. AllowJoinVpc(props.Edge), props.Key.AllowDecryptFunctionEnvironment(), .. AllowConsume(props.Edge, props.Release.Mapping), .. props.Permissions],
        });

        var properties = Properties(props, logs);
        var hash = ContentHash.Of(this, properties);
        properties.Description = Describe(props, hash);
        _function = new CfnFunction(this, "Function", properties);
        Nag.Accept(_function, ("L1", "the vendor builds the package for Java 21"));
        (Arn, Name) = (_function.AttrArn, _function.Ref);
        var version = CreateVersion(hash, props.Release.ParameterValues is null ? null : properties.Description);
        _alias = new CfnAlias(this, "Current", new CfnAliasProps
        {
            Name = "current",
            FunctionName = Name,
            FunctionVersion = version.AttrVersion,
        });
        var warm = props.Release.ProvisionedConcurrency;
        if (warm.When.IfTrue(new Dictionary<string, object> { ["ProvisionedConcurrentExecutions"] = warm.Value }) is { } configuration)
            _alias.AddPropertyOverride("ProvisionedConcurrencyConfig", configuration);
        var mapping = props.Release.Mapping;
        MappingId = new(mapping.When.IsPossible ? CreateMapping(mapping).Ref : "", mapping.When);
    }

    public string Arn { get; }

    public string Name { get; }

    /// <summary>Id of the mapping.</summary>
    public Conditional<string> MappingId { get; }

    public ServiceRole Role { get; }

    public WorkloadSecurityGroup SecurityGroup { get; }

    /// <summary>Makes the function wait, and with it all that runs it.</summary>
    public void CreateAfter(params IDependable[] others) => _function.Node.AddDependency(others);

    /// <summary>Makes the alias and, behind it, the mapping wait: the function exists, but nothing runs it yet.</summary>
    public void RunAfter(params IDependable[] others) => _alias.Node.AddDependency(others);

    private CfnFunctionProps Properties(JavaFunctionProps props, ComponentLogGroup logs) => new()
    {
        Runtime = "java21",
        Architectures = ["x86_64"],
        Handler = props.Release.Handler,
        Code = new CfnFunction.CodeProperty { S3Bucket = props.Bucket.Name, S3Key = props.Release.Code.ObjectKey },
        Role = Role.Arn,
        MemorySize = props.MemoryMb,
        Timeout = props.Release.TimeoutSeconds,
        KmsKeyArn = props.Key.Arn,
        Environment = new CfnFunction.EnvironmentProperty { Variables = Variables(props) },
        VpcConfig = new CfnFunction.VpcConfigProperty { SubnetIds = props.Network.SubnetIds, SecurityGroupIds = [SecurityGroup.Id] },
        FileSystemConfigs = props.Drivers is null
            ? null
            : new object[] { new CfnFunction.FileSystemConfigProperty { Arn = props.Drivers.Drivers.Arn, LocalMountPath = Defaults.DriversPath } },
        LoggingConfig = new CfnFunction.LoggingConfigProperty { LogGroup = logs.Name },
    };

    private static Dictionary<string, string> Variables(JavaFunctionProps props) =>
        props.Environment.Concat(props.Edge.TelemetryEnvironment(props.Component).ToDictionary(variable => variable.Key, variable => props.Edge.OtlpEndpoint.When.IfTrue(variable.Value))).ToDictionary();

    // Lambda publishes a version only when code or configuration differ from the version before, and CloudFormation's update fails
    // otherwise. So all that makes a new version, the hash and the values of parameters, is part of the configuration, too.
    private static string Describe(JavaFunctionProps props, string hash) => props.Release.ParameterValues is { } values
        ? $"{hash[..DescribedHashLength]} {values}"
        : $"{props.Description} ({hash[..DescribedHashLength]})";

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
        Statement.Allow("ConsumeQueue", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"], mapping.QueueArn),
        Statement.Allow("DecryptQueue", ["kms:Decrypt"], mapping.QueueKeyArn.Value).When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("sqs")).If(mapping.QueueKeyArn.When),
    ];

    // What Lambda itself needs to join a VPC: written out, since AWS's managed policy would also let the function make log groups,
    // and denied to the code that runs, which has no business with network interfaces.
    private static Statement[] AllowJoinVpc(EdgeContext edge)
    {
        string[] actions =
        [
            "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
        ];
        return
        [
            Statement.Allow("JoinVpc", actions, "*").Because("Lambda makes network interfaces whose ids nobody knows before; the code that runs is denied the same"),
            Statement.Deny("RefuseCodeTheSame", actions, "*").When("ArnLike", "lambda:SourceFunctionArn", edge.Arn("lambda", "function:*")),
        ];
    }
}
