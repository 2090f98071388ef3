using Amazon.CDK.AWS.Lambda;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="PythonFunction"/>.</summary>
internal sealed record PythonFunctionProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    /// <summary>Name of the source's folder, and of the component.</summary>
    public required string Component { get; init; }

    public required string Description { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int MemoryMb { get; init; }

    /// <summary>Only for a role that another party names in a policy. Default: AWS chooses.</summary>
    public string? RoleName { get; init; }

    /// <summary>What the code may do, beside writing its log.</summary>
    public IReadOnlyList<Statement> Permissions { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where failed asynchronous invocations go. Default: nowhere.</summary>
    public EncryptedQueue? DeadLetters { get; init; }
}

/// <summary>A function of our own: one Python file, inline in the template, outside of the VPC.</summary>
internal sealed class PythonFunction : Construct
{
    private readonly CfnFunction _function;

    public PythonFunction(Construct scope, string id, PythonFunctionProps props)
        : base(scope, id)
    {
        var logs = new ComponentLogGroup(this, "Logs", props.Edge, props.Key, props.Component);
        Role = new ServiceRole(this, "Role", new ServiceRoleProps
        {
            Edge = props.Edge,
            Service = "lambda.amazonaws.com",
            RoleName = props.RoleName,
            Statements =
            [
                logs.AllowWrite(),
                .. props.Environment.Count > 0 ? (Statement[])[props.Key.AllowDecryptFunctionEnvironment()] : [],
                .. props.DeadLetters?.AllowSend() ?? [],
                .. props.Permissions,
            ],
        });
        _function = new CfnFunction(this, "Function", new CfnFunctionProps
        {
            Description = props.Description,
            Runtime = "python3.12",
            Architectures = ["x86_64"],
            Handler = "index.handler",
            Code = new CfnFunction.CodeProperty { ZipFile = EmbeddedSource.Read($"{props.Component}.py") },
            Role = Role.Arn,
            Timeout = props.TimeoutSeconds,
            MemorySize = props.MemoryMb,
            KmsKeyArn = props.Key.Arn,
            Environment = props.Environment.Count == 0
                ? null
                : new CfnFunction.EnvironmentProperty { Variables = props.Environment.ToDictionary() },
            DeadLetterConfig = props.DeadLetters is null
                ? null
                : new CfnFunction.DeadLetterConfigProperty { TargetArn = props.DeadLetters.Arn },
            LoggingConfig = new CfnFunction.LoggingConfigProperty { LogGroup = logs.Name },
        });
        Nag.Accept(_function, ("L1", "Python 3.12 is the version that the vendor specifies for Cleanup; one version for both functions"));
        Arn = _function.AttrArn;
    }

    public string Arn { get; }

    public string Name => _function.Ref;

    public ServiceRole Role { get; }
}
