using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Roles that the stack does not create: each exists with the path of the edge file, is assumed by its service, and has the permissions
/// that the edge needs and no others.
/// </summary>
internal static class ExistingRoleChecks
{
    private const string Key = "iam.roles";

    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Iam.Roles is ResourceMode.Create ? []
        : target.Names.ExistingRoles(target.Definition).Select(name => new Check(name, () => Find(target, name)));

    private static IEnumerable<Finding> Find(PreflightTarget target, string name)
    {
        var expected = target.Config.RoleArn(name);
        const string unusable =
            "what uses the role fails with \"The role defined for the function cannot be assumed\" or \"Role is not valid\"";
        if (target.Roles.Find(name) is not { } role)
        {
            return
            [
                new Finding(Outcome.Failed, name)
                {
                    What = $"there is no role {name}, and {Key} is existing",
                    Later = unusable,
                    Remedy = "ask whoever creates the roles of the account for it, or remove iam.roles: the stack creates its roles then",
                },
            ];
        }

        return role.Arn != expected
            ?
            [
                new Finding(Outcome.Failed, name)
                {
                    What = $"its ARN is {role.Arn}, and the edge expects {expected}",
                    Later = unusable,
                    Remedy = "correct iam.rolePath, or ask whoever creates the roles of the account for one with this path",
                },
            ]
            : target.Needed is { } needed ? Compare(target, name, role, needed()) : [];
    }

    private static IEnumerable<Finding> Compare(PreflightTarget target, string name, AccountRole role, NeededParts needed)
    {
        const string cannotAssume =
            "what uses the role fails with \"cannot be assumed\" or \"is not authorized to perform: sts:AssumeRole\"";
        const string denied = "the deployment may succeed; then calls of this role fail with AccessDenied";
        var trust = new PolicyFindings(
            target.Edge, name, "its trust policy", new PolicyComparison(needed.Trust(name), PolicyStatement.Of(role.Trust)));
        foreach (var finding in trust.TooNarrow(cannotAssume).Concat(trust.TooWide()))
            yield return finding;
        var statements = needed.Policies(name);
        var comparison = new PolicyComparison(statements, [.. role.Policies().SelectMany(PolicyStatement.Of)]);
        var policies = new PolicyFindings(target.Edge, name, "its permission policy", comparison);
        foreach (var finding in policies.TooNarrow(denied).Concat(policies.TooWide()))
            yield return finding;
        if (role.BoundaryArn is not { } boundary)
            yield break;
        var limit = new BoundaryComparison(statements, PolicyStatement.Of(target.Roles.Managed(boundary)));
        if (limit.Taken is { Count: > 0 } taken)
        {
            yield return new Finding(Outcome.Failed, name)
            {
                What = $"its permissions boundary {boundary} does not allow {PolicyFindings.List(taken)}",
                Later = denied,
                Remedy = "allow these actions in the boundary, or give the role a boundary that allows them",
            };
        }

        if (limit.Open is { Count: > 0 } open)
        {
            yield return new Finding(Outcome.Unknown, name)
            {
                What = $"whether its permissions boundary {boundary} allows {PolicyFindings.List(open)} depends on its conditions and "
                    + "resources",
                Later = denied,
                Remedy = "compare the boundary with docs/security/access.md",
            };
        }
    }
}
