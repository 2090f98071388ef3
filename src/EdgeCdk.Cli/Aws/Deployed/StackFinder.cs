using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>
/// Finds the stack of an edge, under whatever name: the one way for every command. A question that AWS refuses is an exception: only
/// AWS's own "does not exist" means that there is none.
/// </summary>
internal static class StackFinder
{
    /// <summary>What CloudFormation says of the stack; null when no stack of the account has the edge.</summary>
    /// <exception cref="StackElsewhereException">The stack is in another region.</exception>
    /// <exception cref="CommandException">The stack that the user named does not exist, or is of another edge.</exception>
    public static JsonObject? Find(IAws aws, EdgePlace edge)
    {
        if (edge.GivenStack is { } given)
            return Given(aws, edge, given);
        var usual = AccountStacks.Describe(aws, edge.Region, edge.StackName);
        // A first deployment that failed, or a change set, may stand beside the stack that really has the edge.
        return usual is not null && StackState.Of(usual).IsDeployed && EdgeOf(usual) == edge.Name
            ? usual
            : ByTag(aws, edge) ?? ByFixedName(aws, edge) ?? usual;
    }

    private static JsonObject Given(IAws aws, EdgePlace edge, string name)
    {
        var stack = AccountStacks.Describe(aws, edge.Region, name)
            ?? throw new CommandException($"there is no stack {name} in {edge.Region} of account {edge.Account}; without --stack, the "
                + $"stack is found by the name of the edge");
        var owner = EdgeOf(stack);
        return owner == edge.Name
            ? stack
            : throw new CommandException($"the stack {name} does not belong to the edge {edge.Name}: "
                + (owner is null ? "it names no edge" : $"it has the edge {owner}"));
    }

    // Stack sets and Service Catalog name stacks themselves; CloudFormation puts the name on most of what it makes.
    private static JsonObject? ByTag(IAws aws, EdgePlace edge) =>
        aws.Ask(edge.Region, "resourcegroupstaggingapi", "get-resources", "--tag-filters", $"Key={EdgeTags.Name},Values={edge.Name}")
            .Items("ResourceTagMappingList")
            .Select(item => item.Tag(DeployedStack.StackTag)).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select(name => AccountStacks.Describe(aws, edge.Region, name))
            .OfType<JsonObject>()
            .Where(stack => EdgeOf(stack) == edge.Name && StackState.Of(stack).HoldsResources)
            .OrderByDescending(stack => StackState.Of(stack).IsDeployed)
            .FirstOrDefault();

    // CloudFormation puts no tags of its own on roles and keys. The names of roles are taken in all regions. The stack of another team
    // that creates the roles is not the edge's; not every command knows the edge file.
    private static JsonObject? ByFixedName(IAws aws, EdgePlace edge)
    {
        if (edge.Definition?.Config.Iam.Roles is ResourceMode.Existing)
            return null;
        var ofIdentity = edge.Names.StackOfTeam("Identity");
        var role = edge.Names.PlaneManagerRole;
        try
        {
            aws.Ask(edge.Region, "iam", "get-role", "--role-name", role);
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }

        // An organisation may deny whole regions: the stack may be in another one all the same.
        var refused = new List<(string Region, string Reason)>();
        foreach (var region in AccountStacks.Regions(aws, edge.Region))
        {
            try
            {
                if (AccountStacks.OwnerOf(aws, region, role) is { } owner)
                {
                    return owner.Text("StackName") == ofIdentity ? null
                        : region == edge.Region ? owner
                        : throw new StackElsewhereException(edge, owner.Text("StackName"), region);
                }
            }
            catch (AwsException exception) when (region != edge.Region)
            {
                refused.Add((region, exception.Message));
            }
        }

        return refused.Count == 0
            ? null
            : throw new CommandException($"the role {role} exists, and which stack owns it could not be asked in "
                + $"{string.Join(", ", refused.Select(item => item.Region))}: {refused[0].Reason}");
    }

    // Outputs are there once the stack is complete; before, parameters of the portable template and tags of the edge file's stack.
    private static string? EdgeOf(JsonObject stack) =>
        stack.Entry("Output", "EdgeName")
        ?? (stack.Entry("Parameter", "EdgeAccessRoleArn") is null ? null : stack.Entry("Parameter", "EdgeName"))
        ?? (stack.Tag(EdgeTags.ManagedBy) is null ? null : stack.Tag(EdgeTags.Name));
}
