using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Fixed names that the deployment uses, and that a resource outside the edge's own stack has. AWS is asked which stack owns it before
/// anything is advised.
/// </summary>
internal static class TakenNameChecks
{
    // Every edge has one key alias, and its roles: while a stack has the edge, they belong to it.
    public static IEnumerable<Check> Of(PreflightTarget target) =>
    [
        new("log groups", () => TakenLogGroupChecks.Find(target)),
        .. target.Config.Kms.GeneralKeyArn is null ? (Check[])[new("alias", () => target.HasResources ? [] : Alias(target))] : [],
        .. target.Config.Iam.Roles is ResourceMode.Existing ? []
            : target.Names.Roles(target.Definition.Release)
                .Select(role => new Check(role, () => target.HasResources ? [] : Role(target, role))),
    ];

    private static IEnumerable<Finding> Alias(PreflightTarget target)
    {
        var alias = target.Names.KeyAlias;
        if (target.Aws.Find("kms", "describe-key", "--key-id", alias)?["KeyMetadata"] is not { } key)
            return [];
        var left = new Finding(Outcome.Failed, alias)
        {
            What = $"exists already, for the key {key.Text("KeyId")}",
            Later = $"the alias fails with \"An alias with the name {alias} already exists\"",
            Remedy = "data of an earlier edge may be encrypted with that key: choose another edge.name, or save that data first; "
                + $"keep the key, and delete the alias alone: aws kms delete-alias --region {target.Region} --alias-name {alias}",
        };
        return Taken(target, [alias], TerraformTraces.Seen(
            target, left,
            () => target.Aws.List("Tags", "kms", "list-resource-tags", "--key-id", key.Text("KeyId"))
                .Select(tag => (tag.Text("TagKey"), tag.Text("TagValue")))));
    }

    private static IEnumerable<Finding> Role(PreflightTarget target, string role)
    {
        if (target.Aws.Find("iam", "get-role", "--role-name", role) is not { } found)
            return [];
        var left = new Finding(Outcome.Failed, role)
        {
            What = "a role with this name exists, and no stack in this account owns it",
            Later = $"the role fails with \"Role with name {role} already exists\"",
            Remedy = "choose another edge.name if somebody uses the role; otherwise delete it, its policies first: aws iam delete-role "
                + $"--role-name {role}",
        };
        var seen = TerraformTraces.Seen(
            target, left, () => found["Role"].Items("Tags").Select(tag => (tag.Text("Key"), tag.Text("Value"))));
        return Taken(target, [role], seen, AccountStacks.Regions(target.Aws.Account, target.Region));
    }

    /// <summary>What is said of names that exist, by their owner.</summary>
    /// <param name="target">The edge and its account.</param>
    /// <param name="names">The names.</param>
    /// <param name="left">What is said when no stack owns any of them.</param>
    /// <param name="regions">The regions to ask. Default: that of the edge.</param>
    public static IEnumerable<Finding> Taken(
        PreflightTarget target, IReadOnlyList<string> names, Finding left, IEnumerable<string>? regions = null)
    {
        var owners = names.Select(name => (Name: name, Owner: Owner.Of(target.Aws.Account, regions ?? [target.Region], name))).ToList();
        if (owners.Find(item => item.Owner.Unknown is not null) is { Owner: not null } unknown)
            return [NotKnown(unknown.Name, unknown.Owner, left)];
        return owners.Find(item => item.Owner.Stack is not null) is { Owner: not null } owned
            ? [InUse(owned.Name, owned.Owner, left)]
            : names.Count == 0 ? [] : [left];
    }

    private static Finding NotKnown(string name, Owner owner, Finding left) => new(Outcome.Unknown, left.About)
    {
        What = $"{name} exists, and which stack owns it could not be checked: {owner.Unknown}",
        Later = left.Later,
        Remedy = "allow the caller to call cloudformation:DescribeStackResources, and run this again",
    };

    private static Finding InUse(string name, Owner owner, Finding left) => new(Outcome.Failed, left.About)
    {
        What = $"{name} is in use: it belongs to the stack {owner.Stack.Text("StackName")} in {owner.Region}",
        Later = left.Later,
        Remedy = "choose another edge.name, or deploy the edge to that stack; delete nothing",
    };
}
