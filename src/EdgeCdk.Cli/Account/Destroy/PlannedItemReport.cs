using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Resources with what happens to them, as lines.</summary>
internal static class PlannedItemReport
{
    public static void Write(CommandContext context, string title, IReadOnlyList<PlannedItem> items)
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
    public static void WriteUnknown(CommandContext context, IReadOnlyList<string> unknown)
    {
        foreach (var reason in unknown)
            context.WriteLine("could not be checked", $": {reason}");
    }
}
