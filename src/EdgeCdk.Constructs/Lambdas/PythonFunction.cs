using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>A function of our own: one Python file, inline in the template, in the VPC only when it is asked for.</summary>
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
            RoleName = props.Edge.RoleName(props.Component),
            HasFixedName = props.HasFixedRoleName,
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
        var reserved = props.Edge.ReservedConcurrentExecutions;
        if (reserved.When.IfTrue((object)reserved.Value) is { } executions)
            _function.AddPropertyOverride("ReservedConcurrentExecutions", executions);
        if (props.Vpc is { When.IsPossible: true } vpc)
            Join(vpc, props);
        Nag.Accept(_function, ("L1", "Python 3.12 is the version that the vendor specifies for Cleanup; one version for both functions"));
        Arn = _function.AttrArn;
    }

    // The rights are a policy of their own: when the function leaves the VPC, or is deleted, Lambda still needs them to delete its
    // network interfaces, and CloudFormation removes group and policy after that.
    private void Join(OwnFunctionVpc vpc, PythonFunctionProps props)
    {
        var rights = AllowJoin(vpc, props.Edge);
        SecurityGroup = new WorkloadSecurityGroup(
            this, "Network", vpc.Network, props.ExistingGroup, $"Edge {props.Component} function: no ingress, egress any");
        vpc.When.ApplyTo(SecurityGroup);
        var configuration = new Dictionary<string, object>
        {
            ["SecurityGroupIds"] = new[] { SecurityGroup.Id },
            ["SubnetIds"] = vpc.Network.SubnetIds,
        };
        _function.AddPropertyOverride("VpcConfig", vpc.When.IfTrue(configuration)!);
        // The function refers to the group, and so waits for the rights, and for a way to what it calls.
        IConstruct waiting = vpc.Network.ExistingGroups is null ? SecurityGroup : _function;
        waiting.Node.AddDependency([.. rights, vpc.Endpoints]);
    }

    // A role that exists has all permissions already.
    private IReadOnlyList<IDependable> AllowJoin(OwnFunctionVpc vpc, EdgeContext edge)
    {
        if (!edge.CreatesRoles)
            return [];
        var statements = FunctionNetwork.AllowJoin(edge);
        var rights = new CfnPolicy(this, "JoinVpc", new CfnPolicyProps
        {
            PolicyName = "JoinVpc",
            Roles = [Role.Name],
            PolicyDocument = Statement.Document(statements),
        });
        Nag.AcceptWildcards(rights, statements);
        vpc.When.ApplyTo(rights);
        return [rights];
    }

    public string Arn { get; }

    public string Name => _function.Ref;

    public ServiceRole Role { get; }

    /// <summary>Its group in the VPC. Null: it never runs there.</summary>
    public WorkloadSecurityGroup? SecurityGroup { get; private set; }
}
