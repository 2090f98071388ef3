using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Roles that the stack does not create: each exists, with the path of the edge file.</summary>
internal static class ExistingRoleChecks
{
    private const string Key = "iam.roles";

    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Iam.Roles is ResourceMode.Create ? []
        : target.Names.ExistingRoles(target.Definition).Select(name => new Check(name, () => Find(target, name)));

    private static IEnumerable<Finding> Find(PreflightTarget target, string name)
    {
        var expected = target.Config.RoleArn(name);
        var arn = target.Aws.Find("iam", "get-role", "--role-name", name)?["Role"].Text("Arn");
        if (arn is null)
        {
            yield return new Finding(Outcome.Failed, name)
            {
                What = $"there is no role {name}, and {Key} is existing",
                Later = "what uses the role fails with \"The role defined for the function cannot be assumed\" or \"Role is not valid\"",
                Remedy = "ask whoever creates the roles of the account for it, or remove iam.roles: the stack creates its roles then",
            };
        }
        else if (arn != expected)
        {
            yield return new Finding(Outcome.Failed, name)
            {
                What = $"its ARN is {arn}, and the edge expects {expected}",
                Later = "what uses the role fails with \"The role defined for the function cannot be assumed\" or \"Role is not valid\"",
                Remedy = "correct iam.rolePath, or ask whoever creates the roles of the account for one with this path",
            };
        }
    }
}
