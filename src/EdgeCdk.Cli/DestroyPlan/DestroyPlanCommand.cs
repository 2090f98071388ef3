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
        var after = new Option<bool>("--after")
        {
            Description = "Show what is left of an edge that was destroyed. Default: yes, when it "
            + "has no stack"
        };
        var command = new Command("destroy-plan",
            "Shows what destroying an edge deletes, keeps and delays, and what is left after it") { after };
        edges.AddTo(command, worksWithoutFile: true);
        command.SetAction(given =>
        {
            var edge = edges.Find(given, terminal);
            var stack = DeployedStack.Find(terminal.Aws, edge);
            var isJson = given.GetValue(EdgeCommand.Json);
            if (stack is not null && given.GetValue(after))
            {
                throw new CommandException($"{stack.Name} still exists, in {stack.State.Status}: {stack.State.Meaning}; `edge "
                    + $"destroy-plan {edge.Name}` shows what to do");
            }

            if (stack is null)
                return LeftoverReport.Show(terminal, edge, new Leftovers(terminal, edge), isJson);
            ShowPlan(terminal, stack, Plan.Of(terminal, edge, stack, DateOnly.FromDateTime(DateTime.UtcNow)), isJson);
            return 0;
        });
        return command;
    }

    private static void ShowPlan(Terminal terminal, DeployedStack stack, Plan plan, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteJson(new
            {
                Stack = stack.Name,
                stack.State.Status,
                plan.Save,
                plan.Deleted,
                plan.Delayed,
                plan.Kept,
                plan.Failed,
                plan.Steps,
                plan.Unknown
            });
            return;
        }

        terminal.WriteLine(stack.Name, $" is {stack.State.Status}: {stack.State.Meaning}. Nothing was changed.");
        LeftoverReport.Show(terminal, "In the way of the deletion", plan.Failed);
        LeftoverReport.Show(terminal, "Save first", plan.Save);
        terminal.WriteLine("");
        terminal.WriteLine("Is deleted");
        foreach (var (kind, count) in plan.Deleted)
            terminal.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {count,3} {kind}"));
        LeftoverReport.Show(terminal, "Takes longer", plan.Delayed);
        LeftoverReport.Show(terminal, "Stays", plan.Kept);
        terminal.WriteLine("");
        terminal.WriteLine("What to do, in this order");
        foreach (var (index, step) in plan.Steps.Index())
            terminal.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {step}"));
        LeftoverReport.ShowUnknown(terminal, plan.Unknown);
    }
}
