using System.CommandLine;
using System.Globalization;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>Tells what the destruction of an edge does before it is done, and what is left after it. Changes nothing.</summary>
internal static class DestroyPlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var edges = new EdgeArguments();
        var after = new Option<bool>("--after") { Description = "Tell what is left of an edge that was destroyed. Default: yes, when its stack is gone" };
        var command = new Command("destroy-plan", "Tells what destroying an edge deletes, keeps and delays, and what is left after it") { after };
        edges.AddTo(command, worksWithoutFile: true);
        command.SetAction(given =>
        {
            var edge = edges.Find(given, terminal);
            var stack = DeployedStack.Find(terminal.Aws, edge);
            var isJson = given.GetValue(EdgeCommand.Json);
            if (stack is not null && given.GetValue(after))
                throw new CommandException($"{stack.Name} is still there, in {stack.Status}; `edge destroy-plan {edge.Name}` tells what to do");
            if (stack is null)
                ShowLeftovers(terminal, edge, isJson);
            else
                ShowPlan(terminal, stack, Plan.Of(terminal.Aws, edge, stack, DateOnly.FromDateTime(DateTime.UtcNow)), isJson);
            return 0;
        });
        return command;
    }

    private static void ShowPlan(Terminal terminal, DeployedStack stack, Plan plan, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteJson(new { Stack = stack.Name, stack.Status, plan.Save, plan.Deleted, plan.Delayed, plan.Kept, plan.Failed, plan.Steps });
            return;
        }

        terminal.WriteLine(stack.Name, $" is {stack.Status}. Nothing was changed.");
        Show(terminal, "Could not be deleted the last time", plan.Failed);
        Show(terminal, "Save first", plan.Save);
        terminal.WriteLine("");
        terminal.WriteLine("Is deleted");
        foreach (var (kind, count) in plan.Deleted)
            terminal.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {count,3} {kind}"));
        Show(terminal, "Takes longer", plan.Delayed);
        Show(terminal, "Stays", plan.Kept);
        terminal.WriteLine("");
        terminal.WriteLine("What to do, in this order");
        foreach (var (index, step) in plan.Steps.Index())
            terminal.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {step}"));
    }

    private static void ShowLeftovers(Terminal terminal, EdgePlace edge, bool isJson)
    {
        var leftovers = new Leftovers(terminal.Aws, edge);
        var left = leftovers.Find();
        if (isJson)
        {
            terminal.WriteJson(new { Stack = (string?)null, Left = left, leftovers.Unknown });
            return;
        }

        terminal.WriteLine(edge.StackName, $" is gone from {edge.Region}.");
        if (left.Count == 0 && leftovers.Unknown.Count == 0)
            terminal.WriteLine("", "Nothing of it is left.");
        Show(terminal, "Is left", left);
        foreach (var unknown in leftovers.Unknown)
            terminal.WriteLine("not known", $": {unknown}");
    }

    private static void Show(Terminal terminal, string title, IReadOnlyList<Fate> fates)
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
        }
    }
}
