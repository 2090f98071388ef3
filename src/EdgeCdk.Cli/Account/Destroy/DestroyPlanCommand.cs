using System.CommandLine;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Shows what destroying an edge does, and what is left after it. Changes nothing.</summary>
internal static class DestroyPlanCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var after = new Option<bool>("--after")
        {
            Description = "Show what is left of an edge that was destroyed. Default: when it has no stack",
        };
        var command = new Command(
            "destroy-plan", "Shows what destroying an edge deletes, keeps and delays, and what is left after it") { after };
        edge.AddTo(command, takesStack: true, takesRegion: true);
        command.SetAction(given => Show(context with { Aws = new CachingAws(context.Aws) }, edge, given, given.GetValue(after)));
        return command;
    }

    private static int Show(CommandContext context, EdgeArguments edge, ParseResult given, bool isAfter) =>
        Show(context, edge.Place(given, context), isAfter);
    private static int Show(CommandContext context, EdgePlace edge, bool isAfter)
    {
        if (DeployedStack.Find(context.Aws, edge) is not { } stack)
            return LeftoverReport.Answer(context, edge, new Leftovers(context, edge));
        return isAfter
            ? throw new CommandException($"{stack.Name} still exists, in {stack.State.Status}: {stack.State.Meaning}; "
                + $"`npx edge destroy-plan {edge.Name}` shows what to do")
            : DestroyPlanReport.Answer(
                context, stack, DestroyPlan.Of(context, edge, stack, DateOnly.FromDateTime(DateTime.UtcNow)));
    }
}
