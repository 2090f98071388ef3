using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>An upgrade as lines and as JSON.</summary>
internal static class UpgradeReport
{
    /// <summary>Shows what changes and what the upgrade meets, before it is written.</summary>
    public static void Show(CommandContext context, UpgradePlan plan)
    {
        context.WriteLine($"{plan.From} → {plan.To}");
        var width = plan.Changes.Select(change => change.Key.Length).DefaultIfEmpty().Max();
        foreach (var change in plan.Changes)
            context.WriteLine($"  {change.Key.PadRight(width)}", $"  {change.From ?? "(none)"} → {change.To ?? "(none)"}");
        if (plan.NeedsPackages)
            context.WriteLine("  first replace the function packages by those of the release");
        if (plan.Findings.Count == 0)
            return;
        context.WriteLine("");
        CheckReport.Write(context, plan.Findings);
    }

    /// <returns>The exit code: 1 when nothing was written.</returns>
    public static int Answer(CommandContext context, UpgradePlan plan, bool isWanted, IReadOnlyList<Problem> problems, string next)
    {
        var isWritten = isWanted && problems.All(problem => problem.IsWarning);
        var shown = context.Shown(problems);
        context.Answer(
            new
            {
                plan.From,
                plan.To,
                plan.Changes,
                Findings = plan.Findings.Select(CheckReport.Json),
                Written = isWritten,
                Problems = shown.Select(ProblemReport.Json),
            },
            () => ProblemReport.Write(
                context,
                shown,
                isWritten ? $"{context.Shown(plan.File)} was changed; next: {next}" : "nothing was written; --yes writes it"));
        return isWritten ? 0 : 1;
    }
}
