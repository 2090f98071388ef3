using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Fixed names that the deployment will use, and that something outside of the edge's own stack has. Whose that is, is asked before
/// anything is advised:
/// it may be of another stack.
/// </summary>
internal static class TakenNameChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        yield return new("log groups", () => LogGroups(target));
        yield return new("alias", () => IsTheStacks(target) ? [] : Alias(target));
        foreach (var role in EdgeRoles.Names(target.Edge))
            yield return new(role, () => IsTheStacks(target) ? [] : Role(target, role));
    }

    // One of each is in every edge: while a stack has the edge, they are its own.
    private static bool IsTheStacks(PreflightTarget target) => target.Stack is { } stack && StackState.Of(stack).HoldsResources;

    private static IEnumerable<Finding> LogGroups(PreflightTarget target)
    {
        var made = EdgeNames.LogGroups(target.Edge).ToHashSet();
        var isFirst = !IsTheStacks(target);
        string[] prefixes = [EdgeNames.LogGroupPrefix(target.Edge), .. EdgeNames.PerformanceLogGroups(target.Edge)];
        var there = prefixes
            .SelectMany(prefix =>
            target.Ask("logs", "describe-log-groups", "--log-group-name-prefix", prefix).Items("logGroups")
            .Select(group => group.Text("logGroupName")))
            .Distinct().Where(name => isFirst || made.Contains(name)).ToList();
        // A release may have brought a component that an earlier one had dropped, and its log group was retained.
        var own = isFirst || there.Count == 0 ? [] : OwnLogGroups(target);
        return Taken(target, "log groups", [.. there.Where(name => !own.Contains(name))], "log groups fail with \"already exists\"", left =>
            $"{left.Count} of the names that the edge needs exist already, such as {left[0]}",
            left => "they hold the logs of an earlier deployment: export them first if they are needed (aws logs create-export-task), or "
                + "choose another edge.name; then delete them: "
                + string.Join("; ", left.Select(name => $"aws logs delete-log-group --region {target.Region} --log-group-name {name}")));
    }

    private static HashSet<string> OwnLogGroups(PreflightTarget target) =>
    [
        .. target.Ask("cloudformation", "list-stack-resources", "--stack-name", target.Stack.Text("StackId")).Items("StackResourceSummaries")
            .Where(resource => resource.Text("ResourceType") == "AWS::Logs::LogGroup")
                .Select(resource => resource.Text("PhysicalResourceId")),
    ];

    private static IEnumerable<Finding> Alias(PreflightTarget target)
    {
        var alias = EdgeNames.Alias(target.Edge);
        return target.Find("kms", "describe-key", "--key-id", alias) is not { } key ? [] : Taken(
            target, alias, [alias], $"the alias fails with \"An alias with the name {alias} already exists\"",
            _ => $"exists already, for the key {key["KeyMetadata"].Text("KeyId")}",
            _ => "data of an earlier edge may be encrypted with that key: choose another edge.name, or save that data first; keep the "
                + "key, and delete the alias alone: "
                + $"aws kms delete-alias --region {target.Region} --alias-name {alias}");
    }

    private static IEnumerable<Finding> Role(PreflightTarget target, string role) => target.Find("iam", "get-role", "--role-name", role) is null ? []
        : Taken(
        target, role, [role], $"the role fails with \"Role with name {role} already exists\"",
        _ => "there is a role of this name, and no stack has it",
        _ => $"choose another edge.name if somebody uses the role; otherwise delete it, its policies first: aws iam delete-role "
            + $"--role-name {role}",
        StackFinder.Regions(target.Aws, target.Region));

    private static IEnumerable<Finding> Taken(
        PreflightTarget target, string about, IReadOnlyList<string> names, string later, Func<IReadOnlyList<string>, string> fault,
            Func<IReadOnlyList<string>, string> remedy, IEnumerable<string>? regions = null)
    {
        IReadOnlyList<(string Name, Owner Owner)> asked = [.. names
            .Select(name => (name, Owner.Of(target.Aws, regions ?? [target.Region], name)))];
        var unknown = asked.FirstOrDefault(item => item.Owner.Unknown is not null);
        if (unknown.Owner is not null)
        {
            return [Finding.Unknown(about,
                $"{unknown.Name} exists, and which stack owns it could not be checked: {unknown.Owner.Unknown}", later,
                "let the caller use cloudformation:DescribeStackResources, and run this again")];
        }

        var owned = asked.FirstOrDefault(item => item.Owner.Stack is not null);
        return owned.Owner is not null
            ? [Finding.Error(about,
                $"{owned.Name} is in use: it is part of the stack {owned.Owner.Stack.Text("StackName")} in {owned.Owner.Region}", later,
                "choose another edge.name, or deploy the edge to that stack; delete nothing")]
            : names.Count == 0 ? [] : [Finding.Error(about, fault(names), later, remedy(names))];
    }
}
