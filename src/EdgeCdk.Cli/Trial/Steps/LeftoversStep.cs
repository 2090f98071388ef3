using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>What is left of the edge, and the end of all that the trial has made beside it.</summary>
internal static class LeftoversStep
{
    public static TrialStep Step { get; } = new(
        "leftovers", "nothing: looks for what is left of the edge, then deletes the network, the control plane and all else of the "
            + "trial", 10, TrialStep.Nothing)
    {
        Needs = ["destroy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var after = run.Edge("destroy-plan", run.Name, "--after");
        var left = after.Json.Items("left").Select(item => $"{item.Text("kind")} {item.Text("name")}").ToList();
        var keys = left.Count(item => item.StartsWith("KMS Key ", StringComparison.Ordinal));
        if (after.Json.Count == 0)
            throw new CommandException($"`npx edge destroy-plan {run.Name} --after`: {after.Words()}");
        run.Answer("only-keys-left", keys == left.Count, Words.List(left, "nothing"));
        var groups = DeployStep.LogGroups(run);
        run.Answer("insights-groups-stay-away", groups.Count == 0, Words.List(groups, "no log group"));
        DeployStep.Undo(run);
        PreflightStep.Undo(run);
        ProbesStep.Step.Undo(run);
        ControlPlaneStep.Undo(run);
        Network(run);
        run.Note(TrialRun.Removed, $"{run.Today:yyyy-MM-dd}");
    }

    private static void Network(TrialRun run)
    {
        if (run.State.Onboarding is not null)
        {
            run.NotDecided("network-deleted", "the network is the user's own");
            return;
        }

        try
        {
            NetworkStep.Undo(run);
            run.Answer("network-deleted", true, "the stack is deleted");
        }
        catch (CommandException exception)
        {
            run.Answer("network-deleted", false, exception.Message);
            throw;
        }
    }
}
