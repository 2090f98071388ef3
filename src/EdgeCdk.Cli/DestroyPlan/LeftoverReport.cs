using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>What is left, as lines and as JSON.</summary>
internal static class LeftoverReport
{
    /// <summary>Shows it.</summary>
    /// <returns>The exit code: 1 when something is in use, or could not be checked.</returns>
    public static int Show(Terminal terminal, EdgePlace edge, Leftovers found, bool isJson)
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
            terminal.WriteJson(new
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
        terminal.WriteLine($"No stack {edge.StackName} in {edge.Region}",
            isEmpty && found.Unknown.Count == 0 ? ", and no resource tagged with this edge." : ".");
        terminal.WriteLine("", edge.Definition is null
            ? $"This is account {edge.Account}. No edge file says which account the edge is in: if it is in another one, nothing of this "
                + $"is about it."
            : $"This is account {edge.Account}, as the edge file says.");
        foreach (var line in next)
            terminal.WriteLine("in use: ", line);
        Show(terminal, "Is left", found.Left);
        Show(terminal, "Could not be checked", found.NotKnown);
        Show(terminal, "Is not a part of the edge", found.Prerequisites);
        ShowUnknown(terminal, found.Unknown);
        return exitCode;
    }

    /// <summary>Lists things with what becomes of them.</summary>
    public static void Show(Terminal terminal, string title, IReadOnlyList<Fate> fates)
    {
        if (fates.Count == 0)
            return;
        terminal.WriteLine("");
        terminal.WriteLine(title);
        foreach (var fate in fates)
        {
            terminal.WriteLine("", $"  {fate.Kind} {fate.Name}: {fate.Why}");
            if (fate.Command is not null)
                terminal.WriteLine("", $"    {fate.Command}");
            if (fate.Keep is not null)
                terminal.WriteLine("", $"    to keep it instead: {fate.Keep}");
        }
    }

    /// <summary>Lists what could not be asked.</summary>
    public static void ShowUnknown(Terminal terminal, IReadOnlyList<string> unknown)
    {
        foreach (var reason in unknown)
            terminal.WriteLine("could not be checked", $": {reason}");
    }
}
