using System.CommandLine;
using System.Globalization;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Tells what the destruction of an edge does before it is done, and what is left after it. Changes nothing.</summary>
internal static class DestroyPlanCommand
{
    public static Command Create(CommandContext context)
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
            var edge = edges.Find(given, context);
            var stack = DeployedStack.Find(context.Aws, edge);
            var isJson = given.GetValue(EdgeCommand.Json);
            if (stack is not null && given.GetValue(after))
            {
                throw new CommandException($"{stack.Name} still exists, in {stack.State.Status}: {stack.State.Meaning}; `edge "
                    + $"destroy-plan {edge.Name}` shows what to do");
            }

            if (stack is null)
                return LeftoverReport.Show(context, edge, new Leftovers(context, edge), isJson);
            ShowPlan(context, stack, DestroyPlan.Of(context, edge, stack, DateOnly.FromDateTime(DateTime.UtcNow)), isJson);
            return 0;
        });
        return command;
    }

    private static void ShowPlan(CommandContext context, DeployedStack stack, DestroyPlan plan, bool isJson)
    {
        if (isJson)
        {
            context.WriteJson(new
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

        context.WriteLine(stack.Name, $" is {stack.State.Status}: {stack.State.Meaning}. Nothing was changed.");
        LeftoverReport.Show(context, "In the way of the deletion", plan.Failed);
        LeftoverReport.Show(context, "Save first", plan.Save);
        context.WriteLine("");
        context.WriteLine("Is deleted");
        foreach (var (kind, count) in plan.Deleted)
            context.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {count,3} {kind}"));
        LeftoverReport.Show(context, "Takes longer", plan.Delayed);
        LeftoverReport.Show(context, "Stays", plan.Kept);
        context.WriteLine("");
        context.WriteLine("What to do, in this order");
        foreach (var (index, step) in plan.Steps.Index())
            context.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {step}"));
        LeftoverReport.ShowUnknown(context, plan.Unknown);
    }
}
