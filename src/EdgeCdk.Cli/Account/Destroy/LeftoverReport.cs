using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What is left, as lines and as JSON.</summary>
internal static class LeftoverReport
{
    /// <returns>The exit code: 1 when something is in use, or could not be checked.</returns>
    public static int Answer(CommandContext context, EdgePlace edge, Leftovers found)
    {
        context.Answer(Json(edge, found), () => Write(context, edge, found));
        return found.IsCertain ? 0 : 1;
    }

    private static object Json(EdgePlace edge, Leftovers found) => new
    {
        Stack = (string?)null,
        edge.Account,
        edge.Region,
        found.Left,
        InUse = found.Owned.Select(owned => new { owned.Kind, owned.Name, Stack = owned.Stack.Text("StackName"), owned.Region }),
        NotChecked = found.NotKnown,
        found.Prerequisites,
        found.Unknown,
    };

    private static void Write(CommandContext context, EdgePlace edge, Leftovers found)
    {
        context.WriteLine(
            $"No stack {edge.StackName} in {edge.Region}", found.IsNothing ? ", and no resource tagged with this edge." : ".");
        context.WriteLine("", edge.Definition is null
            ? $"This is account {edge.Account}. No edge file names the account of the edge: if it is in another one, ignore this answer."
            : $"This is account {edge.Account}, as the edge file says.");
        foreach (var line in InUse(edge, found))
            context.WriteLine("in use: ", line);
        PlannedItemReport.Write(context, "Left over", found.Left);
        PlannedItemReport.Write(context, "Could not be checked", found.NotKnown);
        PlannedItemReport.Write(context, "Not a part of the edge", found.Prerequisites);
        PlannedItemReport.WriteUnknown(context, found.Unknown);
    }

    private static IEnumerable<string> InUse(EdgePlace edge, Leftovers found) =>
        from owned in found.Owned
        group owned by (Stack: owned.Stack.Text("StackName"), owned.Region) into owner
        orderby owner.Key.Stack
        select $"{owner.Key.Stack} in {owner.Key.Region} owns {ProblemReport.Counted(owner.Count(), "resource")} with a name or tag of "
            + $"this edge, such as {owner.First().Name}. Delete nothing; see it with npx edge destroy-plan {edge.Name} --region "
            + $"{owner.Key.Region} --stack {owner.Key.Stack}";
}
