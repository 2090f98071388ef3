using System.Globalization;
using System.Text;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Trial;

/// <summary>What a trial has shown, as Markdown and as JSON. Both can be committed.</summary>
/// <param name="context">Where it is written.</param>
/// <param name="run">The trial.</param>
/// <param name="masksAccounts">Whether account ids are left out.</param>
internal sealed class TrialReport(CommandContext context, TrialRun run, bool masksAccounts)
{
    /// <summary>Who answers, when nothing stands in for AWS.</summary>
    public const string Aws = "AWS";

    private const string Markdown = "report.md";
    private const string JsonFile = "report.json";

    /// <summary>The word for a verdict.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Yes => "yes",
        Verdict.No => "no",
        _ => "not tried",
    };

    /// <summary>Writes both files into the directory of the trial.</summary>
    public void Write()
    {
        run.Write(Markdown, Redacted(Markdown, Text()));
        run.Write(JsonFile, Redacted(JsonFile, JsonText.Of(Json())));
    }

    /// <summary>Answers the user.</summary>
    /// <param name="next">What to do, when something is left in the account; null when nothing is.</param>
    /// <param name="isSuccess">Whether everything that was asked for has succeeded.</param>
    /// <returns>The exit code.</returns>
    public int Answer(string? next, bool isSuccess)
    {
        context.Answer(new { Report = Json(), Next = next }, () =>
        {
            foreach (var group in Answers().CountBy(answer => answer.Verdict).OrderBy(group => group.Key))
                context.WriteLine("", $"{ProblemReport.Counted(group.Value, "claim")}: {Word(group.Key)}");
            context.WriteLine(context.Shown(run.PathOf(Markdown)), " has the evidence");
            if (run.Noted(TrialRun.Kept) is { } kept)
                context.WriteLine("", $"kept: {kept}");
            context.WriteLine("", next is null
                ? "nothing of the trial is left but keys that AWS deletes after 7 days"
                : $"something of the trial is left and paid for: {next}");
        });
        return isSuccess ? 0 : 1;
    }

    private IEnumerable<ClaimAnswer> Answers() => ClaimRegister.All.Select(claim => run.State.Answers.GetValueOrDefault(claim.Id)
        ?? new ClaimAnswer(claim.Id, Verdict.NotTried, claim.Step == Claim.ByHand
            ? $"by hand: {claim.How}" : $"the step {claim.Step} was not done", null));

    private object Json() => new
    {
        run.State.AnsweredBy,
        Product.Version,
        run.State.Account,
        run.State.Region,
        run.State.Started,
        Steps = from step in TrialSteps.All
                where run.State.Steps.ContainsKey(step.Name)
                let state = run.State.Steps[step.Name]
                select new { step.Name, state.Outcome, state.Seconds, state.Message },
        Claims = Answers(),
    };

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Trial of {run.State.Started:yyyy-MM-dd}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Edge CDK {Product.Version} in {run.State.Region} of account {run.State.Account}. ");
        text.Append(CultureInfo.InvariantCulture, $"Answered by: {run.State.AnsweredBy}.\n\n");
        text.Append("## Steps\n\n| step | outcome | time |\n|---|---|---|\n");
        foreach (var step in TrialSteps.All)
        {
            var state = run.State.Steps.GetValueOrDefault(step.Name);
            var outcome = state is null ? "not done" : $"{state.Outcome.ToString().ToLowerInvariant()} {state.Message}".TrimEnd();
            Row(text, step.Name, outcome, state is { Seconds: > 0 } ? $"{TimeSpan.FromSeconds(state.Seconds):h\\:mm\\:ss}" : "");
        }

        text.Append("\n## Claims\n\n| claim | answer | evidence | what follows |\n|---|---|---|---|\n");
        foreach (var (claim, answer) in ClaimRegister.All.Zip(Answers()))
        {
            var follows = answer.Verdict switch { Verdict.Yes => claim.Yes, Verdict.No => claim.No, _ => "" };
            Row(text, claim.Text, Word(answer.Verdict), answer.Evidence, follows);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, params IEnumerable<string> cells) => text.Append("| ").AppendJoin(
        " | ", cells.Select(cell => cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private string Redacted(string file, string text) => new Redaction(masksAccounts ? _ => true : null).Redact(file, text);
}
