using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial;

/// <summary>Keeps a trial away from whatever it has not made.</summary>
internal static class TrialGuard
{
    /// <summary>Checks that no edge and no stack of others has the names of the trial.</summary>
    /// <exception cref="CommandException">One has.</exception>
    public static void Check(TrialRun run)
    {
        foreach (var name in (string[])
            [run.Names.Stack, run.Names.PrerequisitesStack, $"edge-trial-control-plane-{run.Name}", $"edge-trial-probes-{run.Name}"])
        {
            new TrialStack(run, name).Find();
        }

        // An edge may have its stack under another name.
        if (StackFinder.Find(run.Aws.Account, new EdgePlace(run.Name, run.Aws.Region)) is { } stack
            && stack.Text("StackName") != run.Names.Stack)
        {
            throw new CommandException(
                $"the stack {stack.Text("StackName")} has an edge {run.Name}. The trial touches no existing edge; choose another name with "
                    + "--edge");
        }
    }
}
