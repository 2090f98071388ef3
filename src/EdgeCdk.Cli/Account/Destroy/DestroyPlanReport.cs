using System.Globalization;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A plan as lines and as JSON.</summary>
internal static class DestroyPlanReport
{
    /// <returns>The exit code.</returns>
    public static int Answer(CommandContext context, DeployedStack stack, DestroyPlan plan) => context.Answer(
        new
        {
            Stack = stack.Name,
            stack.State.Status,
            plan.Save,
            plan.Deleted,
            plan.Delayed,
            plan.Kept,
            plan.Failed,
            plan.Steps,
            plan.Unknown,
        },
        () => Write(context, stack, plan));

    private static void Write(CommandContext context, DeployedStack stack, DestroyPlan plan)
    {
        context.WriteLine(stack.Name, $" is {stack.State.Status}: {stack.State.Meaning}. Nothing was changed.");
        PlannedItemReport.Write(context, "Prevents the deletion", plan.Failed);
        PlannedItemReport.Write(context, "Save first", plan.Save);
        context.WriteLine("");
        context.WriteLine("Deleted");
        foreach (var (kind, count) in plan.Deleted)
            context.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {count,3} {kind}"));
        PlannedItemReport.Write(context, "Deleted later", plan.Delayed);
        PlannedItemReport.Write(context, "Kept", plan.Kept);
        context.WriteLine("");
        context.WriteLine("What to do, in this order");
        foreach (var (index, step) in plan.Steps.Index())
            context.WriteLine("", string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {step}"));
        PlannedItemReport.WriteUnknown(context, plan.Unknown);
    }
}
