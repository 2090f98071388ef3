using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial;

/// <summary>Removes everything that a trial has made, whatever its state says: what is there is found in the account.</summary>
/// <param name="context">Where the progress is shown.</param>
/// <param name="run">The trial.</param>
internal sealed class TrialCleanUp(CommandContext context, TrialRun run)
{
    /// <summary>Undoes all steps, the last one first.</summary>
    /// <returns>Whether nothing is left.</returns>
    public bool Run()
    {
        foreach (var step in TrialSteps.All.Reverse())
        {
            try
            {
                step.Undo(run);
            }
            catch (Exception exception) when (exception is CommandException or AwsException)
            {
                Unfinished.StopIfEnding();
                // What comes before it may still be used by what is left.
                context.Error.WriteLine($"edge: what {step.Name} has made could not be removed: {exception.Message}");
                return false;
            }
        }

        run.Note(TrialRun.Removed, $"{run.Today:yyyy-MM-dd}");
        return true;
    }
}
