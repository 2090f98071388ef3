using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What is left, as lines and as JSON.</summary>
internal static class LeftoverReport
{
    /// <summary>Shows it.</summary>
    /// <returns>The exit code: 1 when something is in use, or could not be checked.</returns>
    public static int Show(CommandContext context, EdgePlace edge, Leftovers found, bool isJson)
    {
        var owners = found.Owned.GroupBy(thing => (Stack: (string?)thing.Stack["StackName"], thing.Region))
            .OrderBy(group => group.Key.Stack, StringComparer.Ordinal).ToList();
        var next = owners
            .Select(owner =>
            $"{owner.Key.Stack} in {owner.Key.Region} owns {ProblemReport.Counted(owner.Count(), "thing")} with a name or tag of this "
            + $"edge, such as {owner.First().Name}. Delete nothing; "
            + $"see it with npx edge destroy-plan {edge.Name} --region {owner.Key.Region} --stack {owner.Key.Stack}").ToList();
        var exitCode = found.Owned.Count == 0 && found.NotKnown.Count == 0 && found.Unknown.Count == 0 ? 0 : 1;
        if (isJson)
        {
            context.WriteJson(new
            {
                Stack = (string?)null,
                edge.Account,
                edge.Region,
                found.Left,
                InUse = found.Owned
                    .Select(thing => new { thing.Kind, thing.Name, Stack = (string?)thing.Stack["StackName"], thing.Region }),
                NotChecked = found.NotKnown,
                found.Prerequisites,
                found.Unknown,
            });
            return exitCode;
        }

        var isEmpty = found.Left.Count == 0 && found.NotKnown.Count == 0 && found.Owned.Count == 0;
        context.WriteLine($"No stack {edge.StackName} in {edge.Region}",
            isEmpty && found.Unknown.Count == 0 ? ", and no resource tagged with this edge." : ".");
        context.WriteLine("", edge.Definition is null
            ? $"This is account {edge.Account}. No edge file says which account the edge is in: if it is in another one, nothing of this "
                + $"is about it."
            : $"This is account {edge.Account}, as the edge file says.");
        foreach (var line in next)
            context.WriteLine("in use: ", line);
        Show(context, "Is left", found.Left);
        Show(context, "Could not be checked", found.NotKnown);
        Show(context, "Is not a part of the edge", found.Prerequisites);
        ShowUnknown(context, found.Unknown);
        return exitCode;
    }

    /// <summary>Lists things with what becomes of them.</summary>
    public static void Show(CommandContext context, string title, IReadOnlyList<PlannedItem> items)
    {
        if (items.Count == 0)
            return;
        context.WriteLine("");
        context.WriteLine(title);
        foreach (var item in items)
        {
            context.WriteLine("", $"  {item.Kind} {item.Name}: {item.Why}");
            if (item.Command is not null)
                context.WriteLine("", $"    {item.Command}");
            if (item.Keep is not null)
                context.WriteLine("", $"    to keep it instead: {item.Keep}");
        }
    }

    /// <summary>Lists what could not be asked.</summary>
    public static void ShowUnknown(CommandContext context, IReadOnlyList<string> unknown)
    {
        foreach (var reason in unknown)
            context.WriteLine("could not be checked", $": {reason}");
    }
}
