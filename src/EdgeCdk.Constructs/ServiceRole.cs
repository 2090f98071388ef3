using Amazon.CDK.AWS.IAM;
using Constructs;

namespace EdgeCdk;

/// <summary>Inputs of <see cref="ServiceRole"/>.</summary>
internal sealed record ServiceRoleProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>The AWS service that assumes the role, such as <c>ecs-tasks.amazonaws.com</c>.</summary>
    public required string Service { get; init; }

    /// <summary>All permissions of the role. They are part of the role itself, so that what waits for the role has them too.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>Name of the role, of those that <see cref="EdgeContext"/> makes.</summary>
    public required string RoleName { get; init; }

    /// <summary>
    /// Whether a role that the stack creates has the name, since another party names it in a policy. Default: no, AWS chooses.
    /// </summary>
    public bool HasFixedName { get; init; }

    /// <summary>Resource on whose behalf alone the service may assume the role; may have wildcards. Default: any.</summary>
    public string? SourceArn { get; init; }
}

/// <summary>
/// A role that one AWS service assumes, with everything that it may do. Where the stack creates no roles, it is the role of that name,
/// and whoever created it gave it its permissions.
/// </summary>
internal sealed class ServiceRole : Construct
{
    public ServiceRole(Construct scope, string id, ServiceRoleProps props)
        : base(scope, id)
    {
        Statements = props.Statements;
        (Arn, Name) = props.Edge.CreatesRoles ? Create(props) : (props.Edge.RoleArn(props.RoleName), props.RoleName);
    }

    public string Arn { get; }

    public string Name { get; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    private (string Arn, string Name) Create(ServiceRoleProps props)
    {
        var trust = Statement.Allow("AssumedByService", ["sts:AssumeRole"]).ForService(props.Service);
        if (props.SourceArn is not null)
            trust = trust.When("StringEquals", "aws:SourceAccount", props.Edge.AccountId).When("ArnLike", "aws:SourceArn", props.SourceArn);

        // Two secrets under one key need the same permission twice.
        var statements = props.Statements.Where(statement => statement.IsPossible).DistinctBy(statement => statement.Permission).ToList();
        var role = new CfnRole(this, "Role", new CfnRoleProps
        {
            RoleName = props.HasFixedName ? props.RoleName : null,
            AssumeRolePolicyDocument = Statement.Document([trust]),
            PermissionsBoundary = props.Edge.PermissionsBoundaryArn,
            Policies = statements.Count == 0
                ? null
                : new object[] { new CfnRole.PolicyProperty { PolicyName = "Rights", PolicyDocument = Statement.Document(statements) } },
        });
        Nag.AcceptWildcards(role, statements);
        return (role.AttrArn, role.Ref);
    }
}
