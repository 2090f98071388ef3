using Amazon.CDK;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>
/// Trims old versions of the Java functions, once a day: keeps the newest three and every one that an alias points to, and does
/// nothing while the stack is being changed.
/// </summary>
internal sealed class Cleanup : Construct
{
    private readonly PythonFunction _function;

    public Cleanup(Construct scope, string id, EdgeContext edge, GeneralKey key, IReadOnlyList<JavaFunction> functions, OwnFunctionVpc vpc)
        : base(scope, id)
    {
        DeadLetters = new EncryptedQueue(this, "DeadLetters", new EncryptedQueueProps { Edge = edge, Key = key });
        _function = new PythonFunction(this, "Function", new PythonFunctionProps
        {
            Edge = edge,
            Key = key,
            Component = "cleanup",
            ExistingGroup = groups => groups.Cleanup,
            Description = $"Edge {edge.Name}: trims old function versions",
            TimeoutSeconds = 300,
            MemoryMb = 256,
            Vpc = vpc,
            DeadLetters = DeadLetters,
            Permissions =
            [
                Statement.Allow("ReadStackStatus", ["cloudformation:DescribeStacks"], Aws.STACK_ID),
                Statement.Allow(
                    "ListVersions",
                    ["lambda:ListVersionsByFunction", "lambda:ListAliases"],
                    [.. functions.Select(function => function.Arn)]),
                // A version is named behind the function's ARN. The bare ARN would allow the deletion of the function.
                Statement.Allow("DeleteVersions", ["lambda:DeleteFunction"], [.. functions.Select(function => $"{function.Arn}:*")])
                    .Because("versions are numbered as they are published; the function itself is not among them"),
            ],
            Environment = new Dictionary<string, string>
            {
                ["FUNCTION_NAMES"] = string.Join(',', functions.Select(function => function.Arn)),
                ["KEEP_VERSIONS"] = "3",
                ["STACK_ID"] = Aws.STACK_ID,
            },
        });
    }

    /// <summary>Runs that failed.</summary>
    public EncryptedQueue DeadLetters { get; }

    public string FunctionArn => _function.Arn;

    public string FunctionName => _function.Name;

    public ServiceRole Role => _function.Role;

    /// <summary>Its group in the VPC. Null: it never runs there.</summary>
    public WorkloadSecurityGroup? SecurityGroup => _function.SecurityGroup;

    /// <summary>Allows a role to invoke it.</summary>
    public Statement AllowInvoke() => Statement.Allow("InvokeCleanup", ["lambda:InvokeFunction"], _function.Arn);
}
