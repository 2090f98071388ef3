using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.Preflight;

/// <summary>The stack of the edge: whether it can be deployed to, and what an earlier one left behind.</summary>
internal static class StackState
{
    public static IEnumerable<Finding> Find(Site site)
    {
        var (name, status) = (site.StackName, site.Stack.Text("StackStatus"));
        var commandLine = $"--region {site.Region} --stack-name {name}";
        if (status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && !site.IsDeployed)
        {
            yield return Finding.Error(name, $"is in {status}", "a deployment ends with \"is in a state that cannot be updated\"", $"wait: aws cloudformation describe-stacks {commandLine}");
        }
        else if (status is "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" or "CREATE_FAILED")
        {
            var unprotect = $"aws cloudformation update-termination-protection {commandLine} --no-enable-termination-protection";
            yield return site.Stack.Flag("EnableTerminationProtection")
                ? Finding.Error(name, $"is in {status}, and protected", "the CLI cannot remove it: \"Stack cannot be deleted while TerminationProtection is enabled\"", unprotect)
                : Finding.Warning(name, $"is in {status}", "the CLI removes it, and then deploys", "nothing; look at the reason of the failure first: aws cloudformation describe-stack-events " + commandLine);
        }
        else if (status is "UPDATE_ROLLBACK_FAILED" or "DELETE_FAILED" or "UPDATE_FAILED")
        {
            yield return Finding.Error(
                name, $"is in {status}", "a deployment ends with \"is in a state that cannot be updated\"",
                status is "DELETE_FAILED" ? $"aws cloudformation delete-stack {commandLine}" : $"aws cloudformation {(status is "UPDATE_FAILED" ? "rollback-stack" : "continue-update-rollback")} {commandLine}");
        }
    }

    /// <summary>What has a fixed name and is in the way of a first deployment.</summary>
    public static IEnumerable<Check> Leftovers(Site site)
    {
        // What makes all of these is the stack: while there is one, they are its own.
        IEnumerable<Finding> Unless(Func<IEnumerable<Finding>> find) => site.Stack is null ? find() : [];
        yield return new("log groups", () => Unless(() => LogGroups(site)));
        yield return new("alias", () => Unless(() => Alias(site)));
        foreach (var role in EdgeRoles.Names(site.Edge))
            yield return new(role, () => Unless(() => Role(site, role)));
    }

    private static IEnumerable<Finding> LogGroups(Site site)
    {
        var prefix = $"/ataccama/edge/{site.Edge}/";
        var groups = site.Ask("logs", "describe-log-groups", "--log-group-name-prefix", prefix).Items("logGroups").Select(group => group.Text("logGroupName")).ToList();
        if (groups.Count > 0)
        {
            yield return Finding.Error(
                "log groups", $"{groups.Count} are left of an earlier edge of this name, such as {groups[0]}", "log groups fail with \"already exists\"",
                "they hold the data of the deleted edge: choose another edge.name, or save them first (aws logs create-export-task) and then delete them: " + string.Join("; ", groups.Select(group => $"aws logs delete-log-group --region {site.Region} --log-group-name {group}")));
        }
    }

    private static IEnumerable<Finding> Alias(Site site)
    {
        var alias = $"alias/ataccama/edge/{site.Edge}";
        if (site.Find("kms", "describe-key", "--key-id", alias) is { } key)
        {
            yield return Finding.Error(
                alias, $"is left of an earlier edge of this name, on {key["KeyMetadata"].Text("KeyId")}", $"the alias fails with \"An alias with the name {alias} already exists\"",
                $"the key is to the data of the deleted edge: choose another edge.name, or save that data first (export it) and keep the key, whose id still opens what is left, and then delete the alias alone: aws kms delete-alias --region {site.Region} --alias-name {alias}");
        }
    }

    private static IEnumerable<Finding> Role(Site site, string role)
    {
        if (site.Find("iam", "get-role", "--role-name", role) is not null)
        {
            yield return Finding.Error(
                role, "there is a role of this name, and no stack of the edge here", $"the role fails with \"Role with name {role} already exists\"",
                $"choose another edge.name if an edge of another region has this one; otherwise delete the role, its policies first: aws iam delete-role --role-name {role}");
        }
    }
}
