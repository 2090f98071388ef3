using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial;

/// <summary>The steps of a trial, and what each settles, before anything is made.</summary>
internal static class TrialList
{
    /// <summary>Answers with steps and claims.</summary>
    /// <returns>The exit code 0.</returns>
    public static int Answer(CommandContext context, IReadOnlyList<TrialStep> steps) => context.Answer(
        new
        {
            Steps = steps.Select(step => new { step.Name, step.Makes, step.Minutes, step.PaidFor, step.Needs }),
            Claims = ClaimRegister.All.Select(claim => new { claim.Id, claim.Step, Claim = claim.Text, claim.How, claim.Yes, claim.No }),
        },
        () =>
        {
            Write(context, steps);
            context.WriteLine("");
            foreach (var step in steps.Select(step => step.Name).Append(Claim.ByHand))
            {
                foreach (var claim in ClaimRegister.Of(step))
                    context.WriteLine($"{step,-15} {claim.Id,-27}", $"  {claim.Text}");
            }
        });

    /// <summary>Writes the steps: what each makes, how long it takes, and what is paid for.</summary>
    public static void Write(CommandContext context, IReadOnlyList<TrialStep> steps)
    {
        var width = steps.Select(step => step.Name.Length).DefaultIfEmpty().Max();
        foreach (var step in steps)
        {
            context.WriteLine($"{step.Name.PadRight(width)}  {step.Minutes,3} min", $"  makes: {step.Makes}");
            context.WriteLine("", $"{new string(' ', width)}           paid for: {step.PaidFor}");
        }

        context.WriteLine($"{ProblemReport.Counted(steps.Count, "step")}, about {steps.Sum(step => step.Minutes)} minutes");
    }
}
