using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Trial;

/// <summary>Does the steps of a trial one after the other, as far as each has what it needs and the budget allows.</summary>
/// <param name="context">Where the progress is shown.</param>
/// <param name="run">The trial.</param>
/// <param name="steps">The steps.</param>
/// <param name="budget">How long this run may take.</param>
internal sealed class TrialProgress(CommandContext context, TrialRun run, IReadOnlyList<TrialStep> steps, TimeSpan budget)
{
    private readonly long _began = context.Clock.GetTimestamp();

    /// <summary>Does them.</summary>
    /// <returns>Whether all have succeeded, in this run or an earlier one.</returns>
    public bool Run()
    {
        var succeeded = true;
        foreach (var (index, step) in steps.Index())
        {
            if (IsDone(step.Name))
                continue;
            succeeded &= Obstacle(step) is { } obstacle ? Skip(step, obstacle) : Do(step, index + 1);
        }

        return succeeded;
    }

    private bool IsDone(string step) => run.State.Steps.GetValueOrDefault(step)?.Outcome is StepOutcome.Done;

    private string? Obstacle(TrialStep step)
    {
        var missing = step.Needs.Where(need => !IsDone(need)).ToList();
        if (missing.Count > 0)
            return $"it needs {string.Join(" and ", missing)}, which was not done";
        return context.Clock.GetElapsedTime(_began) + TimeSpan.FromMinutes(step.Minutes) > budget
            ? $"it takes about {step.Minutes} minutes, more than is left of --budget"
            : null;
    }

    private bool Skip(TrialStep step, string why)
    {
        context.Error.WriteLine($"edge: {step.Name} is left out: {why}");
        Undecided(step, $"the step {step.Name} was left out: {why}");
        return false;
    }

    private bool Do(TrialStep step, int number)
    {
        context.Error.WriteLine(
            $"edge: step {number} of {steps.Count}, {step.Name}: {step.Makes}; about "
                + $"{ProblemReport.Counted(step.Minutes, "minute")}; paid for: {step.PaidFor}");
        run.State.Steps[step.Name] = new StepState(StepOutcome.Begun);
        foreach (var claim in ClaimRegister.Of(step.Name).Where(claim => IsUndecided(claim.Id)))
            run.State.Answers.Remove(claim.Id);
        run.Save();
        var began = context.Clock.GetTimestamp();
        try
        {
            step.Do(run);
            Ended(step, began, StepOutcome.Done, null);
            return true;
        }
        catch (Exception exception) when (exception is CommandException or AwsException or ConfigException or IOException)
        {
            // What a signal interrupts fails in its own ways.
            Unfinished.StopIfEnding();
            context.Error.WriteLine($"edge: {step.Name} failed: {exception.Message}");
            Ended(step, began, StepOutcome.Failed, exception.Message);
            return false;
        }
    }

    private void Ended(TrialStep step, long began, StepOutcome outcome, string? message)
    {
        run.State.Steps[step.Name] = new StepState(outcome, (int)context.Clock.GetElapsedTime(began).TotalSeconds, message);
        Undecided(step, message is null ? "the step had no evidence" : $"the step {step.Name} failed: {message}");
        run.Save();
    }

    private bool IsUndecided(string claim) => run.State.Answers.GetValueOrDefault(claim) is { Verdict: Verdict.NotTried };

    private void Undecided(TrialStep step, string why)
    {
        foreach (var claim in ClaimRegister.Of(step.Name).Where(claim => !run.State.Answers.ContainsKey(claim.Id)))
            run.NotDecided(claim.Id, why);
    }
}
